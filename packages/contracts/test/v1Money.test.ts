import fc from 'fast-check'
import { type Address, BaseError, type Hex } from 'viem'
import { expect, it } from 'vitest'
import { other, owner, provider, user } from './chain.js'
import { type Account, terms } from './terms.js'
import { og, serviceName } from './v1Chain.js'
import { offer, stake, useV1 } from './v1Rig.js'
import { useV1Settlements } from './v1Settlements.js'

const rig = useV1()
const { sign } = useV1Settlements(rig)

const users: readonly Account[] = [user, other]
const providers: readonly Account[] = [provider, owner]
const who = fc.constantFrom(...users)
const whom = fc.constantFrom(...providers)
/** From nothing over a neuron to more than there is, minimums and their neighbours among them. */
const amount = fc.oneof(
  fc.constantFrom(0n, 1n, og - 1n, og, 3n * og, 3n * og + 1n),
  fc.bigInt({ min: 0n, max: 9n * og }),
)

type Operation = { name: string; run: (nonce: bigint) => Promise<Hex | undefined> }
const operation = (name: string, run: Operation['run']): Operation => ({ name, run })
const operations = fc.oneof(
  fc
    .tuple(who, amount)
    .map(([account, value]) =>
      operation(`deposit ${value}`, () => rig.chain.ledger.write.depositFund({ account, value })),
    ),
  fc
    .tuple(who, amount)
    .map(([account, value]) =>
      operation(`refund ${value}`, () => rig.chain.ledger.write.refund([value], { account })),
    ),
  fc
    .tuple(who, whom, amount)
    .map(([account, to, value]) =>
      operation(`transfer ${value}`, () => rig.transfer(value, to.address, account)),
    ),
  fc.tuple(who).map(([account]) =>
    operation('retrieve', () =>
      rig.chain.ledger.write.retrieveFund([providers.map(({ address }) => address), serviceName], {
        account,
      }),
    ),
  ),
  fc.tuple(who, whom, amount).map(([account, to, totalFee]) =>
    operation(`settle ${totalFee}`, async (nonce) => {
      const item = await sign(terms({ user: account.address, provider: to.address, totalFee, nonce }))
      return rig.chain.inference.write.settleFeesWithTEE([[item]], { account: to })
    }),
  ),
  fc.constantFrom(43_200n, 86_400n).map((seconds) =>
    operation(`${seconds} seconds`, async () => {
      await rig.pass(seconds)
      return undefined
    }),
  ),
  fc
    .tuple(who)
    .map(([account]) => operation('delete', () => rig.chain.ledger.write.deleteLedger({ account }))),
)

const attempt = async (sent: Promise<Hex | undefined>) => {
  const hash = await sent.catch((error: unknown) => {
    if (error instanceof BaseError) return undefined
    throw error
  })
  if (hash) await rig.chain.receiptOf(hash)
}

/** What every user has by the contracts' books, and whether the books agree with each other. */
const readBooks = async () => {
  const [ledgers] = await rig.chain.ledger.read.getAllLedgers([0n, 0n])
  const [accounts] = await rig.chain.inference.read.getAllAccounts([0n, 0n])
  const heldOf = (address: Address) =>
    accounts.filter((account) => account.user === address).reduce((sum, { balance }) => sum + balance, 0n)
  return {
    available: ledgers.reduce((sum, { availableBalance }) => sum + availableBalance, 0n),
    held: accounts.reduce((sum, { balance }) => sum + balance, 0n),
    totals: ledgers.map((ledger) => [ledger.user, ledger.totalBalance]),
    sums: ledgers.map((ledger) => [ledger.user, ledger.availableBalance + heldOf(ledger.user)]),
    pending: accounts.map(({ pendingRefund }) => pendingRefund),
    live: accounts.map(({ refunds, validRefundsLength }) =>
      refunds.slice(0, Number(validRefundsLength)).reduce((sum, refund) => sum + refund.amount, 0n),
    ),
    isCovered: accounts.every(({ pendingRefund, balance }) => pendingRefund <= balance),
  }
}

it('no sequence of operations makes or loses a neuron', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(operations, { minLength: 8, maxLength: 16 }), async (sequence) => {
      await rig.chain.reset()
      for (const account of providers) {
        await rig.register(offer, stake, account)
        await rig.acknowledge(owner, account)
      }
      for (const account of users) await rig.addLedger(9n * og, account)
      for (const [index, { run }] of sequence.entries()) {
        // Refused or not: either way the books must hold.
        await attempt(run(BigInt(index + 1)))
        const books = await readBooks()
        expect(await rig.coins(rig.chain.ledger.address)).toBe(books.available)
        expect(await rig.coins(rig.chain.inference.address)).toBe(books.held + 2n * stake)
        expect(books.totals).toEqual(books.sums)
        expect(books.pending).toEqual(books.live)
        expect(books.isCovered).toBe(true)
      }
    }),
    { numRuns: 12 },
  )
}, 120_000)
