import { blake256 } from '@noble/hashes/blake1.js'
import { utf8ToBytes } from '@zg/core'
import { multiplyPoint, type Point, subgroupOrder, sumOfMultiples } from './babyJubjub.js'
import { isBytes } from './bytes.js'
import { InvalidMessageError } from './errors.js'
import { packPoint, unpackPoint } from './pointCodec.js'

const bytesPerSegment = 25
const windowsPerByte = 2

/**
 * The Pedersen hash of circomlib over bytes, as 32 bytes of a packed point.
 *
 * Windows of 4 bits, 50 to a segment, a base point for each segment. The hash of no bytes is the packed identity.
 * Throws `InvalidMessageError` for what is no Uint8Array.
 *
 * @example
 * ```ts
 * import { pedersenHash } from '@zg/crypto'
 *
 * pedersenHash(new TextEncoder().encode('Hello')) // 32 bytes
 * ```
 */
export function pedersenHash(message: Uint8Array): Uint8Array {
  if (!isBytes(message)) throw new InvalidMessageError()
  const segments = Math.ceil(message.length / bytesPerSegment)
  const terms = Array.from({ length: segments }, (_, i): [Point, bigint] => [
    segmentBase(i),
    segmentScalar(message.subarray(i * bytesPerSegment, (i + 1) * bytesPerSegment)),
  ])
  return packPoint(sumOfMultiples(terms))
}

/** Σ of the windows' values, each 5 bits further: 1 + b0 + 2·b1 + 4·b2, negated when b3 is set. */
function segmentScalar(bytes: Uint8Array): bigint {
  let scalar = 0n
  for (const [i, byte] of bytes.entries()) {
    for (let window = 0; window < windowsPerByte; window += 1) {
      const bits = (byte >> (4 * window)) & 15
      const value = BigInt(1 + (bits & 7))
      scalar += (bits & 8 ? -value : value) << BigInt(5 * (windowsPerByte * i + window))
    }
  }
  return scalar < 0n ? scalar + subgroupOrder : scalar
}

/** Derived once each: the points are public constants of the hash. */
const bases = new Map<number, Point>()

function segmentBase(segment: number): Point {
  const base = bases.get(segment) ?? deriveBase(segment)
  bases.set(segment, base)
  return base
}

const digits = (value: number) => String(value).padStart(32, '0')

/** The first point that BLAKE-256 of the segment's name hits; eight times it is in the prime-order subgroup. */
function deriveBase(segment: number): Point {
  for (let attempt = 0; ; attempt += 1) {
    const hash = blake256(utf8ToBytes(`PedersenGenerator_${digits(segment)}_${digits(attempt)}`))
    hash[31] = (hash[31] ?? 0) & 0xbf
    const point = unpackPoint(hash)
    if (point) return multiplyPoint(point, 8n)
  }
}
