import fc from 'fast-check'
import { type Hex, keccak256, stringToHex } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { describe, expect, test } from 'vitest'
import { sessionVector as vector } from '../../../test/sessionVector.js'
import { decodeSession } from './decodeSession.js'
import { encodeSession } from './encodeSession.js'
import { InvalidSessionError } from './errors.js'
import { type Session, sessionDigest, sessionMessage } from './session.js'
import { signSession } from './signSession.js'

const account = privateKeyToAccount('0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80')
const { session, signature } = vector

describe('the recorded token', () => {
  test('is what we write, byte for byte', async () => {
    expect(sessionMessage(session)).toBe(vector.message)
    expect(sessionDigest(session)).toBe(vector.digest)
    expect(encodeSession({ session, signature })).toBe(vector.token)
    expect(await signSession(account, session)).toBe(vector.token)
  })

  test('is read back', () => {
    expect(decodeSession(vector.token)).toEqual({ session, signature })
  })

  test('has the order of its keys whatever the order given', () => {
    const turned = Object.fromEntries(Object.entries(session).toReversed())
    expect(sessionMessage({ ...session, ...turned })).toBe(vector.message)
  })
})

const address = fc.uint8Array({ minLength: 20, maxLength: 20 }).map((bytes): Hex => `0x${hexOf(bytes)}`)
const hexOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
const sessions = fc
  .record({
    address,
    provider: address,
    timestamp: fc.integer({ min: 0, max: 2 ** 52 }),
    lasts: fc.integer({ min: 1, max: 86_400_000 }),
    nonce: fc.stringMatching(/^[A-Za-z0-9_-]{1,40}$/),
    generation: fc.bigInt({ min: 0n, max: 2n ** 53n - 1n }),
    tokenId: fc.integer({ min: 0, max: 255 }),
  })
  .map(({ lasts, ...rest }): Session => ({ ...rest, expiresAt: rest.timestamp + lasts }))

describe('every session', () => {
  test('is read back as it was written, and its text is JSON with these values', () => {
    fc.assert(
      fc.property(sessions, fc.uint8Array({ minLength: 64, maxLength: 64 }), (each, bytes) => {
        const signed: Hex = `0x${hexOf(bytes)}1c`
        const token = encodeSession({ session: each, signature: signed })
        expect(decodeSession(token)).toEqual({ session: each, signature: signed })
        expect(Buffer.from(token.slice(7), 'base64').toString()).toBe(`${sessionMessage(each)}|${signed}`)
        expect(JSON.parse(sessionMessage(each))).toEqual({ ...each, generation: Number(each.generation) })
        expect(sessionDigest(each)).toBe(keccak256(stringToHex(sessionMessage(each))))
      }),
    )
  })

  test('no other text is taken', () => {
    fc.assert(
      fc.property(
        fc.nat({ max: vector.token.length - 1 }),
        fc.constantFrom('A', 'z', '|', '=', ''),
        (at, by) => {
          const changed = vector.token.slice(0, at) + by + vector.token.slice(at + 1)
          const read = attempt(() => decodeSession(changed))
          // Whatever is taken stands for exactly these bytes.
          if (read !== null) expect(encodeSession(read)).toBe(changed)
        },
      ),
    )
  })
})

function attempt<result>(run: () => result): result | null {
  try {
    return run()
  } catch (error) {
    if (error instanceof InvalidSessionError) return null
    throw error
  }
}
