import { half, one, quadD } from './constants'
import { add, carry, copy, sub } from './field'
import { invert } from './inverse'
import { addAffine, addReady, atT, atY, atZ, double, makeReady, pointSize } from './point'
import { addSub, mul, widen } from './unrolled'

/** An entry: (y − x) / 2, (y + x) / 2 and d′xy of a point, 27 limbs as i32. */
export const entrySize: usize = 112

const chunk: usize = 128
const points = memory.data(36864, 16)
const products = memory.data(9216, 16)
const inverse = memory.data(72, 8)
const scale = memory.data(72, 8)
const x = memory.data(72, 8)
const y = memory.data(72, 8)
const step = memory.data(288, 8)
const ready = memory.data(288, 8)

/** Where an entry is unpacked to. */
export const entry = memory.data(216, 8)

/** `entries` multiples of 32^i times the base for each window i; the base stays as it is. */
export function buildTable(out: usize, base: usize, windows: i32, entries: i32): void {
  let at = out
  let filled: usize = 0
  memory.copy(step, base, pointSize)
  for (let window = 0; window < windows; window += 1) {
    makeReady(ready, step)
    memory.copy(points + filled * pointSize, step, pointSize)
    filled += 1
    for (let i = 1; i < entries; i += 1) {
      addReady(points + filled * pointSize, points + (filled - 1) * pointSize, ready, false)
      filled += 1
    }
    // 32 times the base from the last entry, which is 8 or 16 times it.
    double(step, points + (filled - 1) * pointSize, true)
    if (entries === 8) double(step, step, true)
    if (filled + <usize>entries > chunk || window === windows - 1) {
      storeEntries(at, filled)
      at += filled * entrySize
      filled = 0
    }
  }
}

/**
 * The 128 sums and differences of two windows' entries, for a whole byte at once: the lower window's in bits 0 to 2 of the index, the higher
 * one's in bits 3 to 5, and bit 6 for a difference. `low` and `high` hold eight entries each.
 */
export function buildByteTable(out: usize, low: usize, high: usize): void {
  for (let i: usize = 0; i < 8; i += 1) {
    widen(entry, high + i * entrySize)
    // The sum and the difference of the two halves are y and x.
    addSub(step + atY, step, entry + 72, entry)
    carry(step)
    carry(step + atY)
    copy(step + atZ, one)
    mul(step + atT, step, step + atY)
    for (let k: usize = 0; k < 8; k += 1) {
      const sum = points + (8 * i + k) * pointSize
      memory.copy(sum, step, pointSize)
      memory.copy(sum + 64 * pointSize, step, pointSize)
      addEntry(sum, low + k * entrySize, false)
      addEntry(sum + 64 * pointSize, low + k * entrySize, true)
    }
  }
  storeEntries(out, 128)
}

/** Makes the points affine with one inversion (Montgomery's trick) and stores them as entries. */
function storeEntries(out: usize, count: usize): void {
  copy(products, one)
  for (let i: usize = 1; i < count; i += 1)
    mul(products + i * 72, products + (i - 1) * 72, points + (i - 1) * pointSize + atZ)
  mul(inverse, products + (count - 1) * 72, points + (count - 1) * pointSize + atZ)
  invert(inverse, inverse)
  mul(inverse, inverse, half)
  for (let i = count; i > 0; i -= 1) {
    const point = points + (i - 1) * pointSize
    mul(scale, inverse, products + (i - 1) * 72)
    mul(inverse, inverse, point + atZ)
    storeEntry(out + (i - 1) * entrySize, point, scale)
  }
}

/** The entry of a point, given half of 1 / Z. */
export function storeEntry(out: usize, point: usize, halfInverse: usize): void {
  mul(x, point, halfInverse)
  mul(y, point + atY, halfInverse)
  mul(entry + 144, x, y)
  mul(entry + 144, entry + 144, quadD)
  sub(entry, y, x)
  carry(entry)
  add(entry + 72, y, x)
  carry(entry + 72)
  for (let i: usize = 0; i < 27; i += 1) store<i32>(out + 4 * i, <i32>load<i64>(entry + 8 * i))
}

/** Adds the entry to the point, or takes it away. Which one is public. */
export function addEntry(point: usize, from: usize, negative: bool): void {
  widen(entry, from)
  addAffine(point, point, entry, negative)
}
