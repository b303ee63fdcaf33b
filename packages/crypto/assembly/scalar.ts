import { order, orderRadixSquared, orderWide, unit } from './constants'
import { add, carry, joinBytes, splitBytes } from './field'
import { mulOrder } from './unrolled'

/** Numbers modulo l, the order of the prime-order subgroup, in the limbs and the Montgomery form of field elements. */

const low = memory.data(72, 8)
const high = memory.data(72, 8)

/** 32 bytes into Montgomery form; any 256 bits. */
export function scalarFromBytes(out: usize, bytes: usize): void {
  splitBytes(out, bytes)
  mulOrder(out, out, orderRadixSquared)
}

/** 64 bytes into Montgomery form. */
export function scalarFromWide(out: usize, bytes: usize): void {
  scalarFromBytes(low, bytes)
  splitBytes(high, bytes + 32)
  mulOrder(high, high, orderWide)
  add(out, low, high)
  carry(out)
  memory.fill(low, 0, 72)
  memory.fill(high, 0, 72)
}

/** The canonical 32 bytes. */
export function scalarToBytes(bytes: usize, a: usize): void {
  mulOrder(low, a, unit)
  joinBytes(bytes, low, order)
  memory.fill(low, 0, 72)
}

/** out = a + b · c. */
export function multiplyAdd(out: usize, a: usize, b: usize, c: usize): void {
  mulOrder(low, b, c)
  add(out, a, low)
  carry(out)
  memory.fill(low, 0, 72)
}
