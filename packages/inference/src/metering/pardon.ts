import type { AtomicStore } from '@zg/core'
import type { Address } from 'viem'
import { formatBook, parseBook } from './bookCodec.js'
import { noPast, openExcess, type SpendBook } from './spendBook.js'

/** Forgives what a provider has billed beyond the bounds so far; it stays counted. */
export async function pardon(
  store: AtomicStore,
  { key, provider }: { key: string; provider: Address },
): Promise<void> {
  const forgive = (book: SpendBook): SpendBook => {
    const past = book.past.get(provider) ?? noPast
    const pardoned = past.pardoned + openExcess(book, provider)
    return { ...book, past: new Map(book.past).set(provider, { ...past, pardoned }) }
  }
  await store.update(key, (text) => (text === null ? null : formatBook(forgive(parseBook(text, key)))))
}
