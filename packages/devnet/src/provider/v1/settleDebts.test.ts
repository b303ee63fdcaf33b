import { v1InferenceServingAbi as abi } from '@zg/contracts'
import {
  type Address,
  encodeAbiParameters,
  encodeEventTopics,
  type Hash,
  type TransactionReceipt,
  zeroAddress,
} from 'viem'
import { describe, expect, test } from 'vitest'
import type { Debt } from '../createSettler.js'
import { createLedgerBook } from '../ledgerBook.js'
import { requestsHash } from '../requestsHash.js'
import type { Account, Fee } from './providerChain.js'
import { settleDebts } from './settleDebts.js'

const alice = '0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266'
const bob = '0x70997970C51812dc3A010C7d01b50e0d17dc79C8'
const now = 1_760_000_000_000
const clock = 17_600_000_000_000_000n

function debtOf(user: Address, fees: readonly bigint[], nonce = 5n): Debt<Account> {
  const book = createLedgerBook()
  for (const fee of fees) {
    const row = book.enter({ user, nonce: 0n, requestHash: `k${fee}`, inputFee: 0n })
    book.bill(row, { id: '', usage: null, fee })
  }
  const account = {
    ...{
      user,
      provider: zeroAddress,
      nonce,
      balance: 1n,
      pendingRefund: 0n,
      refunds: [],
      additionalInfo: '',
    },
    ...{ acknowledged: true, validRefundsLength: 0n, generation: 0n, revokedBitmap: 0n },
  }
  return { user, account, rows: book.owed(user), total: fees.reduce((sum, fee) => sum + fee, 0n) }
}

type Result = { user: Address; status: number; unsettled: bigint }
const logOf = ({ user, status, unsettled }: Result) => ({
  ...({ address: zeroAddress, blockHash: '0x0', blockNumber: 1n, logIndex: 0, removed: false } as const),
  ...({ transactionHash: '0x0', transactionIndex: 0 } as const),
  data: encodeAbiParameters([{ type: 'uint8' }, { type: 'uint256' }], [status, unsettled]),
  topics: encodeEventTopics({ abi, eventName: 'TEESettlementResult', args: { user } }),
})

/** A contract in memory: what it says beforehand, and what it then does. */
function setUp({
  failed = [],
  unsettled = [],
  results,
}: {
  failed?: readonly Address[]
  unsettled?: readonly (readonly [Address, bigint])[]
  results: readonly Result[]
}) {
  const asked: (readonly Fee[])[] = []
  const sent: (readonly Fee[])[] = []
  const chain = {
    preview: async (fees: readonly Fee[]) => {
      asked.push(fees)
      return { failed, unsettled: new Map(unsettled) }
    },
    settle: async (fees: readonly Fee[]): Promise<Hash> => {
      sent.push(fees)
      return '0xaa'
    },
    readReceipt: async (): Promise<TransactionReceipt> => ({
      ...({ blockHash: '0x0', blockNumber: 1n, contractAddress: null, cumulativeGasUsed: 0n } as const),
      ...({
        effectiveGasPrice: 0n,
        from: zeroAddress,
        gasUsed: 0n,
        logsBloom: '0x0',
        status: 'success',
      } as const),
      ...({ to: null, transactionHash: '0x0', transactionIndex: 0, type: 'legacy' } as const),
      logs: results.map((result) => {
        const { topics, ...log } = logOf(result)
        const [first, ...rest] = topics.filter((topic): topic is Hash => typeof topic === 'string')
        return { ...log, topics: first ? [first, ...rest] : [] }
      }),
    }),
  }
  return { asked, sent, chain }
}
const done = (user: Address): Result => ({ user, status: 0, unsettled: 0n })

test('each debt is signed over its requests, with a nonce from the clock', async () => {
  const debts = [debtOf(alice, [3n, 4n]), debtOf(bob, [5n])]
  const { asked, sent, chain } = setUp({ results: [done(bob), done(alice)] })
  const read = await settleDebts(debts, { chain, now: () => now + 0.5 })
  const fees = debts.map(({ user, rows, total }) => ({
    ...{ user, totalFee: total, requestsHash: requestsHash(rows), nonce: clock },
  }))
  expect([asked, sent]).toEqual([[fees], [fees]])
  expect((await read()).map(({ settlement }) => settlement)).toEqual([
    { user: alice, hash: '0xaa', amount: 7n, status: 'success', unsettled: 0n },
    { user: bob, hash: '0xaa', amount: 5n, status: 'success', unsettled: 0n },
  ])
})

test.each([
  [clock - 1n, clock],
  [clock, clock + 1n],
  [clock + 7n, clock + 8n],
])("the nonce is above the account's: %s", async (nonce, expected) => {
  const { sent, chain } = setUp({ results: [done(alice)] })
  await settleDebts([debtOf(alice, [3n], nonce)], { chain, now: () => now })
  expect(sent[0]?.[0]?.nonce).toBe(expected)
})

describe('what the contract says beforehand', () => {
  test('of a debt that is not covered: the oldest requests that fit are signed afresh', async () => {
    const debt = debtOf(alice, [3n, 4n, 5n])
    const { sent, chain } = setUp({ unsettled: [[alice, 5n]], results: [done(alice)] })
    const [outcome] = await (await settleDebts([debt], { chain, now: () => now }))()
    const rows = debt.rows.slice(0, 2)
    expect(sent[0]).toMatchObject([{ totalFee: 7n, requestsHash: requestsHash(rows) }])
    expect(outcome?.debt.rows).toEqual(rows)
    expect(outcome?.settlement).toMatchObject({ amount: 7n, status: 'partial', unsettled: 5n })
  })

  test('of one whom it would refuse: the others alone are sent', async () => {
    const debts = [debtOf(alice, [3n]), debtOf(bob, [5n])]
    const { sent, chain } = setUp({ failed: [alice], results: [done(bob)] })
    const outcomes = await (await settleDebts(debts, { chain, now: () => now }))()
    expect(sent[0]?.map(({ user }) => user)).toEqual([bob])
    expect(outcomes.map(({ settlement }) => settlement)).toEqual([
      { user: bob, hash: '0xaa', amount: 5n, status: 'success', unsettled: 0n },
      { user: alice, hash: null, amount: 0n, status: 'refused', unsettled: 3n },
    ])
  })

  test('of nobody who can pay: nothing is sent', async () => {
    const { sent, chain } = setUp({ unsettled: [[alice, 1n]], results: [] })
    const outcomes = await (await settleDebts([debtOf(alice, [3n])], { chain, now: () => now }))()
    expect(sent).toEqual([])
    expect(outcomes.map(({ settlement }) => settlement)).toEqual([
      { user: alice, hash: null, amount: 0n, status: 'refused', unsettled: 3n },
    ])
  })
})

describe('what it does then may differ', () => {
  test.each([
    [
      { user: alice, status: 1, unsettled: 2n },
      { amount: 5n, status: 'partial', unsettled: 2n },
    ],
    [
      { user: alice, status: 4, unsettled: 7n },
      { amount: 0n, status: 'refused', unsettled: 7n },
    ],
    [
      { user: bob, status: 0, unsettled: 0n },
      { amount: 0n, status: 'refused', unsettled: 7n },
    ],
  ] as const)('%#', async (result, expected) => {
    const { chain } = setUp({ results: [result] })
    const [outcome] = await (await settleDebts([debtOf(alice, [3n, 4n])], { chain, now: () => now }))()
    expect(outcome?.settlement).toEqual({ user: alice, hash: '0xaa', ...expected })
  })
})
