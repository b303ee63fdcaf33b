import { blake512 } from '@noble/hashes/blake1.js'
import { BaseError, concatBytes } from '@zg/core'
import {
  addPoint,
  base8,
  inCurve,
  isCanonical,
  multiplyPoint,
  type Point,
  subgroupOrder,
} from './babyJubjub.js'
import { bytesToInteger, integerToBytes } from './bytes.js'
import { mod } from './field.js'
import { pedersenHash } from './pedersen.js'
import { packPoint, unpackPoint } from './pointCodec.js'
import { poseidonHash } from './poseidon.js'

/** An EdDSA signature over Baby Jubjub, in circomlibjs's names. */
export type Signature = { readonly R8: Point; readonly S: bigint }

/** The private key has not 32 bytes. Its bytes are not repeated. */
export class InvalidPrivateKeyError extends BaseError {
  override readonly name: string = 'InvalidPrivateKeyError'

  constructor({ length }: { length: number }) {
    super(`A private key has 32 bytes, not ${length}.`)
  }
}

/** The signature has not 64 bytes, or its point is none of the curve. */
export class InvalidSignatureError extends BaseError {
  override readonly name: string = 'InvalidSignatureError'

  constructor({ reason }: { reason: string }) {
    super(`The packed signature is malformed: ${reason}.`)
  }
}

/**
 * Makes a private key: 32 random bytes from the platform's cryptographic source, or from `random`.
 *
 * @example
 * ```ts
 * import { createPrivateKey, getPublicKey } from '@zg/crypto'
 *
 * const publicKey = getPublicKey(createPrivateKey())
 * ```
 */
export function createPrivateKey(
  random = (bytes: Uint8Array<ArrayBuffer>): Uint8Array => crypto.getRandomValues(bytes),
): Uint8Array {
  return random(new Uint8Array(32))
}

/**
 * The public key of a private one. Throws `InvalidPrivateKeyError` unless it has 32 bytes.
 *
 * @example
 * ```ts
 * import { getPublicKey } from '@zg/crypto'
 *
 * const { x, y } = getPublicKey(new Uint8Array(32).fill(1))
 * ```
 */
export const getPublicKey = (privateKey: Uint8Array): Point =>
  multiplyPoint(base8, expand(privateKey).scalar >> 3n)

/**
 * Signs bytes; the challenge is a Pedersen hash (circomlibjs's `signPedersen`). Deterministic.
 *
 * Throws `InvalidPrivateKeyError` unless the key has 32 bytes.
 *
 * @example
 * ```ts
 * import { createPrivateKey, getPublicKey, signPedersen, verifyPedersen } from '@zg/crypto'
 *
 * const key = createPrivateKey()
 * const message = new TextEncoder().encode('hello')
 * verifyPedersen(message, signPedersen(key, message), getPublicKey(key)) // true
 * ```
 */
export function signPedersen(privateKey: Uint8Array, message: Uint8Array): Signature {
  return sign(privateKey, message, (R8, A) => pedersenChallenge(R8, A, message))
}

/**
 * Whether the signature over the bytes is the key's, by circomlibjs's rule. Never throws; anything malformed is false.
 *
 * @example
 * ```ts
 * import { base8, verifyPedersen } from '@zg/crypto'
 *
 * verifyPedersen(new Uint8Array(), { R8: base8, S: 0n }, base8) // false
 * ```
 */
export function verifyPedersen(message: Uint8Array, signature: Signature, publicKey: Point): boolean {
  return verify(signature, publicKey, (R8, A) => pedersenChallenge(R8, A, message))
}

/**
 * Signs a field element; the challenge is a Poseidon hash (circomlibjs's `signPoseidon`). Deterministic.
 *
 * Throws `InvalidPrivateKeyError` unless the key has 32 bytes. The message is reduced modulo the field prime.
 *
 * @example
 * ```ts
 * import { createPrivateKey, getPublicKey, signPoseidon, verifyPoseidon } from '@zg/crypto'
 *
 * const key = createPrivateKey()
 * verifyPoseidon(7n, signPoseidon(key, 7n), getPublicKey(key)) // true
 * ```
 */
export function signPoseidon(privateKey: Uint8Array, message: bigint): Signature {
  const element = mod(message)
  return sign(privateKey, integerToBytes(element), (R8, A) => poseidonChallenge(R8, A, element))
}

/**
 * Whether the signature over the field element is the key's. Never throws; anything malformed is false.
 *
 * @example
 * ```ts
 * import { base8, verifyPoseidon } from '@zg/crypto'
 *
 * verifyPoseidon(7n, { R8: base8, S: 0n }, base8) // false
 * ```
 */
export function verifyPoseidon(message: bigint, signature: Signature, publicKey: Point): boolean {
  return verify(signature, publicKey, (R8, A) => poseidonChallenge(R8, A, message))
}

/**
 * Packs a signature into 64 bytes: the packed point, then S little-endian.
 *
 * @example
 * ```ts
 * import { createPrivateKey, packSignature, signPedersen } from '@zg/crypto'
 *
 * packSignature(signPedersen(createPrivateKey(), new Uint8Array(64))).length // 64
 * ```
 */
export const packSignature = ({ R8, S }: Signature): Uint8Array =>
  concatBytes(packPoint(R8), integerToBytes(S))

/**
 * Unpacks a signature. Throws `InvalidSignatureError` unless there are 64 bytes and the first 32 are a point.
 *
 * @example
 * ```ts
 * import { createPrivateKey, packSignature, signPedersen, unpackSignature } from '@zg/crypto'
 *
 * const { S } = unpackSignature(packSignature(signPedersen(createPrivateKey(), new Uint8Array(64))))
 * ```
 */
export function unpackSignature(bytes: Uint8Array): Signature {
  if (bytes.length !== 64)
    throw new InvalidSignatureError({ reason: `it has ${bytes.length} bytes instead of 64` })
  const R8 = unpackPoint(bytes.subarray(0, 32))
  if (!R8) throw new InvalidSignatureError({ reason: 'its first 32 bytes are no point of the curve' })
  return { R8, S: bytesToInteger(bytes.subarray(32)) }
}

type Challenge = (R8: Point, publicKey: Point) => bigint

const pedersenChallenge = (R8: Point, A: Point, message: Uint8Array) =>
  bytesToInteger(pedersenHash(concatBytes(packPoint(R8), packPoint(A), message)))

const poseidonChallenge = (R8: Point, A: Point, message: bigint) =>
  poseidonHash([R8.x, R8.y, A.x, A.y, message])

/** The clamped scalar of a key, and the seed of its nonces. */
function expand(privateKey: Uint8Array): { scalar: bigint; seed: Uint8Array } {
  if (privateKey.length !== 32) throw new InvalidPrivateKeyError({ length: privateKey.length })
  const hash = blake512(privateKey)
  hash[0] = (hash[0] ?? 0) & 0xf8
  hash[31] = ((hash[31] ?? 0) & 0x7f) | 0x40
  return { scalar: bytesToInteger(hash.subarray(0, 32)), seed: hash.subarray(32) }
}

function sign(privateKey: Uint8Array, message: Uint8Array, challenge: Challenge): Signature {
  const { scalar, seed } = expand(privateKey)
  const nonce = bytesToInteger(blake512(concatBytes(seed, message))) % subgroupOrder
  const R8 = multiplyPoint(base8, nonce)
  const A = multiplyPoint(base8, scalar >> 3n)
  return { R8, S: (nonce + challenge(R8, A) * scalar) % subgroupOrder }
}

/** Base8·S = R8 + A·(8·challenge), with S below the order. */
function verify(signature: Signature, publicKey: Point, challenge: Challenge): boolean {
  const { R8, S } = isRecord(signature) ? signature : { R8: null, S: null }
  if (!isPoint(R8) || !isPoint(publicKey) || typeof S !== 'bigint' || S < 0n || S >= subgroupOrder)
    return false
  const left = multiplyPoint(base8, S)
  const right = addPoint(R8, multiplyPoint(publicKey, 8n * challenge(R8, publicKey)))
  return left.x === right.x && left.y === right.y
}

const isRecord = (value: unknown): value is object => typeof value === 'object' && value !== null

const isPoint = (value: unknown): value is Point =>
  isRecord(value) &&
  'x' in value &&
  'y' in value &&
  typeof value.x === 'bigint' &&
  typeof value.y === 'bigint' &&
  isCanonical({ x: value.x, y: value.y }) &&
  inCurve({ x: value.x, y: value.y })
