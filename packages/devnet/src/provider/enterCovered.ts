import type { Address } from 'viem'
import type { Settler } from './createSettler.js'
import type { LedgerBook } from './ledgerBook.js'
import type { ProviderRejection } from './rejection.js'
import type { RequestRecord } from './runningProvider.js'

export type CoverParts = {
  book: Pick<LedgerBook, 'version'>
  settler: Pick<Settler, 'isRunning' | 'idle'>
}

/**
 * Enters a request when the user's account covers it, by a balance and a debt of one moment.
 *
 * `readAccount` may wait; `findShortage` and `enter` must not, so that two requests can't spend the same money. Throws what they throw, and
 * the shortage where there is one.
 */
export async function enterCovered<account>(
  user: Address,
  {
    readAccount,
    findShortage,
    enter,
  }: {
    readAccount: () => Promise<account>
    findShortage: (account: account) => ProviderRejection | null
    enter: () => RequestRecord
  },
  { book, settler }: CoverParts,
): Promise<RequestRecord> {
  for (let resynced = false; ; ) {
    const version = book.version(user)
    const account = await readAccount()
    // Paid meanwhile: the account's balance is from before and the debt from after.
    if (book.version(user) !== version) continue
    const shortage = findShortage(account)
    if (!shortage) return enter()
    if (resynced || !settler.isRunning()) throw shortage
    // The other way round: a settlement that is mined but not booked counts twice.
    await settler.idle()
    resynced = true
  }
}
