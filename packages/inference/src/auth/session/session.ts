import { utf8ToBytes } from '@zg/core'
import { type Address, type Hex, keccak256 } from 'viem'
import { InvalidSessionError } from './errors.js'

/** Id of a session that ends by itself, within a day, and can't be revoked alone. Lower ones are API keys. */
export const ephemeralId = 255

/** What a session's signature binds. Nothing in it binds a request, a chain or a contract: whoever holds it can spend. */
export type Session = {
  /** Who pays. */
  address: Address
  provider: Address
  /** Milliseconds since the epoch. */
  timestamp: number
  /** Milliseconds since the epoch; 0 for an API key that doesn't end by itself. */
  expiresAt: number
  /** 32 hex digits, or other characters of `A-Z a-z 0-9 _ -`. */
  nonce: string
  /** The sub-account's generation on chain: a later one revokes all before. */
  generation: bigint
  /** 0 to 254 for an API key, 255 for a session that ends within a day. */
  tokenId: number
}

/**
 * The text that a session's signature is over: JSON with exactly these keys in exactly this order, and no spaces.
 *
 * Throws `InvalidSessionError` for a field that no provider would take.
 *
 * @example
 * ```ts
 * import { type Session, sessionMessage } from '@zg/inference'
 *
 * const textOf = (session: Session) => sessionMessage(session) // {"address":"0x…","provider":"0x…","timestamp":…
 * ```
 */
export function sessionMessage(session: Session): string {
  const fault = faultOf(session)
  if (fault !== null) throw new InvalidSessionError({ reason: fault })
  const { address, provider, timestamp, expiresAt, nonce, generation, tokenId } = session
  return JSON.stringify({
    address,
    provider,
    timestamp,
    expiresAt,
    nonce,
    generation: Number(generation),
    tokenId,
  })
}

/**
 * The 32 bytes that the wallet signs, as EIP-191 has it for bytes: the Keccak-256 hash of the session's text.
 *
 * @example
 * ```ts
 * import { type Session, sessionDigest } from '@zg/inference'
 * import { privateKeyToAccount } from 'viem/accounts'
 *
 * const sign = (session: Session) =>
 *   privateKeyToAccount(`0x${'11'.repeat(32)}`).signMessage({ message: { raw: sessionDigest(session) } })
 * ```
 */
export const sessionDigest = (session: Session): Hex => keccak256(utf8ToBytes(sessionMessage(session)))

const dayMs = 86_400_000

function faultOf({ timestamp, expiresAt, nonce, generation, tokenId, ...parties }: Session): string | null {
  for (const role of ['address', 'provider'] as const) {
    if (!/^0x[0-9a-fA-F]{40}$/.test(parties[role])) return `its ${role} is none`
  }
  if (!isWhole(timestamp)) return 'its timestamp is no whole number of milliseconds'
  if (!isWhole(expiresAt)) return 'its end is no whole number of milliseconds'
  // The signature follows after a "|" in the token, and escapes would be read differently by others.
  if (!/^[\w-]{1,256}$/.test(nonce)) return 'its nonce is none'
  if (generation < 0n || generation > BigInt(Number.MAX_SAFE_INTEGER)) return 'its generation is out of range'
  if (!isWhole(tokenId) || tokenId > ephemeralId) return 'its id is not one of 0 to 255'
  if (tokenId !== ephemeralId) return null
  if (expiresAt === 0) return 'it has id 255 and no end'
  return expiresAt - timestamp > dayMs ? 'it has id 255 and lasts longer than 24 hours' : null
}

const isWhole = (value: number) => Number.isSafeInteger(value) && value >= 0
