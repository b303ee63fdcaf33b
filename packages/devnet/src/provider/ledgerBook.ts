import type { Address } from 'viem'
import type { RequestRecord } from './runningProvider.js'
import type { Usage } from './usage.js'

type Entry = Pick<RequestRecord, 'user' | 'nonce' | 'requestHash' | 'inputFee'>
type Tab = {
  open: Set<RequestRecord>
  owed: Set<RequestRecord>
  /** What `owed` sums up to, and the input fees of `open`. */
  sum: bigint
  /** Changes with each payment. */
  version: number
}

const mostRecords = 10_000

/** What the provider remembers of requests: which are under way, and who owes what. */
export function createLedgerBook() {
  const records: RequestRecord[] = []
  const tabs = new Map<Address, Tab>()

  const tabOf = (user: Address): Tab => {
    const tab = tabs.get(user) ?? { open: new Set(), owed: new Set(), sum: 0n, version: 0 }
    tabs.set(user, tab)
    return tab
  }
  /** False for a request that was closed before. */
  const close = (row: RequestRecord): boolean => {
    const tab = tabOf(row.user)
    if (!tab.open.delete(row)) return false
    tab.sum -= row.inputFee
    return true
  }

  return {
    enter: ({ user, nonce, requestHash, inputFee }: Entry): RequestRecord => {
      const row: RequestRecord = {
        ...{ id: '', user, nonce, requestHash, inputFee },
        ...{ usage: null, fee: null, paid: 0n, state: 'open' },
      }
      const tab = tabOf(user)
      tab.open.add(row)
      tab.sum += inputFee
      records.push(row)
      // Money is kept in the tabs, so that the records may be forgotten.
      if (records.length > 2 * mostRecords) records.splice(0, mostRecords)
      return row
    },
    /** The answer is complete: its fee is owed. */
    bill: (
      row: RequestRecord,
      { id, usage, fee }: { id: string; usage: Usage | null; fee: bigint },
    ): void => {
      if (!close(row)) return
      Object.assign(row, { id, usage, fee, state: fee === 0n ? 'settled' : 'owed' })
      if (fee === 0n) return
      const tab = tabOf(row.user)
      tab.owed.add(row)
      tab.sum += fee
    },
    /** There was no answer: nothing is owed. */
    fail: (row: RequestRecord): void => {
      if (close(row)) row.state = 'failed'
    },
    /** Shares a payment out, oldest request first; what it doesn't reach stays owed. */
    pay: (user: Address, rows: readonly RequestRecord[], amount: bigint): void => {
      const tab = tabOf(user)
      let left = amount
      for (const row of rows) {
        const due = dueOf(row)
        if (left < due) {
          row.paid += left
          left = 0n
          break
        }
        row.paid += due
        left -= due
        row.state = 'settled'
        tab.owed.delete(row)
      }
      tab.sum -= amount - left
      tab.version += 1
    },
    /** What the user owes, the input fees of requests under way included. */
    unsettled: (user: Address): bigint => tabOf(user).sum,
    version: (user: Address): number => tabOf(user).version,
    debtors: (): readonly Address[] =>
      [...tabs].filter(([, { owed }]) => owed.size > 0).map(([user]) => user),
    owed: (user: Address): readonly RequestRecord[] => [...tabOf(user).owed],
    open: (user: Address): readonly RequestRecord[] => [...tabOf(user).open],
    records: (): readonly RequestRecord[] => records.slice(-mostRecords).map((row) => ({ ...row })),
  }
}

export type LedgerBook = ReturnType<typeof createLedgerBook>

/** What is still to be paid of a request's fee. */
export const dueOf = ({ fee, paid }: RequestRecord): bigint => (fee ?? 0n) - paid
