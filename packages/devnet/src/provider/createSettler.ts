import type { Address } from 'viem'
import { dueOf, type LedgerBook } from './ledgerBook.js'
import type { RequestRecord, Settlement } from './runningProvider.js'

/** One user's debt, and what the chain says of the account that pays it. */
export type Debt<account> = {
  user: Address
  account: account
  rows: readonly RequestRecord[]
  total: bigint
}

/** What became of a debt. */
export type Outcome<account> = { debt: Debt<account>; settlement: Settlement }

type Parts<account> = {
  book: LedgerBook
  findAccount: (user: Address) => Promise<account | null>
  /** Most users in one transaction. */
  usersPerTransaction: number
  /** Signs the debts as they are now, and sends them. Gives a question: what became of them? */
  send: (debts: readonly Debt<account>[]) => Promise<() => Promise<readonly Outcome<account>[]>>
}

type Sent<account> = { users: readonly Address[]; readOutcomes: () => Promise<readonly Outcome<account>[]> }

/**
 * Settles what users owe, one run at a time: a second call waits, and finds nothing left. What a balance doesn't cover stays owed, and is
 * signed afresh when there is money again.
 */
export function createSettler<account extends { balance: bigint }>({
  book,
  findAccount,
  usersPerTransaction,
  send,
}: Parts<account>) {
  const sent = new Set<Sent<account>>()
  let last: Promise<unknown> = Promise.resolve()
  let running = 0

  const findDebt = async (user: Address): Promise<Debt<account> | null> => {
    const account = await findAccount(user)
    if (!account || account.balance === 0n) return null
    const rows = book.owed(user)
    return { user, account, rows, total: totalOf(rows) }
  }
  const finish = async (transaction: Sent<account>): Promise<readonly Settlement[]> => {
    const outcomes = await transaction.readOutcomes()
    sent.delete(transaction)
    for (const { debt, settlement } of outcomes) {
      if (settlement.status !== 'refused') book.pay(debt.user, debt.rows, settlement.amount)
    }
    return outcomes.map(({ settlement }) => settlement)
  }
  const settleUsers = async (users: readonly Address[]): Promise<readonly Settlement[]> => {
    const debts = (await Promise.all(users.map(findDebt))).filter((debt) => debt !== null)
    if (debts.length === 0) return []
    const transaction = { users: debts.map(({ user }) => user), readOutcomes: await send(debts) }
    sent.add(transaction)
    return finish(transaction)
  }
  const run = async (): Promise<readonly Settlement[]> => {
    const settlements: Settlement[] = []
    const errors: unknown[] = []
    const attempt = async (work: () => Promise<readonly Settlement[]>) => {
      try {
        settlements.push(...(await work()))
      } catch (error) {
        errors.push(error) // The others' debts are settled first.
      }
    }
    // One whose outcome could not be read is asked for again, and never sent twice.
    for (const transaction of [...sent]) await attempt(() => finish(transaction))
    const waiting = new Set([...sent].flatMap(({ users }) => users))
    const debtors = book.debtors().filter((user) => !waiting.has(user))
    while (debtors.length > 0) await attempt(() => settleUsers(debtors.splice(0, usersPerTransaction)))
    if (errors.length > 0) throw errors[0]
    return settlements
  }

  return {
    settle: (): Promise<readonly Settlement[]> => {
      running += 1
      const end = () => {
        running -= 1
      }
      const settled = last.then(run)
      last = settled.then(end, end)
      return settled
    },
    isRunning: (): boolean => running > 0,
    /** Resolves when nothing is being settled, however that ended. */
    idle: async (): Promise<void> => {
      await last
    },
  }
}

export type Settler = Pick<ReturnType<typeof createSettler>, 'settle' | 'isRunning' | 'idle'>

/** What rows come to, in neuron. */
export const totalOf = (rows: readonly RequestRecord[]): bigint =>
  rows.reduce((sum, row) => sum + dueOf(row), 0n)
