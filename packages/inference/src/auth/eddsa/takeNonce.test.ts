import { type AtomicStore, memoryStore } from '@zg/core'
import fc from 'fast-check'
import { getAddress } from 'viem'
import { expect, test } from 'vitest'
import { StoredNonceError } from './errors.js'
import { takeNonce } from './takeNonce.js'

const address = (digit: string) => getAddress(`0x${digit.repeat(40)}`)
const parties = {
  chainId: 31337,
  contracts: { ledger: address('a'), inference: address('b') },
  user: address('c'),
  provider: address('d'),
}

/** A store whose updates read at one moment and write at a later one, as over a network, and that can lose everything between. */
function createLossy(now: () => number) {
  const data = new Map<string, string>()
  const store: AtomicStore = {
    ...memoryStore(),
    update: async (key, change) => {
      for (;;) {
        const read = data.get(key) ?? null
        const next = change(read)
        await Promise.resolve()
        if ((data.get(key) ?? null) !== read) continue
        data.set(key, next ?? expect.unreachable('a nonce is never removed'))
        return next
      }
    },
  }
  const lose = () => data.clear()
  return { lose, take: () => takeNonce(store, { parties, above: 0n, now }) }
}

test('nonces rise through any losses, whatever is under way then', async () => {
  const schedule = fc.array(fc.constantFrom('take', 'lose', 'wait', 'turn'), { maxLength: 60 })
  await fc.assert(
    fc.asyncProperty(schedule, async (actions) => {
      let time = 1_700_000_000_000
      const { lose, take } = createLossy(() => time)
      const taken: bigint[] = []
      const underWay: Promise<void>[] = []
      for (const action of actions) {
        if (action === 'take') underWay.push(take().then((nonce) => void taken.push(nonce)))
        // A server needs longer to come back than the clock to move on.
        if (action === 'lose') {
          lose()
          time += 1
        }
        if (action === 'wait') time += 5
        if (action === 'turn') await Promise.resolve()
      }
      await Promise.all(underWay)
      expect(new Set(taken).size).toBe(taken.length)
    }),
    { numRuns: 300 },
  )
})

test('a store that keeps nothing gives no nonce', async () => {
  let asked = 0
  const forgetful: AtomicStore = {
    ...memoryStore(),
    update: async (_, change) => {
      asked += 1
      return change(null)
    },
  }
  await expect(takeNonce(forgetful, { parties, above: 0n, now: Date.now })).rejects.toThrow(StoredNonceError)
  expect(asked).toBe(10)
})

test('what the store says of a failure is passed on, and no nonce is made up', async () => {
  const failing: AtomicStore = { ...memoryStore(), update: () => Promise.reject(new RangeError('lost')) }
  await expect(takeNonce(failing, { parties, above: 0n, now: Date.now })).rejects.toThrow('lost')
})
