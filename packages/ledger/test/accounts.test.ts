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
import { credential, protocolIds, useLedger } from './useLedger.js'

const og = parseOg
const options = { chain: zeroGDevnet, pollingInterval: 20 }
const kinds = [
  'a bare client with a local account',
  'an extended wallet client',
  'an account of the node',
  'an account behind an injected provider',
] as const

describe.each(protocolIds)('on %s', (id) => {
  const local = useLedger(id)
  const { at } = local
  const transport = () => http(local.devnet.rpcUrl)
  const addressOf = (index: number) => {
    const account = local.devnet.accounts[index]
    if (!account) throw new Error('The devnet has too few accounts.')
    return account.address
  }
  const clients: Record<(typeof kinds)[number], () => Promise<Client>> = {
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

  test.each(kinds)('%s opens, deposits, transfers, and pays out', async (kind) => {
    const client = await clients[kind]()
    await addLedger(client, { ...at, amount: '1', credential })
    await Promise.all([
      depositFund(client, { ...at, amount: '0.5' }),
      transferFund(client, { ...at, provider: local.provider(), amount: '0.25' }),
      refund(client, { ...at, amount: '0.125' }),
    ])
    expect(await getLedger(client, at)).toMatchObject({
      user: client.account?.address,
      available: og('1.125'),
      locked: og('0.25'),
      total: og('1.375'),
    })
  })

  test('a client without an account can write nothing', async () => {
    const client = local.publicClient()
    for (const [name, run] of Object.entries({
      addLedger: () => addLedger(client, { ...at, amount: '1', credential }),
      depositFund: () => depositFund(client, { ...at, amount: '1', credential }),
      transferFund: () => transferFund(client, { ...at, provider: local.provider(), amount: '1' }),
      refund: () => refund(client, { ...at, amount: '1' }),
      retrieveFund: () => retrieveFund(client, at),
      deleteLedger: () => deleteLedger(client, at),
    })) {
      const error = await run().catch((thrown: unknown) => thrown)
      expect(error).toBeInstanceOf(AccountRequiredError)
      expect(error).toMatchObject({ shortMessage: `${name} needs an account, and the client has none.` })
    }
  })

  test('a signal that is aborted already sends nothing', async () => {
    const { client, user } = await local.newLedger('1')
    await transferFund(client, { ...at, provider: local.provider(), amount: '0.5' })
    const none = await local.newUser()
    const reason = new Error('changed my mind')
    const aborted = { ...at, signal: AbortSignal.abort(reason) }
    for (const [who, run] of [
      [none.user, () => addLedger(none.client, { ...aborted, amount: '1', credential })],
      [none.user, () => depositFund(none.client, { ...aborted, amount: '1', credential })],
      [user, () => depositFund(client, { ...aborted, amount: '1' })],
      [user, () => transferFund(client, { ...aborted, provider: local.provider(), amount: '0.1' })],
      [user, () => refund(client, { ...aborted, amount: '0.1' })],
      [user, () => retrieveFund(client, aborted)],
      [user, () => deleteLedger(client, aborted)],
    ] as const) {
      expect(await local.refusal(who, run)).toBe(reason)
    }
  })

  test('thirty writes in a row on a quiet chain: the last is no dearer than the first', async () => {
    const { client } = await local.newLedger('1')
    const priceOf = async () => {
      const { hash } = await depositFund(client, { ...at, amount: 1n })
      return (await local.publicClient().getTransactionReceipt({ hash })).effectiveGasPrice
    }
    const first = await priceOf()
    for (let i = 0; i < 28; i += 1) await priceOf()
    expect(await priceOf()).toBeLessThanOrEqual(first)
  })
})
