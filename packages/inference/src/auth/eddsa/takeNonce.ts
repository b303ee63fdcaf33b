import type { AtomicStore } from '@zg/core'
import type { AuthParties } from '../auth.js'
import { keyOf } from '../keyOf.js'
import { StoredNonceError } from './errors.js'

/** The distance that the network's clients keep between two nonces. */
const step = 40n
const unitsPerMs = 10_000n

/**
 * Takes the next request nonce: above every one taken before, above the account's on chain, and about the time in units of 0.1 µs.
 * The store makes it one atomic step, for all processes that share the store.
 */
export async function takeNonce(
  store: AtomicStore,
  { parties, above, now }: { parties: AuthParties; above: bigint; now: () => number },
): Promise<bigint> {
  const key = keyOf(parties, 'nonce')
  const text = await store.update(key, (current) => {
    if (current !== null && !/^\d+$/.test(current)) throw new StoredNonceError({ key })
    const candidates = [BigInt(current ?? '0') + step, above + step, BigInt(now()) * unitsPerMs + step]
    return String(candidates.reduce((most, candidate) => (candidate > most ? candidate : most)))
  })
  return BigInt(text ?? '0')
}
