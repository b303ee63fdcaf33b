import type { AtomicStore } from '@zg/core'
import type { AuthParties } from '../auth.js'
import { keyOf } from '../keyOf.js'
import { StoredNonceError } from './errors.js'

/** The distance that the network's clients keep between two nonces. */
const step = 40n
const unitsPerMs = 10_000n
/** How often in a row a store may lose what it was just told. */
const mostLosses = 10

/**
 * Takes the next request nonce: above every one taken before, above the account's on chain, and about the time in units of 0.1 µs.
 * The store makes it one atomic step, for all processes that share the store.
 *
 * A store may lose its data, as a Redis without persistence does when it is killed; then only the time says what was taken before. So the
 * time must be read after the loss: a nonce is only ever taken from a value that is there, and a missing one is written first. A step
 * that was under way when the data was lost then finds another value than it had read, and runs again.
 *
 * Throws `StoredNonceError` when the store holds something else, or keeps nothing.
 */
export async function takeNonce(
  store: AtomicStore,
  { parties, above, now }: { parties: AuthParties; above: bigint; now: () => number },
): Promise<bigint> {
  const key = keyOf(parties, 'nonce')
  const time = () => BigInt(now()) * unitsPerMs
  for (let losses = 0; losses < mostLosses; losses += 1) {
    let isFirst = false
    const text = await store.update(key, (current) => {
      isFirst = current === null
      if (current === null) return unlike()
      if (!/^\d+$/.test(current)) throw new StoredNonceError({ key })
      const last = [BigInt(current), above, time()].reduce((most, each) => (each > most ? each : most))
      return String(last + step)
    })
    if (text !== null && !isFirst) return BigInt(text)
  }
  throw new StoredNonceError({ key })
}

/** A first value, below every time there is, and no other one's. Nobody has to be kept from guessing it. */
const unlike = () => String(Math.floor(Math.random() * 1e6))
