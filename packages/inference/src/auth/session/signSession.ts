import { type Address, type Hex, isAddressEqual, isHex, recoverMessageAddress, size } from 'viem'
import type { MessageSigner } from '../messageSigner.js'
import { encodeSession } from './encodeSession.js'
import { SessionSignatureError } from './errors.js'
import { type Session, sessionDigest } from './session.js'

/**
 * Has a wallet sign a session, and makes its bearer token.
 *
 * A v of 0 or 1, as some hardware gives it, is written as providers want it. Throws `SessionSignatureError` when the signature is not an
 * ECDSA signature by `session.address`, and what the wallet throws.
 *
 * @example
 * ```ts
 * import { type Session, signSession } from '@zg/inference'
 * import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
 *
 * const open = (session: Session) => signSession(privateKeyToAccount(generatePrivateKey()), session)
 * ```
 */
export async function signSession(
  signer: Pick<MessageSigner, 'signMessage'>,
  session: Session,
): Promise<string> {
  const raw = sessionDigest(session)
  const signed = await signer.signMessage({ message: { raw } })
  const user = session.address
  if (!isHex(signed) || size(signed) !== 65) {
    throw new SessionSignatureError({ user, reason: 'it has not 65 bytes' })
  }
  const signature = withHighV(signed)
  const recovered = await recover(raw, signature)
  if (!recovered) throw new SessionSignatureError({ user, reason: 'it is malformed' })
  if (!isAddressEqual(recovered, user)) {
    throw new SessionSignatureError({ user, reason: `it is by ${recovered}` })
  }
  return encodeSession({ session, signature })
}

/** v as 27 or 28. */
function withHighV(signature: Hex): Hex {
  const v = Number.parseInt(signature.slice(-2), 16)
  return v < 2 ? `0x${signature.slice(2, -2)}${(v + 27).toString(16)}` : signature
}

async function recover(raw: Hex, signature: Hex): Promise<Address | null> {
  try {
    return await recoverMessageAddress({ message: { raw }, signature })
  } catch {
    return null // No point has these coordinates, or v is none.
  }
}
