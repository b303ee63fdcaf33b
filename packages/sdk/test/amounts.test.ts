import { v1, v1InferenceServingAbi, v1LedgerManagerAbi } from '@zg/contracts'
import { useDevnet } from '@zg/devnet/vitest'
import fc from 'fast-check'
import { encodeErrorResult, getAddress, type Hex } from 'viem'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newProvider } from '../../ledger/test/newProvider.js'
import { type Broker, ContractError, createBroker, formatOg, ogToWei } from '../src/index.js'
import { type CountingRpc, startCountingRpc } from './countingRpc.js'

const local = useDevnet({ protocol: 'v1', providers: 2 })
let rpc: CountingRpc
beforeAll(async () => {
  rpc = await startCountingRpc(local.devnet.rpcUrl)
})
afterAll(() => rpc.stop())

async function newBroker() {
  const account = await local.newAccount()
  const broker = createBroker({ account, rpcUrl: rpc.url, protocol: v1 })
  return { broker, sent: () => local.publicClient().getTransactionCount({ address: account.address }) }
}
const provider = () => local.provider.address

describe('an amount', () => {
  /** What a JavaScript caller may pass; each line is a type error too. */
  const asNumbers: readonly ((broker: Broker) => Promise<unknown>)[] = [
    // @ts-expect-error a number is no amount
    ({ ledger }) => ledger.addLedger(3),
    // @ts-expect-error a number is no amount
    ({ ledger }) => ledger.depositFund(0.1),
    // @ts-expect-error a number is no amount
    ({ ledger }) => ledger.depositFundFor({ recipient: provider(), amount: 1e21 }),
    // @ts-expect-error a number is no amount
    ({ ledger }) => ledger.transferFund({ provider: provider(), amount: 1 }),
    // @ts-expect-error a number is no amount
    ({ ledger }) => ledger.refund(1),
    // @ts-expect-error a number is no amount
    ({ inference }) => inference.acknowledgeProviderSigner(provider(), { fund: 2 }),
    // @ts-expect-error a number is no amount
    ({ inference }) => inference.listService({ maxPrice: { input: 1 } }),
  ]

  test('given as a number is refused by its type and when it is run, and nothing is sent', async () => {
    const { broker, sent } = await newBroker()
    for (const call of asNumbers) {
      await expect(call(broker)).rejects.toMatchObject({ name: 'InvalidAmountError' })
    }
    expect(await sent()).toBe(0)
  })

  test('is exact to the neuron, in words and out', async () => {
    const { broker } = await newBroker()
    await broker.ledger.depositFund('3.100000000000000001')
    await broker.ledger.depositFund(9n)
    const { total } = await broker.ledger.getLedger()
    expect(total).toBe(3_100_000_000_000_000_010n)
    expect(formatOg(total)).toBe('3.10000000000000001')
    fc.assert(fc.property(fc.bigInt(0n, 2n ** 256n - 1n), (amount) => ogToWei(formatOg(amount)) === amount))
  })
})

describe('a refund', () => {
  test('that would leave dust names the two amounts that would do, and both do', async () => {
    const { broker, sent } = await newBroker()
    await broker.ledger.depositFund('5.5')
    const before = await sent()
    await expect(broker.ledger.refund('3')).rejects.toMatchObject({
      ...{ name: 'BelowMinimumError', what: 'remainder', provided: ogToWei('2.5'), minimum: ogToWei('3') },
      message: expect.stringContaining(
        'Pay out 5.5 0G, which is all of it, or at most 2.5 0G, which leaves the minimum.',
      ),
    })
    expect(await sent()).toBe(before)
    await broker.ledger.refund('2.5')
    await broker.ledger.refund('3')
    expect(await broker.ledger.findLedger()).toBeNull()
  })

  test('empties an odd ledger to the last neuron, shares included', async () => {
    const { broker } = await newBroker()
    await broker.ledger.depositFund(5_000_000_000_000_000_007n)
    await broker.ledger.transferFund({ provider: provider(), amount: 1_000_000_000_000_000_003n })
    await broker.ledger.retrieveFund()
    await local.increaseTime(86_401)
    const { collected } = await broker.ledger.retrieveFund()
    expect(collected).toBe(1_000_000_000_000_000_003n)
    const { available } = await broker.ledger.getLedger()
    expect(available).toBe(5_000_000_000_000_000_007n)
    await broker.ledger.refund(available)
    expect(await broker.ledger.findLedger()).toBeNull()
  })
})

describe('money at a provider', () => {
  test('whose service is gone is still seen and comes back', async () => {
    const { devnet, publicClient } = local
    const newUser = async (balance = ogToWei('100')) => {
      const account = await local.newAccount({ balance })
      return { account, client: local.walletClient(account) }
    }
    const seller = await newProvider({ devnet, protocol: v1, publicClient, newUser })
    const { broker } = await newBroker()
    await broker.ledger.depositFund('5')
    await broker.ledger.transferFund({ provider: seller.provider, amount: '2' })
    await seller.remove()
    expect(await broker.ledger.getSubAccount(seller.provider)).toMatchObject({
      balance: ogToWei('2'),
      unsettled: null,
    })
    await broker.ledger.retrieveFund({ providers: [seller.provider] })
    await local.increaseTime(86_401)
    expect((await broker.ledger.retrieveFund()).collected).toBe(ogToWei('2'))
  })

  test('is told apart for each: one share’s money and acknowledgement say nothing of another’s', async () => {
    const { broker } = await newBroker()
    const [one, other] = local.devnet.providers.map(({ address }) => address)
    if (!one || !other) throw new Error('The devnet has too few providers.')
    await broker.ledger.depositFund('5')
    await broker.ledger.transferFund({ provider: one, amount: '2' })
    await expect(broker.inference.getRequestHeaders(other)).rejects.toMatchObject({
      ...{ name: 'SubAccountNotFoundError', provider: other },
    })
    await broker.ledger.transferFund({ provider: other, amount: '1' })
    expect((await broker.ledger.listSubAccounts()).map(({ balance }) => balance)).toEqual([
      ogToWei('2'),
      ogToWei('1'),
    ])
  })
})

/** A value of each kind that the contracts' errors have, no two alike. */
const sampleOf = (type: string, i: number): unknown =>
  type === 'address'
    ? getAddress(`0x${String(i + 1).repeat(40)}`)
    : type === 'string'
      ? `text ${i}`
      : type.startsWith('bytes')
        ? (`0x${'0'.repeat(2 * Number(type.slice(5)) - 1)}${i}` as Hex)
        : BigInt(1000 + i)

type AbiError = Extract<(typeof v1LedgerManagerAbi | typeof v1InferenceServingAbi)[number], { type: 'error' }>
const errorsOf = [v1LedgerManagerAbi, v1InferenceServingAbi].map((abi) =>
  abi.filter((item): item is AbiError => item.type === 'error'),
)

test('each revert of both contracts arrives as an error of its own, with its arguments', async () => {
  const { broker, sent } = await newBroker()
  await broker.ledger.depositFund('5')
  const before = await sent()
  const [ledger = [], inference = []] = errorsOf
  const cases = [
    ...ledger.map((error) => ({ error, write: () => broker.ledger.depositFund('1') })),
    ...inference.map((error) => ({ error, write: () => broker.inference.revokeApiKey(provider(), 1) })),
  ]
  expect(cases.length).toBeGreaterThan(40)
  for (const { error, write } of cases) {
    const args = error.inputs.map(({ type }, i) => sampleOf(type, i))
    const data = encodeErrorResult({ abi: [error], errorName: error.name, args } as Parameters<
      typeof encodeErrorResult
    >[0])
    const answer = { code: 3, message: 'execution reverted', data }
    rpc.spoilBy((method) => (method === 'eth_estimateGas' ? answer : null))
    const thrown = await write().catch((reason: unknown) => reason)
    expect(thrown).toBeInstanceOf(ContractError)
    expect(thrown).toMatchObject({ errorName: error.name, args })
    expect([error.name, (thrown as Error).name]).not.toEqual([error.name, 'UnknownRevertError'])
  }
  rpc.spoilBy(() => null)
  expect(await sent()).toBe(before)
})
