import { oddHalf, rootOfUnity } from './constants'
import { copy, isZero, setOne, sub } from './field'
import { mul, sqr } from './unrolled'

const twoAdicity = 28

const power = memory.data(72, 8)
const root = memory.data(72, 8)
const rest = memory.data(72, 8)
const factor = memory.data(72, 8)
const probe = memory.data(72, 8)
const powers = memory.data(1152, 8)

/** A square root by Tonelli and Shanks, for public values; false for a non-square. Which of the two roots comes out is left open. */
export function sqrt(out: usize, a: usize): bool {
  raise(power, a, oddHalf)
  mul(root, a, power)
  mul(rest, root, power)
  if (isZero(a)) {
    copy(out, a)
    return true
  }
  copy(factor, rootOfUnity)
  let order = twoAdicity
  for (;;) {
    const depth = orderOf(rest)
    if (depth === 0) break
    if (depth >= order) return false
    for (let i = order - depth - 1; i > 0; i -= 1) sqr(factor, factor)
    mul(root, root, factor)
    sqr(factor, factor)
    mul(rest, rest, factor)
    order = depth
  }
  copy(out, root)
  return true
}

/** How often the element must be squared to become one. */
function orderOf(a: usize): i32 {
  copy(probe, a)
  for (let depth = 0; depth < twoAdicity; depth += 1) {
    if (isOne(probe)) return depth
    sqr(probe, probe)
  }
  return twoAdicity
}

const one = memory.data(72, 8)
const difference = memory.data(72, 8)

function isOne(a: usize): bool {
  setOne(one)
  sub(difference, a, one)
  return isZero(difference)
}

/** out = a^e for a public exponent of 32 bytes, four bits at a time. */
export function raise(out: usize, a: usize, exponent: usize): void {
  setOne(powers)
  for (let i: usize = 72; i < 1152; i += 72) mul(powers + i, powers + i - 72, a)
  setOne(out)
  for (let at: i32 = 63; at >= 0; at -= 1) {
    for (let i = 0; i < 4; i += 1) sqr(out, out)
    const digit = <usize>((load<u8>(exponent + <usize>(at >> 1)) >> <u8>(4 * (at & 1))) & 15)
    mul(out, out, powers + 72 * digit)
  }
}
