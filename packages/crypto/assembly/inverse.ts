import { fieldPrime30, primeInverse30, radixSquared } from './constants'
import { toBytes } from './field'
import { mul } from './unrolled'

/**
 * Inversion by Bernstein and Yang's divsteps in the half-delta variant: 590 of them suffice for 256 bits, whatever the number; here 20 times 30.
 * Constant in time. Numbers are nine limbs of 30 bits, the last one signed.
 */
const rounds = 20
const steps = 30
const mask: i64 = 0x3fffffff

const numbers = memory.data(328, 8)
const f: usize = numbers
const g: usize = numbers + 72
const d: usize = numbers + 144
const e: usize = numbers + 216
const bytes: usize = numbers + 288

export function clearInverse(): void {
  memory.fill(numbers, 0, 328)
}

/** The matrix of 30 divsteps, times 2^30. */
let u: i64 = 0
let v: i64 = 0
let q: i64 = 0
let r: i64 = 0

/** out = 1 / a in Montgomery form; 0 for 0. */
export function invert(out: usize, a: usize): void {
  toBytes(bytes, a)
  memory.copy(f, fieldPrime30, 72)
  memory.fill(d, 0, 72)
  memory.fill(e, 0, 72)
  store<i64>(e, 1)
  for (let i: usize = 0; i < 9; i += 1) {
    const bit: usize = 30 * i
    store<i64>(g + 8 * i, <i64>(load<u64>(bytes + (bit >> 3)) >> (bit & 7)) & mask)
  }
  let zeta: i32 = -1
  for (let i = 0; i < rounds; i += 1) {
    zeta = divsteps(zeta, <u32>load<i64>(f), <u32>load<i64>(g))
    updateCofactors()
    updateNumbers()
  }
  // f is 1 or −1, and d / f the inverse. Its 30-bit limbs become 29-bit ones.
  const sign = load<i64>(f, 64) >> 63
  let rest: i64 = 0
  for (let i: usize = 0; i < 9; i += 1) {
    const limb = (load<i64>(d + 8 * i) ^ sign) - sign
    // Limb i starts i bits above 29-bit limb i.
    rest += limb << i
    if (i < 8) {
      store<i64>(out + 8 * i, rest & 0x1fffffff)
      rest >>= 29
    } else store<i64>(out + 64, rest)
  }
  mul(out, out, radixSquared)
}

function divsteps(start: i32, low: u32, high: u32): i32 {
  let zeta = start
  let x = low
  let y = high
  let a: u32 = 1
  let b: u32 = 0
  let c: u32 = 0
  let w: u32 = 1
  for (let i = 0; i < steps; i += 1) {
    let swap = <u32>(zeta >> 31)
    const odd = -(y & 1)
    y += ((x ^ swap) - swap) & odd
    c += ((a ^ swap) - swap) & odd
    w += ((b ^ swap) - swap) & odd
    swap &= odd
    zeta = (zeta ^ <i32>swap) - 1
    x += y & swap
    a += c & swap
    b += w & swap
    y >>= 1
    a <<= 1
    b <<= 1
  }
  u = <i64>(<i32>a)
  v = <i64>(<i32>b)
  q = <i64>(<i32>c)
  r = <i64>(<i32>w)
  return zeta
}

/** (f, g) = matrix · (f, g) / 2^30, without remainder. */
function updateNumbers(): void {
  let cf = (u * load<i64>(f) + v * load<i64>(g)) >> 30
  let cg = (q * load<i64>(f) + r * load<i64>(g)) >> 30
  for (let i: usize = 8; i < 72; i += 8) {
    const fi = load<i64>(f + i)
    const gi = load<i64>(g + i)
    cf += u * fi + v * gi
    cg += q * fi + r * gi
    store<i64>(f + i - 8, cf & mask)
    store<i64>(g + i - 8, cg & mask)
    cf >>= 30
    cg >>= 30
  }
  store<i64>(f, cf, 64)
  store<i64>(g, cg, 64)
}

/** (d, e) = matrix · (d, e) / 2^30 modulo p: both stay between −2p and p. */
function updateCofactors(): void {
  const dSign = load<i64>(d, 64) >> 63
  const eSign = load<i64>(e, 64) >> 63
  let dTimes = (u & dSign) + (v & eSign)
  let eTimes = (q & dSign) + (r & eSign)
  let cd = u * load<i64>(d) + v * load<i64>(e)
  let ce = q * load<i64>(d) + r * load<i64>(e)
  dTimes -= (primeInverse30 * cd + dTimes) & mask
  eTimes -= (primeInverse30 * ce + eTimes) & mask
  cd = (cd + load<i64>(fieldPrime30) * dTimes) >> 30
  ce = (ce + load<i64>(fieldPrime30) * eTimes) >> 30
  for (let i: usize = 8; i < 72; i += 8) {
    const di = load<i64>(d + i)
    const ei = load<i64>(e + i)
    const pi = load<i64>(fieldPrime30 + i)
    cd += u * di + v * ei + pi * dTimes
    ce += q * di + r * ei + pi * eTimes
    store<i64>(d + i - 8, cd & mask)
    store<i64>(e + i - 8, ce & mask)
    cd >>= 30
    ce >>= 30
  }
  store<i64>(d, cd, 64)
  store<i64>(e, ce, 64)
}
