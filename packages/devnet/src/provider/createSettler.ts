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

type Parts<account> = {
  book: LedgerBook
  findAccount: (user: Address) => Promise<account | null>
  /** Signs the debt as it is now, and sends it. Gives a question: what did it do? */
  send: (debt: Debt<account>) => Promise<() => Promise<Settlement>>
}

/**
 * Settles what users owe, one run at a time: a second call waits, and finds nothing left. Each user has a transaction, so that an account
 * that is gone stops nobody else's. What a balance doesn't cover stays owed, and is signed afresh when there is money again.
 */
export function createSettler<account extends { balance: bigint }>({
  book,
  findAccount,
  send,
}: Parts<account>) {
  const sent = new Map<Address, { debt: Debt<account>; readOutcome: () => Promise<Settlement> }>()
  let last: Promise<unknown> = Promise.resolve()
  let running = 0

  const sendDebt = async (user: Address) => {
    const account = await findAccount(user)
    if (!account || account.balance === 0n) return null
    const rows = book.owed(user)
    const debt = { user, account, rows, total: rows.reduce((sum, row) => sum + dueOf(row), 0n) }
    return { debt, readOutcome: await send(debt) }
  }
  const settleUser = async (user: Address): Promise<Settlement | null> => {
    // One whose outcome could not be read is asked for again, and never sent twice.
    const transaction = sent.get(user) ?? (await sendDebt(user))
    if (!transaction) return null
    sent.set(user, transaction)
    const settlement = await transaction.readOutcome()
    sent.delete(user)
    if (settlement.status !== 'refused') book.pay(user, transaction.debt.rows, settlement.amount)
    return settlement
  }
  const run = async (): Promise<readonly Settlement[]> => {
    const settlements: Settlement[] = []
    const errors: unknown[] = []
    for (const user of book.debtors()) {
      try {
        const settlement = await settleUser(user)
        if (settlement) settlements.push(settlement)
      } catch (error) {
        errors.push(error) // The others' debts are settled first.
      }
    }
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
