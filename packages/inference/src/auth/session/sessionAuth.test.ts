import type { Hex } from 'viem'
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
  shareOf,
  user,
} from '../../../test/sessionAuthRig.js'

describe('a session', () => {
  test('lasts a day, has id 255, the generation on chain and 16 random bytes', async () => {
    const { authorize } = setUp({ random: (bytes) => bytes.map((_, i) => 17 * i) })
    const header = await authorize({}, shareOf({ tokens: { generation: 7n, revoked: 0n } }))
    expect(header).toMatch(/^Bearer app-sk-[A-Za-z0-9+/]+=*$/)
    expect(sessionOf(header)).toEqual({
      address: user,
      provider,
      timestamp: 1_760_000_000_000,
      expiresAt: 1_760_086_400_000,
      nonce: '00112233445566778899aabbccddeeff',
      generation: 7n,
      tokenId: 255,
    })
  })

  test('has another nonce every time, from the platform’s generator', async () => {
    const nonces = await Promise.all(
      Array.from({ length: 20 }, async () => sessionOf(await setUp().authorize()).nonce),
    )
    expect(new Set(nonces).size).toBe(20)
    for (const nonce of nonces) expect(nonce).toMatch(/^[0-9a-f]{32}$/)
  })

  test('is opened once, however many ask at once; after that nobody is asked', async () => {
    const { authorize, counts } = setUp()
    const headers = await Promise.all(Array.from({ length: 10 }, () => authorize()))
    expect(new Set(headers).size).toBe(1)
    await authorize()
    expect(counts).toEqual({ looks: 1, signatures: 1 })
  })

  test('takes less than a millisecond when it is warm', async () => {
    const { authorize } = setUp()
    await authorize()
    const started = performance.now()
    for (let i = 0; i < 1_000; i += 1) await authorize()
    expect(performance.now() - started).toBeLessThan(1_000)
  })

  test('is used until an hour before its end', async () => {
    const { authorize, clock, counts } = setUp()
    const first = await authorize()
    clock.now += dayMs - hourMs - 1
    expect(await authorize()).toBe(first)
    clock.now += 1
    const second = await authorize()
    expect(second).not.toBe(first)
    expect(sessionOf(second).timestamp).toBe(clock.now)
    expect(counts).toEqual({ looks: 2, signatures: 2 })
  })

  test('that is shorter is used for half its time', async () => {
    const { authorize, clock } = setUp({ durationMs: 1_001 })
    const first = await authorize()
    expect(sessionOf(first).expiresAt).toBe(clock.now + 1_001)
    clock.now += 500
    expect(await authorize()).toBe(first)
    clock.now += 1
    expect(await authorize()).not.toBe(first)
  })

  test.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, dayMs + 1])(
    'can’t last %d ms',
    (durationMs) => {
      expect(() => setUp({ durationMs })).toThrow(
        `${durationMs} ms is no duration.\nGive a whole number of milliseconds above zero, at most 86400000 (a day).`,
      )
    },
  )

  test('is for one chain, contract, user and provider', async () => {
    const { authorize, counts } = setUp()
    const first = await authorize()
    const others = [
      { chainId: 16661 },
      { contracts: { ledger: provider, inference: another } },
      { provider: another },
    ]
    for (const changed of others) expect(await authorize(changed)).not.toBe(first)
    expect(sessionOf(await authorize({ provider: another })).provider).toBe(another)
    expect(counts.signatures).toBe(4)
    const lower = { user: user.toLowerCase() as Hex, provider: provider.toLowerCase() as Hex }
    expect(await authorize(lower)).toBe(first)
  })

  test('is not signed for somebody else’s account', async () => {
    const { authorize, counts } = setUp()
    const refusal = {
      name: 'AuthAccountError',
      expected: user,
      actual: other.address,
      message: `The auth signs for ${user}, but the client's account is ${other.address}.\nGive both the same account. Nothing was signed.`,
    }
    await expect(authorize({ user: other.address })).rejects.toMatchObject(refusal)
    await expect(authorize({}, shareOf({ user: other.address }))).rejects.toMatchObject(refusal)
    await authorize()
    await expect(authorize({ user: other.address })).rejects.toMatchObject(refusal)
    expect(counts.signatures).toBe(1)
  })

  test('is not part of a protocol without tokens', async () => {
    const { authorize, counts } = setUp()
    await expect(authorize({}, shareOf({ tokens: null }))).rejects.toMatchObject({
      name: 'NotOfferedError',
      shortMessage: 'Paying by session tokens is not part of this protocol.',
    })
    expect(counts.signatures).toBe(0)
  })
})

describe('a failed opening', () => {
  test('fails for all who waited, asks the wallet once, and isn’t kept', async () => {
    let asked = 0
    const signMessage = async (options: Parameters<typeof account.signMessage>[0]) => {
      asked += 1
      if (asked === 1) throw new Error('rejected by the user')
      return account.signMessage(options)
    }
    const { authorize } = setUp({ account: { address: user, signMessage } })
    const settled = await Promise.allSettled(Array.from({ length: 10 }, () => authorize()))
    expect(settled.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 'rejected'))
    expect(asked).toBe(1)
    expect(await authorize()).toContain('Bearer app-sk-')
    expect(asked).toBe(2)
  })

  test('throws what the look threw, and signs nothing', async () => {
    const { auth, counts } = setUp()
    const look = () => Promise.reject(new Error('the chain is away'))
    await expect(auth.authorize({ ...parties, look })).rejects.toThrow('the chain is away')
    expect(counts.signatures).toBe(0)
  })
})

describe('forgetting', () => {
  test('ends the session', async () => {
    const { auth, authorize } = setUp()
    const first = await authorize()
    await auth.forget(parties)
    expect(await authorize()).not.toBe(first)
  })

  test('reaches one that is being opened: whoever waits for it gets it, nobody after', async () => {
    const { auth, authorize, counts } = setUp()
    const waiting = authorize()
    await auth.forget(parties)
    const next = authorize({}, shareOf({ tokens: { generation: 1n, revoked: 0n } }))
    expect(sessionOf(await waiting).generation).toBe(0n)
    expect(sessionOf(await next).generation).toBe(1n)
    expect(await authorize()).toBe(await next)
    expect(counts.signatures).toBe(2)
  })
})

test('no error tells a token', async () => {
  const { authorize } = setUp()
  const header = await authorize()
  const error = await setUp()
    .authorize({ user: other.address })
    .catch((thrown: unknown) => thrown)
  expect(`${error}${JSON.stringify(error)}`).not.toContain(header.slice(20, 60))
  expect(JSON.stringify(setUp().auth)).not.toContain('app-sk')
})
