import type { Hex } from 'viem'
import type { Exchange, Side, User } from './side.js'

/** What a round needs beside the client: wallets with money, and one that has paid a provider before. */
export type Stock = {
  newKey: () => Promise<Hex>
  /** Of a wallet with a ledger and a sub-account that pays for requests. */
  payingKey: Hex
  exchange: Exchange
}
export type Operation = {
  name: string
  /** Sends a transaction: its time depends on when blocks come. */
  writes?: boolean
  /** How often it is done while the time is taken; once where nothing is said. */
  times?: number
  /** Brings the client to the point where the time is taken. */
  prepare: (side: Side, stock: Stock) => Promise<() => Promise<unknown>>
}

/** A user whose client has spoken to the chain before. */
const openWarm = async (side: Side, key: Hex): Promise<User> => {
  const user = await side.open(key)
  await user.listService()
  return user
}
const withLedger = async (side: Side, { newKey }: Stock): Promise<User> => {
  const user = await openWarm(side, await newKey())
  await user.addLedger(20)
  return user
}

export const operations: readonly Operation[] = [
  {
    name: 'create a broker',
    prepare:
      async (side, { payingKey }) =>
      () =>
        side.open(payingKey),
  },
  {
    name: 'create one and list services',
    prepare:
      async (side, { payingKey }) =>
      async () =>
        (await side.open(payingKey)).listService(),
  },
  {
    name: 'list services again',
    prepare: async (side, { payingKey }) => {
      const user = await openWarm(side, payingKey)
      return () => user.listService()
    },
  },
  {
    name: 'getLedger',
    prepare: async (side, { payingKey }) => {
      const user = await openWarm(side, payingKey)
      return () => user.getLedger()
    },
  },
  {
    name: 'addLedger',
    writes: true,
    prepare: async (side, { newKey }) => {
      const user = await openWarm(side, await newKey())
      return () => user.addLedger(5)
    },
  },
  {
    name: 'depositFund',
    writes: true,
    prepare: async (side, stock) => {
      const user = await withLedger(side, stock)
      return () => user.depositFund(1)
    },
  },
  {
    name: 'transferFund',
    writes: true,
    prepare: async (side, stock) => {
      const user = await withLedger(side, stock)
      return () => user.transferFund(2)
    },
  },
  {
    name: 'request headers, cold',
    prepare: async (side, { payingKey }) => {
      const user = await side.open(payingKey)
      return () => user.getRequestHeaders()
    },
  },
  {
    name: 'request headers, warm',
    times: 20,
    prepare: async (side, { payingKey }) => {
      const user = await side.open(payingKey)
      await user.getRequestHeaders()
      return () => user.getRequestHeaders()
    },
  },
  {
    name: '20 request headers at once, cold',
    prepare: async (side, { payingKey }) => {
      const user = await side.open(payingKey)
      return () => Promise.all(Array.from({ length: 20 }, () => user.getRequestHeaders()))
    },
  },
  {
    name: 'processResponse',
    prepare: async (side, { payingKey, exchange }) => {
      const user = await openWarm(side, payingKey)
      await user.getRequestHeaders()
      return () => user.processResponse(exchange)
    },
  },
]
