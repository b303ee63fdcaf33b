import { one } from './constants'
import { dot, zero } from './dot'
import { carry, copy, sub } from './field'
import { invert } from './inverse'
import { mul } from './unrolled'

const factor = memory.data(72, 8)
const product = memory.data(72, 8)

/** The matrix with rows and columns exchanged, as an inner product needs its right side. */
export function transpose(out: usize, a: usize, size: usize): void {
  for (let i: usize = 0; i < size; i += 1)
    for (let j: usize = 0; j < size; j += 1) copy(out + 72 * (j * size + i), a + 72 * (i * size + j))
}

/** out = a · bᵀ, for `rows` rows of `size` elements in a and b's `columns`. */
export function multiplyTransposed(
  out: usize,
  a: usize,
  b: usize,
  rows: usize,
  columns: usize,
  size: usize,
): void {
  for (let i: usize = 0; i < rows; i += 1)
    for (let j: usize = 0; j < columns; j += 1)
      dot(out + 72 * (i * columns + j), a + 72 * i * size, b + 72 * j * size, size, zero)
}

/** out = 1 / a by Gauss and Jordan; a is destroyed. Every pivot of Poseidon's matrices is found on the diagonal or below it. */
export function invertMatrix(out: usize, a: usize, size: usize): void {
  memory.fill(out, 0, 72 * size * size)
  for (let i: usize = 0; i < size; i += 1) copy(out + 72 * (i * size + i), one)
  for (let i: usize = 0; i < size; i += 1) {
    invert(factor, a + 72 * (i * size + i))
    scaleRow(a + 72 * i * size, size, factor)
    scaleRow(out + 72 * i * size, size, factor)
    for (let j: usize = 0; j < size; j += 1) {
      if (j === i) continue
      copy(factor, a + 72 * (j * size + i))
      subtractRow(a + 72 * j * size, a + 72 * i * size, size)
      subtractRow(out + 72 * j * size, out + 72 * i * size, size)
    }
  }
}

/** Multiplies neighbouring elements by one. */
export function scaleRow(row: usize, size: usize, by: usize): void {
  for (let j: usize = 0; j < size; j += 1) mul(row + 72 * j, row + 72 * j, by)
}

/** Takes `factor` times the other row away. */
function subtractRow(row: usize, other: usize, size: usize): void {
  for (let j: usize = 0; j < size; j += 1) {
    mul(product, other + 72 * j, factor)
    sub(row + 72 * j, row + 72 * j, product)
    carry(row + 72 * j)
  }
}
