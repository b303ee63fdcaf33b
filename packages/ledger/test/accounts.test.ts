import { AccountRequiredError, zeroGDevnet } from '@zg/contracts'
import { parseOg } from '@zg/core'
import { type Client, createClient, createWalletClient, custom, http, publicActions } from 'viem'
import { describe, expect, test } from 'vitest'
import {
  addLedger,
  deleteLedger,
  depositFund,
  getLedger,
  refund,
  retrieveFund,
  transferFund,
} from '../src/index.js'
import { credential, useLedger } from './useLedger.js'

const local = useLedger()
const og = parseOg
const transport = () => http(local.devnet.rpcUrl)
const options = { chain: zeroGDevnet, pollingInterval: 20 }

const clients: Record<string, () => Promise<Client>> = {
  'a bare client with a local account': async () =>
    createClient({ ...options, transport: transport(), account: (await local.newUser()).account }),
  'an extended wallet client': async () =>
    createWalletClient({
      ...options,
      transport: transport(),
      account: (await local.newUser()).account,
    }).extend(publicActions),
  // anvil keeps the keys of its accounts, as a wallet does.
  'an account of the node': async () =>
    createWalletClient({ ...options, transport: transport(), account: addressOf(4) }),
  'an account behind an injected provider': async () => {
    const { request } = local.publicClient()
    return createWalletClient({ ...options, transport: custom({ request }), account: addressOf(5) })
  },
}
const addressOf = (index: number) => {
  const account = local.devnet.accounts[index]
  if (!account) throw new Error('The devnet has too few accounts.')
  return account.address
}

describe.each(Object.entries(clients))('%s', (_, create) => {
  test('opens, deposits, transfers, and pays out', async () => {
    const client = await create()
    await addLedger(client, { amount: '1', credential })
    await Promise.all([
      depositFund(client, { amount: '0.5' }),
      transferFund(client, { provider: local.provider(), amount: '0.25' }),
      refund(client, { amount: '0.125' }),
    ])
    expect(await getLedger(client)).toMatchObject({
      user: client.account?.address,
      available: og('1.125'),
      locked: og('0.25'),
      total: og('1.375'),
    })
  })
})

test('a client without an account can write nothing', async () => {
  const client = local.publicClient()
  for (const [name, run] of Object.entries({
    addLedger: () => addLedger(client, { amount: '1', credential }),
    depositFund: () => depositFund(client, { amount: '1', credential }),
    transferFund: () => transferFund(client, { provider: local.provider(), amount: '1' }),
    refund: () => refund(client, { amount: '1' }),
    retrieveFund: () => retrieveFund(client),
    deleteLedger: () => deleteLedger(client),
  })) {
    const error = await run().catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(AccountRequiredError)
    expect(error).toMatchObject({ shortMessage: `${name} needs an account, and the client has none.` })
  }
})

test('a signal that is aborted already sends nothing', async () => {
  const { client, user } = await local.newLedger('1')
  await transferFund(client, { provider: local.provider(), amount: '0.5' })
  const empty = await local.newLedger('0')
  const none = await local.newUser()
  const reason = new Error('changed my mind')
  const signal = AbortSignal.abort(reason)
  for (const [who, run] of [
    [none.user, () => addLedger(none.client, { amount: '1', credential, signal })],
    [none.user, () => depositFund(none.client, { amount: '1', credential, signal })],
    [user, () => depositFund(client, { amount: '1', signal })],
    [user, () => transferFund(client, { provider: local.provider(), amount: '0.1', signal })],
    [user, () => refund(client, { amount: '0.1', signal })],
    [user, () => retrieveFund(client, { signal })],
    [empty.user, () => deleteLedger(empty.client, { signal })],
  ] as const) {
    expect(await local.refusal(who, run)).toBe(reason)
  }
})

test('thirty writes in a row on a quiet chain: the last is no dearer than the first', async () => {
  const { client } = await local.newLedger('1')
  const priceOf = async () => {
    const { hash } = await depositFund(client, { amount: 1n })
    return (await local.publicClient().getTransactionReceipt({ hash })).effectiveGasPrice
  }
  const first = await priceOf()
  for (let i = 0; i < 28; i += 1) await priceOf()
  expect(await priceOf()).toBeLessThanOrEqual(first)
})
