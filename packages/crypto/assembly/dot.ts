import { dot3, dot4, dotFew } from './unrolled'

export const zero = memory.data(72, 8)
const part = memory.data(72, 8)

/** out = Σ a_i · b_i / 2^261 + plus over `count` neighbouring elements, reduced once for each three or four. */
export function dot(out: usize, a: usize, b: usize, count: usize, plus: usize): void {
  let rest = count
  let from = plus
  let x = a
  let y = b
  while (rest > 4) {
    // Six and nine are threes: a rest of one or two would cost as much.
    const size: usize = rest === 6 || rest === 9 || rest === 5 ? 3 : 4
    if (size === 3) dot3(part, x, y, from)
    else dot4(part, x, y, from)
    from = part
    x += 72 * size
    y += 72 * size
    rest -= size
  }
  if (rest === 4) dot4(out, x, y, from)
  else if (rest === 3) dot3(out, x, y, from)
  else dotFew(out, x, y, rest, from)
}
