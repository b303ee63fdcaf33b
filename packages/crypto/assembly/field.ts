import { fieldPlus, one, radixSquared, unit } from './constants'
import { mul, sqr } from './unrolled'

/** Bytes of a field element: nine limbs of 29 bits, each an i64, signed. Products leave |limb| ≤ 2^28; sums of up to three of those may be multiplied. */
export const elementSize: usize = 72

const mask: i64 = 0x1fffffff

export function add(out: usize, a: usize, b: usize): void {
  for (let i: usize = 0; i < 72; i += 8) store<i64>(out + i, load<i64>(a + i) + load<i64>(b + i))
}

export function sub(out: usize, a: usize, b: usize): void {
  for (let i: usize = 0; i < 72; i += 8) store<i64>(out + i, load<i64>(a + i) - load<i64>(b + i))
}

export function neg(out: usize, a: usize): void {
  for (let i: usize = 0; i < 72; i += 8) store<i64>(out + i, -load<i64>(a + i))
}

export function copy(out: usize, a: usize): void {
  memory.copy(out, a, 72)
}

/** Balances the limbs of a sum. */
export function carry(a: usize): void {
  let over: i64 = 0
  for (let i: usize = 0; i < 64; i += 8) {
    const limb = load<i64>(a + i) + over
    over = (limb + 0x10000000) >> 29
    store<i64>(a + i, limb - (over << 29))
  }
  store<i64>(a + 64, load<i64>(a + 64) + over)
}

/** 32 bytes, little-endian, into Montgomery form. Any 256 bits are taken, modulo p. */
export function fromBytes(out: usize, bytes: usize): void {
  splitBytes(out, bytes)
  mul(out, out, radixSquared)
}

/** 256 bits as limbs of 0 to 2^29 − 1. */
export function splitBytes(out: usize, bytes: usize): void {
  let bit: usize = 0
  for (let i: usize = 0; i < 64; i += 8) {
    store<i64>(out + i, <i64>(load<u64>(bytes + (bit >> 3)) >> (bit & 7)) & mask)
    bit += 29
  }
  store<i64>(out + 64, <i64>(<u64>load<u32>(bytes + 28) >> 8))
}

const plain = memory.data(72, 8)

/** The canonical 32 bytes of an element. */
export function toBytes(bytes: usize, a: usize): void {
  mul(plain, a, unit)
  // Within half a prime of zero: a negative one takes p.
  joinBytes(bytes, plain, fieldPlus)
}

/** A number above −modulus as 256 bits, with the modulus added when it is negative. */
export function joinBytes(bytes: usize, a: usize, modulus: usize): void {
  let over: i64 = 0
  for (let i: usize = 0; i < 64; i += 8) over = (load<i64>(a + i) + over) >> 29
  const negative = (load<i64>(a + 64) + over) >> 63
  over = 0
  let word: u64 = 0
  let bits: u64 = 0
  let at = bytes
  for (let i: usize = 0; i < 72; i += 8) {
    over += load<i64>(a + i) + (load<i64>(modulus + i) & negative)
    const limb = <u64>(over & mask)
    over >>= 29
    word |= limb << bits
    bits += 29
    if (bits >= 32) {
      store<u32>(at, <u32>word)
      word >>= 32
      bits -= 32
      at += 4
    }
  }
}

export function setOne(out: usize): void {
  copy(out, one)
}

/** Whether the element is zero modulo p. For public values only. */
export function isZero(a: usize): bool {
  toBytes(shown, a)
  return (load<u64>(shown) | load<u64>(shown, 8) | load<u64>(shown, 16) | load<u64>(shown, 24)) === 0
}
const shown = memory.data(32, 8)

/** out = a^(2^times). */
export function sqrTimes(out: usize, a: usize, times: i32): void {
  sqr(out, a)
  for (let i = 1; i < times; i += 1) sqr(out, out)
}
