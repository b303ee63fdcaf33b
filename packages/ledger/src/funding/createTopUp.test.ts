import { zeroGDevnet } from '@zg/contracts'
import { type AtomicStore, memoryStore, parseOg } from '@zg/core'
import { createClient, createWalletClient, http, toHex } from 'viem'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type FaultyRpc, startFaultyRpc } from '../../../contracts/test/faultyRpc.js'
import { failureOf } from '../../test/failureOf.js'
import { newProvider } from '../../test/newProvider.js'
import { useLedger } from '../../test/useLedger.js'
import { getSubAccount } from '../actions/getSubAccount.js'
import { transferFund } from '../actions/transferFund.js'
import { createTopUp } from './createTopUp.js'
import { planTopUp } from './planTopUp.js'

const og = parseOg
const policy = { below: '0.5', to: '2', perDay: '10' }
/** What the store holds when nothing is under way, but the block. */
const rest = { version: 1, holder: '', until: 0, pending: null, day: 0, moved: '0' }
/** What a v1 provider keeps. */
const reserve = og('1')

const local = useLedger('v1')
const { at } = local
let rpc: FaultyRpc
beforeAll(async () => {
  rpc = await startFaultyRpc(local.devnet.rpcUrl)
})
afterAll(() => rpc.stop())
beforeEach(() => rpc.reset())

/** A user with money in the ledger, whose client's endpoint can be spoiled. */
async function newUser(amount = '20') {
  const { account, user, client: direct } = await local.newLedger(amount)
  const transport = http(rpc.url, { retryCount: 0 })
  // An account value of its own, as another process has.
  const open = () =>
    createWalletClient({ account: { ...account }, chain: zeroGDevnet, transport, pollingInterval: 10 })
  const provider = local.provider()
  const store = memoryStore()
  const keyOf = (owner: typeof user) =>
    `zg:1:31337:${local.devnet.contracts.ledger}:${owner}:topUp`.toLowerCase()
  return {
    ...{ user, client: open(), direct, provider, store },
    create: (options: Partial<createTopUp.Parameters> = {}) =>
      createTopUp(open(), { ...at, policy, store, turnMs: 1_000, ...options }),
    balance: async () => (await getSubAccount(direct, { ...at, provider })).balance,
    /** Transfers that the account has sent: all but the one that opened the ledger. */
    transfers: async () => (await local.sent(user)) - 1,
    record: async () => JSON.parse((await store.get(keyOf(user))) ?? 'null'),
    spoil: (text: string) => store.set(keyOf(user), text),
  }
}

describe('a top-up', () => {
  test('opens the sub-account, fills it above the reserve, and does nothing while there is enough', async () => {
    const { create, provider, balance, transfers } = await newUser()
    const topUp = create()
    expect(await topUp(provider)).toMatchObject({
      ...{ amount: og('3'), spendable: -reserve },
      receipt: { status: 'success' },
    })
    expect(await balance()).toBe(reserve + og('2'))
    expect(await topUp(provider)).toEqual({ amount: 0n, spendable: og('2'), receipt: null })
    expect(await transfers()).toBe(1)
  })

  test('counts what the provider hasn’t settled, and comes at one neuron below', async () => {
    const { create, provider, direct, transfers } = await newUser()
    await transferFund(direct, { ...at, provider, amount: reserve + og('0.6') })
    const topUp = create()
    const owing = (unsettled: bigint) => topUp(provider, { unsettled: async () => unsettled })
    expect(await owing(og('0.1'))).toMatchObject({ amount: 0n, spendable: og('0.5') })
    expect(await planTopUp(direct, { ...at, provider, policy, unsettled: og('0.1') + 1n })).toEqual({
      ...{ amount: og('1.5') + 1n, spendable: og('0.5') - 1n },
    })
    expect(await owing(og('0.1') + 1n)).toMatchObject({ amount: og('1.5') + 1n })
    expect(await transfers()).toBe(2)
  })

  test('is one transfer, whoever asks at once: twenty in one process, and three other processes', async () => {
    const { create, provider, balance, transfers } = await newUser()
    const processes = [create(), create(), create(), create()]
    const asked = processes.flatMap((topUp, i) =>
      Array.from({ length: i === 0 ? 20 : 5 }, () => topUp(provider)),
    )
    const results = await Promise.all(asked)
    expect(await transfers()).toBe(1)
    expect(await balance()).toBe(reserve + og('2'))
    expect(new Set(results.flatMap(({ receipt }) => receipt?.hash ?? [])).size).toBe(1)
  })

  test('of two providers is two transfers, one after the other', async () => {
    const { create, provider, transfers } = await newUser()
    const second = await newProvider(local)
    const topUp = create()
    await Promise.all([topUp(provider), topUp(second.provider), topUp(provider)])
    expect(await transfers()).toBe(2)
    await second.remove()
    expect(await failureOf(topUp(second.provider))).toMatchObject({ name: 'ServiceNotFoundError' })
  })

  test('moves no more than the policy allows for a day', async () => {
    const { create, provider, transfers } = await newUser()
    let now = Date.UTC(2026, 0, 2, 12)
    const topUp = create({ policy: { ...policy, perDay: '4.4' }, now: () => now })
    await topUp(provider)
    const short = { unsettled: async () => og('1.6') }
    const error = await failureOf(topUp(provider, short))
    expect(error).toMatchObject({
      ...{ name: 'TopUpLimitError', provider, perDay: og('4.4'), moved: og('3'), amount: og('1.6') },
      ...{ where: 'subAccount', available: og('0.4'), required: og('0.5') },
      message: expect.stringMatching(
        /0\.4 0G\. 0\.5 0G are needed.*\n.*1\.6 0G.*\n.*3 of 4\.4 0G today.*\n.*Raise perDay/,
      ),
    })
    expect(await transfers()).toBe(1)
    now += 86_400_000
    expect(await topUp(provider, short)).toMatchObject({ amount: og('1.6') })
    now -= 2 * 86_400_000
    expect(await failureOf(topUp(provider, { unsettled: async () => og('5') }))).toMatchObject({
      moved: og('1.6'),
    })
  })

  test('without the money says so, and keeps nothing', async () => {
    const { create, provider, record, transfers } = await newUser('1')
    expect(await failureOf(create()(provider))).toMatchObject({
      name: 'InsufficientBalanceError',
      where: 'ledger',
    })
    expect(await transfers()).toBe(0)
    expect(await record()).toMatchObject({ pending: null, moved: '0', holder: '' })
  })
})

describe('a transfer whose fate is unknown', () => {
  test.each(['drop', 'lose'] as const)('is sent again as it was, and so paid once (%s)', async (fault) => {
    const { create, provider, balance, record, transfers } = await newUser()
    const topUp = create()
    rpc.spoil('eth_sendRawTransaction', fault)
    rpc.spoil('eth_getTransactionByHash', 'drop')
    expect(await failureOf(topUp(provider))).toMatchObject({ name: 'TransactionPendingError' })
    const { pending, moved } = await record()
    expect({ amount: pending.amount, moved }).toEqual({ amount: String(og('3')), moved: String(og('3')) })
    rpc.reset()
    expect(await topUp(provider)).toMatchObject({ amount: 0n, spendable: og('2') })
    expect(await transfers()).toBe(1)
    expect(await balance()).toBe(reserve + og('2'))
    expect(await record()).toMatchObject({ pending: null, moved: String(og('3')) })
  })

  test('whose nonce became another’s is given up, and the day gets its amount back', async () => {
    const { create, provider, direct, user, record, balance } = await newUser()
    const topUp = create({ policy: { ...policy, perDay: '3' } })
    rpc.spoil('eth_sendRawTransaction', 'drop')
    rpc.spoil('eth_getTransactionByHash', 'drop')
    await failureOf(topUp(provider))
    await direct.sendTransaction({ to: user, value: 1n })
    rpc.reset()
    expect(await topUp(provider)).toMatchObject({ amount: og('3') })
    expect(await record()).toMatchObject({ pending: null, moved: String(og('3')) })
    expect(await balance()).toBe(reserve + og('2'))
  })

  test('isn’t sent when it can’t be kept', async () => {
    const { client, provider, store, transfers } = await newUser()
    let writes = 0
    const update: AtomicStore['update'] = async (...args) => {
      writes += 1
      // The first takes the turn, the second looks; the third would keep the transfer.
      if (writes === 3) throw new Error('the store is away')
      return store.update(...args)
    }
    const topUp = createTopUp(client, { ...at, policy, store: { ...store, update }, turnMs: 60_000 })
    expect(await failureOf(topUp(provider))).toMatchObject({ message: 'the store is away' })
    expect(rpc.methods).not.toContain('eth_sendRawTransaction')
    expect(await transfers()).toBe(0)
  })

  test('isn’t sent by a process that was overtaken before it was kept', async () => {
    const { create, provider, transfers, balance } = await newUser()
    let time = Date.now()
    const [slow, quick] = [create({ now: () => time }), create({ now: () => time })]
    let overtaken: Promise<unknown> | undefined
    rpc.onMethod(async (method) => {
      if (method !== 'eth_getTransactionCount' || overtaken) return
      time += 3_600_000
      overtaken = quick(provider)
      await overtaken
    })
    expect(await failureOf(slow(provider))).toMatchObject({ name: 'TopUpOvertakenError' })
    expect(await transfers()).toBe(1)
    expect(await balance()).toBe(reserve + og('2'))
  })
})

test('an endpoint that hasn’t heard of the last top-up is not asked what is needed', async () => {
  const { create, provider, spoil, transfers } = await newUser()
  const latest = await local.publicClient().getBlockNumber()
  await spoil(JSON.stringify({ ...rest, block: String(latest + 1n) }))
  let asked = 0
  rpc.onMethod(async (method) => {
    if (method !== 'eth_blockNumber') return
    asked += 1
    if (asked === 2) await local.increaseTime(1)
  })
  await create()(provider)
  expect(asked).toBeGreaterThanOrEqual(2)
  expect(await transfers()).toBe(1)
})

describe('is refused when it is made', () => {
  test('by an account that signs only while sending', async () => {
    const { user, store } = await newUser()
    const client = createWalletClient({ account: user, chain: zeroGDevnet, transport: http(rpc.url) })
    expect(() => createTopUp(client, { ...at, policy, store })).toThrow(
      expect.objectContaining({
        name: 'AccountRequiredError',
        message: expect.stringContaining('lose sight'),
      }),
    )
    const nobody = createClient({ chain: zeroGDevnet, transport: http(rpc.url) })
    expect(() => createTopUp(nobody, { ...at, policy, store })).toThrow('the client has none')
  })

  test.each([
    [{ below: '1', to: '0.5', perDay: '1' }, 'to is less than below'],
    [{ below: '0', to: '0', perDay: '1' }, 'or nothing'],
    [{ below: '1', to: '2' }, 'perDay is missing'],
    [{ below: '1', to: '2', perDay: '1', perday: '5' }, 'it has a field perday'],
    [{ below: 1, to: '2', perDay: '1' }, 'not an amount'],
  ])('by a policy %j', async (wrong, reason) => {
    const { client, store } = await newUser()
    const spoilt = JSON.parse(JSON.stringify(wrong))
    expect(() => createTopUp(client, { ...at, policy: spoilt, store })).toThrow(reason)
  })
})

test.each(['', '{}', '{"version":2}', JSON.stringify({ ...rest, pending: { hash: toHex(1) }, block: '0' })])(
  'a record that can’t be read moves nothing: %j',
  async (text) => {
    const { create, provider, spoil, transfers } = await newUser()
    await spoil(text)
    expect(await failureOf(create()(provider))).toMatchObject({ name: 'StoredTopUpError' })
    expect(await transfers()).toBe(0)
  },
)
