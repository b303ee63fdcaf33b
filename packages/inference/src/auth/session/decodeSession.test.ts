import type { Hex } from 'viem'
import { describe, expect, test } from 'vitest'
import { sessionVector as vector } from '../../../test/sessionVector.js'
import { decodeSession } from './decodeSession.js'
import { encodeSession } from './encodeSession.js'
import { type Session, sessionDigest, sessionMessage } from './session.js'

const remedy = 'A session is app-sk- and base64, as createApiKey gives it.'
const { session, signature } = vector
const tokenOf = (payload: string) => `app-sk-${Buffer.from(payload).toString('base64')}`

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
