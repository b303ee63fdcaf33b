import { blake512 } from '@noble/hashes/blake1.js'
import { concatBytes } from '@zg/core'
import {
  addPoint,
  Base8,
  inCurve,
  isCanonical,
  multiplyPoint,
  type Point,
  subgroupOrder,
} from './babyJubjub.js'
import { bytesToInteger } from './bytes.js'
import { expandPrivateKey } from './privateKey.js'
import type { Signature } from './signature.js'

/** The hash that binds nonce point, public key and message: what tells one EdDSA of circomlib from the other. */
export type Challenge = (R8: Point, publicKey: Point) => bigint

/** S = r + challenge · s, where s is the clamped scalar: unlike in RFC 8032 the public key is s / 8 times `Base8`. */
export function sign(privateKey: Uint8Array, message: Uint8Array, challenge: Challenge): Signature {
  const { scalar, seed } = expandPrivateKey(privateKey)
  const nonce = bytesToInteger(blake512(concatBytes(seed, message))) % subgroupOrder
  const R8 = multiplyPoint(Base8, nonce)
  const publicKey = multiplyPoint(Base8, scalar >> 3n)
  return { R8, S: (nonce + challenge(R8, publicKey) * scalar) % subgroupOrder }
}

/** Base8 · S = R8 + publicKey · (8 · challenge), with S below the order; false for anything malformed. */
export function verify(signature: unknown, publicKey: unknown, challenge: Challenge): boolean {
  if (!isSignature(signature) || !isPoint(publicKey)) return false
  const { R8, S } = signature
  if (S < 0n || S >= subgroupOrder) return false
  const left = multiplyPoint(Base8, S)
  const right = addPoint(R8, multiplyPoint(publicKey, 8n * challenge(R8, publicKey)))
  return left.x === right.x && left.y === right.y
}

const isRecord = (value: unknown): value is object => typeof value === 'object' && value !== null

const isSignature = (value: unknown): value is Signature =>
  isRecord(value) && 'R8' in value && isPoint(value.R8) && 'S' in value && typeof value.S === 'bigint'

const isPoint = (value: unknown): value is Point => {
  if (!isRecord(value) || !('x' in value) || !('y' in value)) return false
  const { x, y } = value
  return typeof x === 'bigint' && typeof y === 'bigint' && isCanonical({ x, y }) && inCurve({ x, y })
}
