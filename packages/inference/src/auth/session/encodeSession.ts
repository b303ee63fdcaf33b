import { bytesToBase64, utf8ToBytes } from '@zg/core'
import type { Hex } from 'viem'
import { InvalidSessionError } from './errors.js'
import { type Session, sessionMessage } from './session.js'

/** 65 bytes with a v of 27 or 28: providers take no other. */
export const signatureForm = /^0x[0-9a-fA-F]{128}(1b|1c|1B|1C)$/

/**
 * Makes a session's bearer token, `app-sk-…`, of its fields and the wallet's signature. Whoever holds it can spend.
 *
 * Throws `InvalidSessionError` for a field or a signature that no provider would take.
 *
 * @example
 * ```ts
 * import { encodeSession, type Session, sessionDigest } from '@zg/inference'
 * import type { PrivateKeyAccount } from 'viem'
 *
 * async function open(account: PrivateKeyAccount, session: Session) {
 *   const signature = await account.signMessage({ message: { raw: sessionDigest(session) } })
 *   return { Authorization: `Bearer ${encodeSession({ session, signature })}` }
 * }
 * ```
 */
export function encodeSession({ session, signature }: { session: Session; signature: Hex }): string {
  if (!signatureForm.test(signature)) {
    throw new InvalidSessionError({ reason: 'its signature has not 65 bytes with a v of 27 or 28' })
  }
  return `app-sk-${bytesToBase64(utf8ToBytes(`${sessionMessage(session)}|${signature}`))}`
}
