import { v1InferenceServingAbi as abi } from '@zg/contracts'
import { type Hash, parseEventLogs } from 'viem'
import { type Debt, type Outcome, totalOf } from '../createSettler.js'
import { dueOf } from '../ledgerBook.js'
import { requestsHash } from '../requestsHash.js'
import type { RequestRecord } from '../runningProvider.js'
import type { Account, Fee, ProviderChain } from './providerChain.js'

type Signable = { debt: Debt<Account>; fee: Fee; unpaid: bigint }
type Read = () => Promise<readonly Outcome<Account>[]>

const success = 0
const partial = 1

/**
 * Settles up to 50 users' debts in one transaction, and gives a question: what became of them?
 *
 * The contract is asked first. Whom it would refuse isn't sent. Of a debt that a balance doesn't cover the oldest requests that fit are
 * signed afresh, since the old signature covers the old total.
 */
export async function settleDebts(
  debts: readonly Debt<Account>[],
  { chain, now }: { chain: Pick<ProviderChain, 'preview' | 'settle' | 'readReceipt'>; now: () => number },
): Promise<Read> {
  const whole = debts.map((debt) => toSignable(debt, debt.rows, now))
  const { failed, unsettled } = await chain.preview(whole.map(({ fee }) => fee))
  const accepted = whole.filter(({ fee }) => !failed.includes(fee.user))
  const fitting = accepted.map((one) => {
    const short = unsettled.get(one.fee.user) ?? 0n
    return short === 0n ? one : toSignable(one.debt, affordable(one.debt.rows, one.fee.totalFee - short), now)
  })
  const sendable = fitting.filter(({ fee }) => fee.totalFee > 0n)
  const unsent = whole
    .filter(({ fee }) => !sendable.some((one) => one.fee.user === fee.user))
    .map(({ debt }) => refused(debt, null))
  if (sendable.length === 0) return async () => unsent
  const hash = await chain.settle(sendable.map(({ fee }) => fee))
  return async () => {
    const { logs } = await chain.readReceipt(hash)
    const results = parseEventLogs({ abi, eventName: 'TEESettlementResult', logs })
    const outcomes = sendable.map((one) => {
      const result = results.find(({ args }) => args.user === one.fee.user)?.args
      return toOutcome(one, hash, result)
    })
    return [...outcomes, ...unsent]
  }
}

/** The nonce is the clock, in units that leave room, but always above the account's. */
function toSignable(debt: Debt<Account>, rows: readonly RequestRecord[], now: () => number): Signable {
  const clock = BigInt(Math.floor(now())) * 10_000n
  const nonce = clock > debt.account.nonce ? clock : debt.account.nonce + 1n
  const totalFee = totalOf(rows)
  const fee = { user: debt.user, totalFee, requestsHash: requestsHash(rows), nonce }
  return { debt: { ...debt, rows }, fee, unpaid: debt.total - totalFee }
}

/** The oldest rows that `amount` pays in full. */
function affordable(rows: readonly RequestRecord[], amount: bigint): readonly RequestRecord[] {
  let left = amount
  const end = rows.findIndex((row) => {
    left -= dueOf(row)
    return left < 0n
  })
  return end < 0 ? rows : rows.slice(0, end)
}

function toOutcome(
  { debt, fee, unpaid }: Signable,
  hash: Hash,
  result: { status: number; unsettledAmount: bigint } | undefined,
): Outcome<Account> {
  if (result?.status !== success && result?.status !== partial) return refused(debt, hash)
  const amount = fee.totalFee - result.unsettledAmount
  const unsettled = unpaid + result.unsettledAmount
  const status = unsettled === 0n ? 'success' : 'partial'
  return { debt, settlement: { user: debt.user, hash, amount, status, unsettled } }
}

const refused = (debt: Debt<Account>, hash: Hash | null): Outcome<Account> => ({
  debt,
  settlement: { user: debt.user, hash, amount: 0n, status: 'refused', unsettled: debt.total },
})
