import { type SubAccount, v1 } from '@zg/contracts'
import { memoryStore } from '@zg/core'
import { getAddress, type Hex } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { describe, expect, test } from 'vitest'
import type { AuthParties } from '../auth.js'
import { keyOf } from '../keyOf.js'
import { decodeSession } from './decodeSession.js'
import { sessionAuth } from './sessionAuth.js'
import { signSession } from './signSession.js'

const account = privateKeyToAccount('0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80')
const other = privateKeyToAccount(`0x${'22'.repeat(32)}`)
const provider = getAddress('0xf07240Efa67755B5311bc75784a061eDB47165Dd')
const another = getAddress('0x00000000000000000000000000000000000000aa')
const user = account.address
const contracts = { ledger: provider, inference: provider }
const parties: AuthParties = { chainId: 31337, contracts, user, provider }
const hourMs = 3_600_000
const dayMs = 24 * hourMs

const shareOf = (more: Partial<SubAccount> = {}): SubAccount => ({
  user,
  provider,
  balance: 0n,
  pendingRefund: 0n,
  refunds: [],
  nonce: 0n,
  acknowledged: true,
  signer: null,
  credential: null,
  tokens: { generation: 0n, revoked: 0n },
  ...more,
})

/** An auth with a clock, whose looks and signatures are counted. */
function setUp(options: Partial<sessionAuth.Options> = {}) {
  const counts = { looks: 0, signatures: 0 }
  const clock = { now: 1_760_000_000_000 }
  const signer = {
    address: user,
    signMessage: (message: Parameters<typeof account.signMessage>[0]) => {
      counts.signatures += 1
      return account.signMessage(message)
    },
  }
  const auth = sessionAuth({ account: signer, now: () => clock.now, ...options })
  const authorize = async (changed: Partial<AuthParties> = {}, subAccount = shareOf()) => {
    const look = async () => {
      counts.looks += 1
      return { subAccount, fee: 0n }
    }
    const { Authorization = '' } = await auth.authorize({ ...parties, ...changed, look })
    return Authorization
  }
  const refuse = (Authorization: string, text: string, status = 400) => {
    const body = JSON.stringify({ error: `validate session: ${text}` })
    return auth.refused({ ...parties, headers: { Authorization }, rejection: v1.classify(status, body) })
  }
  return { auth, authorize, refuse, counts, clock }
}
const sessionOf = (header: string) => decodeSession(header.replace('Bearer ', '')).session

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

describe('a refusal', () => {
  test.each([
    ['session token expired', 400],
    ['session token has been revoked (generation expired)', 400],
    ['session token has been revoked', 400],
    ['signature verification failed: address mismatch', 400],
    ['words that nobody knows', 400],
    ['', 401],
  ])('%j (%i) ends the session: the next one is new', async (text, status) => {
    const { authorize, refuse, counts } = setUp()
    const first = await authorize()
    expect(await refuse(first, text, status)).toBe('again')
    expect(await authorize()).not.toBe(first)
    expect(counts).toEqual({ looks: 2, signatures: 2 })
  })

  test('of an older session leaves the newer one', async () => {
    const { authorize, refuse, counts } = setUp()
    const first = await authorize()
    await refuse(first, 'session token expired')
    const second = await authorize()
    expect(await refuse(first, 'session token expired')).toBe('again')
    expect(await authorize()).toBe(second)
    expect(counts.signatures).toBe(2)
  })

  test('of headers without a token ends whatever there is', async () => {
    const { auth, authorize } = setUp()
    const first = await authorize()
    const rejection = { kind: 'auth', text: '' } as const
    expect(await auth.refused({ ...parties, headers: {}, rejection })).toBe('again')
    expect(await authorize()).not.toBe(first)
  })

  test('is understood whatever the case of the header’s name', async () => {
    const { auth, authorize } = setUp()
    const first = await authorize()
    await auth.refused({
      ...parties,
      headers: { authorization: first },
      rejection: { kind: 'auth', text: '' },
    })
    expect(await authorize()).not.toBe(first)
  })

  test('by a provider that hasn’t seen a revocation yet keeps the session: it will be taken later', async () => {
    const { authorize, refuse } = setUp()
    const first = await authorize()
    expect(await refuse(first, 'invalid session token (future generation)')).toBe('later')
    expect(await authorize()).toBe(first)
  })

  test.each([
    '{"error":"validate request: insufficient balance: your locked balance is 1.0 0G, but the required minimum is 2.0 0G"}',
    '{"error":"validate request: user not acknowledge the provider"}',
    '{"error":"unsupported endpoint: endpoint not supported"}',
  ])('for another reason (%j) keeps the session: it is of no use to retry', async (body) => {
    const { auth, authorize } = setUp()
    const first = await authorize()
    const rejection = v1.classify(400, body)
    expect(await auth.refused({ ...parties, headers: { Authorization: first }, rejection })).toBe('never')
    expect(await authorize()).toBe(first)
  })

  test('concerns the session with that provider alone', async () => {
    const { authorize, refuse } = setUp()
    const elsewhere = await authorize({ provider: another })
    await refuse(elsewhere, 'session token expired')
    expect(await authorize({ provider: another })).toBe(elsewhere)
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

test('no error tells a token', async () => {
  const { authorize } = setUp()
  const header = await authorize()
  const error = await setUp()
    .authorize({ user: other.address })
    .catch((thrown: unknown) => thrown)
  expect(`${error}${JSON.stringify(error)}`).not.toContain(header.slice(20, 60))
  expect(JSON.stringify(setUp().auth)).not.toContain('app-sk')
})
