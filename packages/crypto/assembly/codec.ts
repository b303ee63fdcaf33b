import { curveA, curveD, fieldHalf, fromIsomorphic, one, toIsomorphic } from './constants'
import { copy, fromBytes, isZero, neg, sub, toBytes } from './field'
import { invert } from './inverse'
import { atT, atY, atZ } from './point'
import { sqrt } from './sqrt'
import { mul, sqr } from './unrolled'

const scratch = memory.data(288, 8)
const inverse: usize = scratch
const x: usize = scratch + 72
const y: usize = scratch + 144
const numerator: usize = scratch + 216
const bytes = memory.data(64, 8)

export function clearCodec(): void {
  memory.fill(scratch, 0, 288)
}

/** 64 bytes of x and y into extended coordinates on the isomorphic curve. */
export function pointFromBytes(out: usize, from: usize): void {
  fromBytes(out, from)
  mul(out, out, toIsomorphic)
  fromBytes(out + atY, from + 32)
  copy(out + atZ, one)
  mul(out + atT, out, out + atY)
}

/** x and y of a point, given 1 / Z. */
export function pointToBytes(to: usize, point: usize, inverseOfZ: usize): void {
  mul(x, point, inverseOfZ)
  mul(x, x, fromIsomorphic)
  toBytes(to, x)
  mul(y, point + atY, inverseOfZ)
  toBytes(to + 32, y)
}

export function affine(to: usize, point: usize): void {
  invert(inverse, point + atZ)
  pointToBytes(to, point, inverse)
}

/** Two points for one inversion. */
export function affineBoth(toP: usize, p: usize, toQ: usize, q: usize): void {
  mul(numerator, p + atZ, q + atZ)
  invert(numerator, numerator)
  mul(inverse, numerator, q + atZ)
  pointToBytes(toP, p, inverse)
  mul(inverse, numerator, p + atZ)
  pointToBytes(toQ, q, inverse)
}

/** y, and the top bit when x is above (p − 1) / 2. */
export function pack(to: usize, point: usize): void {
  const high = isHigh(point)
  memory.copy(to, point + 32, 32)
  store<u8>(to, load<u8>(to, 31) | (high << 7), 31)
}

/** Whether 32 canonical bytes are above (p − 1) / 2. */
function isHigh(at: usize): u8 {
  for (let i: i32 = 24; i >= 0; i -= 8) {
    const word = load<u64>(at + <usize>i)
    const limit = load<u64>(fieldHalf + <usize>i)
    if (word !== limit) return word > limit ? 1 : 0
  }
  return 0
}

/** 32 packed bytes into 64; false for what is no point and for x = 0. y is reduced modulo p. */
export function unpack(to: usize, packed: usize): bool {
  memory.copy(bytes, packed, 32)
  const high = load<u8>(bytes, 31) >> 7
  store<u8>(bytes, load<u8>(bytes, 31) & 0x7f, 31)
  fromBytes(y, bytes)
  // x² = (1 − y²) / (a − d·y²), whose denominator is never zero: a is a square and d is not.
  sqr(x, y)
  sub(numerator, one, x)
  mul(inverse, x, curveD)
  sub(inverse, curveA, inverse)
  mul(inverse, inverse, one)
  invert(inverse, inverse)
  mul(x, numerator, inverse)
  if (!sqrt(x, x) || isZero(x)) return false
  toBytes(bytes, x)
  if (isHigh(bytes) !== high) neg(x, x)
  toBytes(to, x)
  toBytes(to + 32, y)
  return true
}
