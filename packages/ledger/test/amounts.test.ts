import type { Limits } from '@zg/contracts'
import { getLimits } from '@zg/contracts/read'
import { formatOg } from '@zg/core'
import fc from 'fast-check'
import type { Client } from 'viem'
import { describe, expect, test } from 'vitest'
import { depositFund, findLedger, getLedgerDetail, refund, transferFund } from '../src/index.js'
import { credential, type ProtocolId, protocolIds, useLedger } from './useLedger.js'

/** One neuron to 2^62 (4.6 0G), small ones as often as large ones. */
const money = fc.integer({ min: 0, max: 62 }).chain((bits) => fc.bigInt({ min: 1n, max: 1n << BigInt(bits) }))
const names = ['deposit', 'transfer', 'refund'] as const
type Step = { name: (typeof names)[number]; amount: bigint; text: boolean }
const step: fc.Arbitrary<Step> = fc.record({
  name: fc.constantFrom(...names),
  amount: fc.oneof(money, fc.constantFrom(10n ** 16n, 10n ** 17n, 10n ** 18n)),
  text: fc.boolean(),
})

/** What the books should say; null without a ledger. */
type Books = { available: bigint; locked: bigint } | null
type Outcome = { books: Books; refusal?: string; paid: bigint }

/** The rules in the simplest words: what a step should do, or be refused with. */
function expectedOf(books: Books, { name, amount }: Step, limits: Limits, id: ProtocolId): Outcome {
  const refused = (refusal: string): Outcome => ({ books, refusal, paid: 0n })
  if (name === 'deposit') {
    if (!books && amount < limits.minimumLedger) return refused('BelowMinimumError')
    const { available, locked } = books ?? { available: 0n, locked: 0n }
    return { books: { available: available + amount, locked }, paid: -amount }
  }
  if (!books) return refused('LedgerNotFoundError')
  const { available, locked } = books
  if (name === 'transfer') {
    if (locked === 0n && amount < limits.minimumTransfer) return refused('BelowMinimumError')
    if (amount > available) return refused('InsufficientBalanceError')
    return { books: { available: available - amount, locked: locked + amount }, paid: 0n }
  }
  if (amount > available) return refused('InsufficientBalanceError')
  const rest = available - amount
  if (rest > 0n && rest < limits.minimumLedger) return refused('BelowMinimumError')
  const isGone = id === 'v1' && rest + locked === 0n
  return { books: isGone ? null : { available: rest, locked }, paid: amount }
}

describe.each(protocolIds)('on %s', (id) => {
  const local = useLedger(id)
  const { at } = local

  const run = (client: Client, { name, amount, text }: Step) => {
    const options = { ...at, amount: text ? formatOg(amount) : amount }
    if (name === 'deposit') return depositFund(client, { ...options, credential })
    if (name === 'refund') return refund(client, options)
    return transferFund(client, { ...options, provider: local.provider() })
  }
  const booksOf = async (client: Client): Promise<Books> => {
    if (!(await findLedger(client, at))) return null
    const { ledger, subAccounts } = await getLedgerDetail(client, at)
    const { available, locked, total } = ledger
    expect(total).toBe(available + locked)
    expect(subAccounts.reduce((sum, { balance }) => sum + balance, 0n)).toBe(locked)
    return { available, locked }
  }

  test('any amounts, as text or in neuron: every neuron is where it was moved, or was refused', async () => {
    const limits = await getLimits(local.publicClient(), at)
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 7 }), async (steps) => {
        const { client, user } = await local.newUser(2n ** 80n)
        let wallet = 2n ** 80n
        let books: Books = null
        for (const each of steps) {
          const expected = expectedOf(books, each, limits, id)
          if (expected.refusal) {
            const error = await local.refusal(user, () => run(client, each))
            expect(error).toMatchObject({ name: expected.refusal, errorName: foreseen(expected.refusal) })
          } else {
            const { hash } = await run(client, each)
            const { effectiveGasPrice, gasUsed } = await local.publicClient().getTransactionReceipt({ hash })
            wallet += expected.paid - gasUsed * effectiveGasPrice
          }
          books = expected.books
          expect(await booksOf(client)).toEqual(books)
          expect(await local.balance(user)).toBe(wallet)
        }
      }),
      { numRuns: 20, seed: 7 },
    )
  })
})

/** That there is no ledger is the contract's word; all else is seen before the call. */
const foreseen = (refusal: string) => (refusal === 'LedgerNotFoundError' ? 'LedgerNotExists' : undefined)
