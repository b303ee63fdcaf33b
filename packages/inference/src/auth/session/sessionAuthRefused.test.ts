import { v1 } from '@zg/contracts'
import { describe, expect, test } from 'vitest'
import { another, parties, setUp } from '../../../test/sessionAuthRig.js'

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
