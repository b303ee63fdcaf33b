import { dotUpTo12 } from './unrolled'

/** Columns of 64 bits hold twelve products at a time. */
const most: usize = 12

export const zero = memory.data(72, 8)

/** out = Σ a_i · b_i / 2^261 + plus over `count` neighbouring elements, reduced once for each twelve. */
export function dot(out: usize, a: usize, b: usize, count: usize, plus: usize): void {
  let rest = count
  let from = plus
  let x = a
  let y = b
  while (rest > most) {
    dotUpTo12(part, x, y, most, from)
    from = part
    x += 72 * most
    y += 72 * most
    rest -= most
  }
  dotUpTo12(out, x, y, rest, from)
}
const part = memory.data(72, 8)
