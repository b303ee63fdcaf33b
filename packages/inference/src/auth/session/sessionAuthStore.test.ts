import { memoryStore } from '@zg/core'
import { describe, expect, test } from 'vitest'
import {
  account,
  another,
  dayMs,
  hourMs,
  other,
  parties,
  provider,
  sessionOf,
  setUp,
  user,
} from '../../../test/sessionAuthRig.js'
import { keyOf } from '../keyOf.js'
import { signSession } from './signSession.js'

describe('a store', () => {
  const key = keyOf(parties, 'session')

  test('holds the bearer token, once one is given', async () => {
    const store = memoryStore()
    const { authorize } = setUp({ store })
    const header = await authorize()
    expect(`Bearer ${await store.get(key)}`).toBe(header)
  })

  test('makes processes share a session, and forgets it at its end', async () => {
    const clock = { now: 1_760_000_000_000 }
    const now = () => clock.now
    const store = memoryStore({ now })
    const [one, two] = [setUp({ store, now }), setUp({ store, now })]
    const header = await one.authorize()
    expect(await two.authorize()).toBe(header)
    expect(two.counts).toEqual({ looks: 0, signatures: 0 })
    clock.now += dayMs - hourMs
    expect(await setUp({ store, now }).authorize()).not.toBe(header)
    clock.now += dayMs
    expect(await store.get(key)).toBeNull()
  })

  test('forgets what was refused, and only that', async () => {
    const store = memoryStore()
    const [one, two] = [setUp({ store }), setUp({ store })]
    const header = await one.authorize()
    await two.authorize()
    expect(await one.refuse(header, 'session token expired')).toBe('again')
    expect(await store.get(key)).toBeNull()
    const next = await one.authorize()
    await two.refuse(header, 'session token expired')
    expect(await two.authorize()).toBe(next)
    await one.auth.forget(parties)
    expect(await store.get(key)).toBeNull()
  })

  test('that holds something else is not believed', async () => {
    const timestamp = 1_760_000_000_000
    const session = {
      ...{ address: user, provider, timestamp, expiresAt: timestamp + dayMs },
      ...{ nonce: 'a', generation: 0n, tokenId: 255 },
    }
    const foreign = await signSession(other, { ...session, address: other.address })
    const misplaced = await signSession(account, { ...session, provider: another })
    const endless = await signSession(account, { ...session, tokenId: 3, expiresAt: 0 })
    for (const stored of ['nonsense', 'app-sk-AAAA', foreign, misplaced, endless]) {
      const store = memoryStore()
      await store.set(key, stored)
      const { authorize, counts } = setUp({ store })
      expect(sessionOf(await authorize())).toMatchObject({ address: user, provider, tokenId: 255 })
      expect(counts.signatures).toBe(1)
    }
  })

  test('that fails is heard', async () => {
    const store = memoryStore()
    const broken = { ...store, get: () => Promise.reject(new Error('the store is away')) }
    await expect(setUp({ store: broken }).authorize()).rejects.toThrow('the store is away')
  })
})
