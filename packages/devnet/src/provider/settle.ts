import { type LedgerBook, requestsHash } from './ledgerBook.js'
import type { ProviderChain } from './providerChain.js'
import type { Settlement } from './runningProvider.js'

/** Settles what users owe, one run at a time: a second call waits, and finds nothing left. */
export function createSettler({
  book,
  chain,
}: {
  book: LedgerBook
  chain: ProviderChain
}): () => Promise<readonly Settlement[]> {
  let last: Promise<unknown> = Promise.resolve()

  const run = async (): Promise<readonly Settlement[]> => {
    const settlements: Settlement[] = []
    for (const user of book.users()) {
      const rows = book.due(user)
      const account = await chain.findAccount(user)
      if (!account) continue
      const totalFee = rows.reduce((sum, { fee }) => sum + (fee ?? 0n), 0n)
      const nonce = book.settlementNonce(user, account.nonce)
      const settlement = await chain.settle({ user, totalFee, requestsHash: requestsHash(rows), nonce })
      if (settlement.status !== 'refused') for (const row of rows) row.settled = true
      settlements.push(settlement)
    }
    return settlements
  }

  return () => {
    const next = last.then(run)
    last = next.catch(() => undefined)
    return next
  }
}
