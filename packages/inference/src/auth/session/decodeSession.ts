import { base64ToBytes, bytesToUtf8, InvalidEncodingError } from '@zg/core'
import { isHex } from 'viem'
import { parseObject } from '../../http/parseObject.js'
import { signatureForm } from './encodeSession.js'
import { InvalidSessionError } from './errors.js'
import { type Session, sessionMessage } from './session.js'

/**
 * Takes a bearer token, `app-sk-…`, apart: the session's fields, and the wallet's signature, which is not checked.
 *
 * Strict: what it takes, `encodeSession` gives back byte for byte. Throws `InvalidSessionError`, which doesn't repeat the token.
 *
 * @example
 * ```ts
 * import { decodeSession } from '@zg/inference'
 *
 * const endOf = (apiKey: string) => new Date(decodeSession(apiKey).session.expiresAt)
 * ```
 */
export function decodeSession(token: string): { session: Session; signature: `0x${string}` } {
  if (!token.startsWith(prefix)) throw new InvalidSessionError({ reason: `it does not begin with ${prefix}` })
  const payload = toText(token.slice(prefix.length))
  const bar = payload.indexOf('|')
  const message = payload.slice(0, Math.max(bar, 0))
  const signature = payload.slice(bar + 1)
  if (bar < 0 || !isHex(signature) || !signatureForm.test(signature)) {
    throw new InvalidSessionError({
      reason: 'no signature of 65 bytes with a v of 27 or 28 follows its text',
    })
  }
  const session = toSession(parseObject(message))
  // Another order, a space or a further key: the signature is over the text as it stands, and others would read it differently.
  if (sessionMessage(session) !== message) {
    throw new InvalidSessionError({ reason: 'its text is not written as sessions are' })
  }
  return { session, signature }
}

const prefix = 'app-sk-'

function toText(base64: string): string {
  try {
    return bytesToUtf8(base64ToBytes(base64))
  } catch (error) {
    if (!(error instanceof InvalidEncodingError)) throw error
    throw new InvalidSessionError({ reason: 'it is no base64 of a text' })
  }
}

function toSession(fields: Readonly<Record<string, unknown>> | null): Session {
  const { address, provider, timestamp, expiresAt, nonce, generation, tokenId } = fields ?? {}
  if (
    !isHex(address) ||
    !isHex(provider) ||
    typeof timestamp !== 'number' ||
    typeof expiresAt !== 'number' ||
    typeof nonce !== 'string' ||
    typeof generation !== 'number' ||
    !Number.isSafeInteger(generation) ||
    typeof tokenId !== 'number'
  ) {
    throw new InvalidSessionError({ reason: 'its text lacks a field, or one is of another kind' })
  }
  return { address, provider, timestamp, expiresAt, nonce, generation: BigInt(generation), tokenId }
}
