import { type Address, getAddress, isAddress, isAddressEqual } from 'viem'
import { refuse } from '../rejection.js'

/** What a session token says. Times in milliseconds since the epoch; `expiresAt` 0 means never. */
export type Token = {
  /** As it stands there; null when it is no address, so that nobody's signature fits. */
  user: Address | null
  timestamp: number
  expiresAt: number
  nonce: string
  generation: number
  tokenId: number
  /** The signed text. */
  message: string
  /** As it came: read when its turn in the order of checks comes. */
  signature: string
}

/** The id that all ephemeral tokens share. */
const ephemeralId = 255
const longestEphemeralMs = 86_400_000

/**
 * Reads the bearer token of a request, as far as it can be judged without the chain.
 *
 * Throws `ProviderRejection` with the network's words, in the network's order.
 */
export function readToken(
  authorization: string | null,
  { provider, now }: { provider: Address; now: () => number },
): Token {
  const { message, signature } = readPayload(authorization)
  const fields = readFields(message)
  const { expiresAt, timestamp, tokenId, address } = fields
  if (!isAddress(fields.provider, { strict: false }) || !isAddressEqual(fields.provider, provider))
    throw refuseSession('session token is for different provider')
  if (tokenId === ephemeralId && expiresAt === 0)
    throw refuseSession('ephemeral token must have an expiration time')
  if (tokenId === ephemeralId && expiresAt - timestamp > longestEphemeralMs)
    throw refuseSession('ephemeral token duration cannot exceed 24 hours')
  if (expiresAt !== 0 && Math.floor(now() / 1000) > Math.floor(expiresAt / 1000))
    throw refuseSession('session token expired')
  const user = isAddress(address, { strict: false }) ? getAddress(address) : null
  const { nonce, generation } = fields
  return { user, timestamp, expiresAt, nonce, generation, tokenId, message, signature }
}

export const refuseSession = (cause: string) => refuse('validate session', cause)

function readPayload(authorization: string | null): { message: string; signature: string } {
  const [, secret] = /^Bearer app-sk-(.*)$/.exec(authorization ?? '') ?? []
  if (secret === undefined)
    throw refuseSession(
      'missing or invalid Authorization header, must be Bearer app-sk-<base64(rawMessage:signature)>',
    )
  const payload = decodeBase64(secret)
  const bar = payload.indexOf('|')
  if (bar < 0) throw refuseSession('invalid Authorization payload, expect base64(rawMessage:signature)')
  return { message: payload.slice(0, bar), signature: payload.slice(bar + 1) }
}

/** The standard alphabet, with its padding. */
function decodeBase64(text: string): string {
  const [valid = ''] = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?/.exec(text) ?? []
  if (valid.length < text.length)
    throw refuseSession(
      `invalid base64 in Authorization header: illegal base64 data at input byte ${valid.length}`,
    )
  return Buffer.from(text, 'base64').toString('utf8')
}

/** A field that is absent counts as empty or zero, as in the language of the network's providers. */
function readFields(message: string) {
  const object = parseJson(message)
  const text = (name: string): string => {
    const value = object[name] ?? ''
    if (typeof value !== 'string') throw refuseFormat(`${name} is not a string`)
    return value
  }
  const whole = (name: string, most: number): number => {
    const value = object[name] ?? 0
    if (!Number.isInteger(value) || Number(value) < 0 || Number(value) > most)
      throw refuseFormat(`${name} is not a whole number up to ${most}`)
    return Number(value)
  }
  const most = Number.MAX_SAFE_INTEGER
  return {
    address: text('address'),
    provider: text('provider'),
    timestamp: whole('timestamp', most),
    expiresAt: whole('expiresAt', most),
    nonce: text('nonce'),
    generation: whole('generation', most),
    tokenId: whole('tokenId', ephemeralId),
  }
}

function parseJson(message: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(message)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value }
  } catch {
    throw refuseFormat('not JSON')
  }
  throw refuseFormat('not a JSON object')
}

const refuseFormat = (reason: string) =>
  refuseSession(`invalid session token format in Authorization: ${reason}`)
