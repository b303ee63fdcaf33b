import fc from 'fast-check'
import { type Hex, hashMessage, keccak256, recoverMessageAddress, stringToHex } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { describe, expect, test } from 'vitest'
import { decodeSession } from './decodeSession.js'
import { encodeSession } from './encodeSession.js'
import { InvalidSessionError } from './errors.js'
import { type Session, sessionDigest, sessionMessage } from './session.js'
import { signSession } from './signSession.js'

const account = privateKeyToAccount('0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80')
const remedy = 'A session is app-sk- and base64, as createApiKey gives it.'

/** As the network's own client wrote it. */
const vector = {
  session: {
    address: '0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266',
    provider: '0xf07240Efa67755B5311bc75784a061eDB47165Dd',
    timestamp: 1_760_000_000_000,
    expiresAt: 1_760_086_400_000,
    nonce: '00112233445566778899aabbccddeeff',
    generation: 0n,
    tokenId: 255,
  } satisfies Session,
  message:
    '{"address":"0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266","provider":"0xf07240Efa67755B5311bc75784a061eDB47165Dd","timestamp":1760000000000,"expiresAt":1760086400000,"nonce":"00112233445566778899aabbccddeeff","generation":0,"tokenId":255}',
  digest: '0xa31c51e2b830062a5cefc9cc08d83e983895dd46c973a1df57c3e75181fec0d3',
  signature:
    '0xa8541b63200ffda09cfa84ffee2ffe4d0a0674b44814382d15e737254b96568b5d3340da986c2639a25fb0e7fe84f8965f8d2a09c574b992980823ee8b2dda0a1b',
  token:
    'app-sk-eyJhZGRyZXNzIjoiMHhmMzlGZDZlNTFhYWQ4OEY2RjRjZTZhQjg4MjcyNzljZmZGYjkyMjY2IiwicHJvdmlkZXIiOiIweGYwNzI0MEVmYTY3NzU1QjUzMTFiYzc1Nzg0YTA2MWVEQjQ3MTY1RGQiLCJ0aW1lc3RhbXAiOjE3NjAwMDAwMDAwMDAsImV4cGlyZXNBdCI6MTc2MDA4NjQwMDAwMCwibm9uY2UiOiIwMDExMjIzMzQ0NTU2Njc3ODg5OWFhYmJjY2RkZWVmZiIsImdlbmVyYXRpb24iOjAsInRva2VuSWQiOjI1NX18MHhhODU0MWI2MzIwMGZmZGEwOWNmYTg0ZmZlZTJmZmU0ZDBhMDY3NGI0NDgxNDM4MmQxNWU3MzcyNTRiOTY1NjhiNWQzMzQwZGE5ODZjMjYzOWEyNWZiMGU3ZmU4NGY4OTY1ZjhkMmEwOWM1NzRiOTkyOTgwODIzZWU4YjJkZGEwYTFi',
} as const

const { session, signature } = vector
const tokenOf = (payload: string) => `app-sk-${Buffer.from(payload).toString('base64')}`

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

describe('what is refused', () => {
  const { message } = vector
  const noSignature = 'no signature of 65 bytes with a v of 27 or 28 follows its text'
  const lacks = 'its text lacks a field, or one is of another kind'
  const otherwise = 'its text is not written as sessions are'

  test.each([
    ['', 'it does not begin with app-sk-'],
    [`Bearer ${vector.token}`, 'it does not begin with app-sk-'],
    ['app-sk-', noSignature],
    ['app-sk-%%%%', 'it is no base64 of a text'],
    [vector.token.slice(0, -1), 'it is no base64 of a text'],
    [` ${vector.token}`, 'it does not begin with app-sk-'],
    [`${vector.token}\n`, 'it is no base64 of a text'],
    ['app-sk-/w==', 'it is no base64 of a text'],
    [tokenOf(message), noSignature],
    [tokenOf(`${message}|`), noSignature],
    [tokenOf(`${message}|${signature.slice(0, -2)}`), noSignature],
    [tokenOf(`${message}|${signature.slice(0, -2)}00`), noSignature],
    [tokenOf(`${message}|${signature.slice(2)}`), noSignature],
    [tokenOf(`${message}|${signature}|`), noSignature],
    [tokenOf(`|${signature}`), lacks],
    [tokenOf(`[]|${signature}`), lacks],
    [tokenOf(`nonsense|${signature}`), lacks],
    [tokenOf(`{}|${signature}`), lacks],
    ...Object.keys(session).map((name) => [tokenOf(`${without(name)}|${signature}`), lacks] as const),
    ...Object.keys(session).map((name) => [tokenOf(`${withNull(name)}|${signature}`), lacks] as const),
    [tokenOf(`${message.replace('"generation":0', '"generation":0.5')}|${signature}`), lacks],
    [tokenOf(`${message.replace('"generation":0', '"generation":9007199254740993')}|${signature}`), lacks],
    [tokenOf(`${message.replace('"generation":0', '"generation":0.0')}|${signature}`), otherwise],
    [tokenOf(`${message.replace(',', ', ')}|${signature}`), otherwise],
    [tokenOf(`${message.replace('}', ',"more":1}')}|${signature}`), otherwise],
    [tokenOf(` ${message}|${signature}`), otherwise],
    [tokenOf(`${message.replace('0xf39', '0Xf39')}|${signature}`), lacks],
    [tokenOf(`${message.replace('0xf39F', '0xf39')}|${signature}`), 'its address is none'],
  ] as const)('%# as a token', (token, reason) => {
    const error = catchError(() => decodeSession(token))
    expect(error).toMatchObject({ shortMessage: `This is not a session: ${reason}.`, metaMessages: [remedy] })
    if (token.length > 20) expect(String(error)).not.toContain(token)
    expect(`${error}${JSON.stringify(error)}`).not.toContain(signature.slice(2, 20))
  })

  const dayMs = 86_400_000
  test.each([
    [{ address: '0x12' }, 'its address is none'],
    [{ provider: `0x${'g'.repeat(40)}` as const }, 'its provider is none'],
    [{ timestamp: 1.5 }, 'its timestamp is no whole number of milliseconds'],
    [{ timestamp: -1 }, 'its timestamp is no whole number of milliseconds'],
    [{ expiresAt: Number.NaN }, 'its end is no whole number of milliseconds'],
    [{ nonce: '' }, 'its nonce is none'],
    [{ nonce: 'a|b' }, 'its nonce is none'],
    [{ nonce: '"' }, 'its nonce is none'],
    [{ nonce: 'a'.repeat(257) }, 'its nonce is none'],
    [{ generation: -1n }, 'its generation is out of range'],
    [{ generation: 2n ** 53n }, 'its generation is out of range'],
    [{ tokenId: 256 }, 'its id is not one of 0 to 255'],
    [{ tokenId: -1 }, 'its id is not one of 0 to 255'],
    [{ tokenId: 0.5 }, 'its id is not one of 0 to 255'],
    [{ expiresAt: 0 }, 'it has id 255 and no end'],
    [{ expiresAt: session.timestamp + dayMs + 1 }, 'it has id 255 and lasts longer than 24 hours'],
  ] as const)('%# as a session', (changed, reason) => {
    const wrong: Session = { ...session, ...changed }
    expect(catchError(() => sessionMessage(wrong))).toMatchObject({
      name: 'InvalidSessionError',
      shortMessage: `This is not a session: ${reason}.`,
    })
    expect(() => sessionDigest(wrong)).toThrow(reason)
    expect(() => encodeSession({ session: wrong, signature })).toThrow(reason)
  })

  test('an API key may last for years, or have no end, and id 0 and 254 are such', () => {
    const years = { ...session, expiresAt: session.timestamp + 3_000 * dayMs }
    for (const tokenId of [0, 254]) {
      expect(sessionMessage({ ...years, tokenId })).toContain(`"tokenId":${tokenId}}`)
      expect(sessionMessage({ ...session, expiresAt: 0, tokenId })).toContain('"expiresAt":0,')
    }
  })

  test.each([
    '0x',
    signature.slice(0, -2),
    `${signature.slice(0, -2)}1d`,
    `${signature}00`,
    `${signature.slice(0, -2)}01`,
  ])('a signature %#', (other) => {
    const signed: Hex = `0x${other.slice(2)}`
    expect(() => encodeSession({ session, signature: signed })).toThrow(
      'its signature has not 65 bytes with a v of 27 or 28',
    )
  })
})

describe('signing', () => {
  const by = (sign: (raw: Hex) => Promise<Hex> | Hex) => ({
    signMessage: async ({ message }: { message: string | { raw: Hex } }) => {
      if (typeof message === 'string') throw new Error('a text was to be signed')
      return sign(message.raw)
    },
  })

  test('a v of 0 and 1 becomes 27 and 28', async () => {
    for (const [i, nonce] of ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].entries()) {
      const each = { ...session, nonce, timestamp: session.timestamp + i }
      const signed = await account.signMessage({ message: { raw: sessionDigest(each) } })
      const low: Hex = `0x${signed.slice(2, -2)}${signed.endsWith('1b') ? '00' : '01'}`
      const token = await signSession(
        by(() => low),
        each,
      )
      expect(token).toBe(encodeSession({ session: each, signature: signed }))
      expect(await recoverMessageAddress({ message: { raw: sessionDigest(each) }, signature: signed })).toBe(
        account.address,
      )
    }
  })

  test('is over the digest’s bytes, not its text', async () => {
    const seen: Hex[] = []
    const sign = (raw: Hex) => {
      seen.push(raw)
      return account.signMessage({ message: { raw } })
    }
    await signSession(by(sign), session)
    expect(seen).toEqual([vector.digest])
    expect(hashMessage({ raw: vector.digest })).not.toBe(hashMessage(vector.digest))
  })

  const other = privateKeyToAccount(`0x${'22'.repeat(32)}`)
  test.each([
    ['another key’s', (raw: Hex) => other.signMessage({ message: { raw } }), `it is by ${other.address}`],
    ['a smart account’s', async (): Promise<Hex> => `0x${'ab'.repeat(130)}`, 'it has not 65 bytes'],
    ['none', async (): Promise<Hex> => '0x', 'it has not 65 bytes'],
    ['zeros', async (): Promise<Hex> => `0x${'00'.repeat(65)}`, 'it is malformed'],
    ['with a v of 29', async (): Promise<Hex> => `${signature.slice(0, -2) as Hex}1d`, 'it is malformed'],
  ] as const)('%s is refused', async (_, sign, reason) => {
    const error = await signSession(by(sign), session).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({
      name: 'SessionSignatureError',
      user: session.address,
      shortMessage: `The wallet's signature can't open a session for ${session.address}: ${reason}.`,
    })
  })

  test('a wallet that refuses is heard', async () => {
    await expect(
      signSession(
        by(() => Promise.reject(new Error('rejected by the user'))),
        session,
      ),
    ).rejects.toThrow('rejected by the user')
  })
})

function catchError(run: () => unknown): unknown {
  try {
    return run()
  } catch (error) {
    return error
  }
}

function without(name: string): string {
  const { [name]: _, ...rest }: Record<string, unknown> = { ...JSON.parse(vector.message) }
  return JSON.stringify(rest)
}

function withNull(name: string): string {
  return JSON.stringify({ ...JSON.parse(vector.message), [name]: null })
}
