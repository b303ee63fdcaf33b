import { doubleD, one } from './constants'
import { add, carry, copy, sub } from './field'
import { addSub, mul, sqr } from './unrolled'

/**
 * Points in extended coordinates X, Y, Z, T = XY / Z on −x² + y² = 1 + d′x²y², where Baby Jubjub's x is multiplied by √−168700.
 * The formulas are those of Hisil, Wong, Carter and Dawson (2008) for a = −1: complete, so identity and torsion need no case of their own.
 */
export const pointSize: usize = 288
export const atY: usize = 72
export const atZ: usize = 144
export const atT: usize = 216

/** A summand made ready: Y − X, Y + X, 2d′T, 2Z. */
export const readySize: usize = 288

/** What the formulas work with. */
const scratch = memory.data(576, 8)
const a: usize = scratch
const b: usize = scratch + 72
const c: usize = scratch + 144
const d: usize = scratch + 216
const e: usize = scratch + 288
const f: usize = scratch + 360
const g: usize = scratch + 432
const h: usize = scratch + 504

export function clearPoints(): void {
  memory.fill(scratch, 0, 576)
}

export function setIdentity(p: usize): void {
  memory.fill(p, 0, pointSize)
  copy(p + atY, one)
  copy(p + atZ, one)
}

export function makeReady(out: usize, p: usize): void {
  addSub(out + 72, out, p + atY, p)
  carry(out)
  carry(out + 72)
  mul(out + 144, p + atT, doubleD)
  add(out + 216, p + atZ, p + atZ)
  carry(out + 216)
}

/** out = E·F, G·H, F·G, E·H for E = B − A, H = B + A, where F is `minus` and G is `plus`. */
function finish(out: usize, plus: usize, minus: usize): void {
  addSub(h, e, b, a)
  mul(out, e, minus)
  mul(out + atY, plus, h)
  mul(out + atT, e, h)
  mul(out + atZ, minus, plus)
}

/** out = p + q, or p − q: the negative of a summand swaps its first two parts, and F with G. */
export function addReady(out: usize, p: usize, q: usize, negative: bool): void {
  const swap: usize = negative ? 72 : 0
  addSub(h, e, p + atY, p)
  mul(a, e, q + swap)
  mul(b, h, q + 72 - swap)
  mul(c, p + atT, q + 144)
  mul(d, p + atZ, q + 216)
  addSub(g, f, d, c)
  if (negative) finish(out, f, g)
  else finish(out, g, f)
}

/** out = p + q for a summand of (y − x) / 2, (y + x) / 2, d′xy with Z = 1: half of every part, so that Z needn't be doubled. */
export function addAffine(out: usize, p: usize, q: usize, negative: bool): void {
  const swap: usize = negative ? 72 : 0
  addSub(h, e, p + atY, p)
  mul(a, e, q + swap)
  mul(b, h, q + 72 - swap)
  mul(c, p + atT, q + 144)
  addSub(g, f, p + atZ, c)
  if (negative) finish(out, f, g)
  else finish(out, g, f)
}

/** out = 2p; without T when nothing but a doubling follows. */
export function double(out: usize, p: usize, withT: bool): void {
  sqr(a, p)
  sqr(b, p + atY)
  sqr(c, p + atZ)
  add(h, p, p + atY)
  sqr(e, h)
  // With a = −1, and every sign turned: E = A + B − (X + Y)², G = A − B, F = G + 2Z², H = A + B.
  addSub(h, g, a, b)
  sub(e, h, e)
  add(f, g, c)
  add(f, f, c)
  mul(out, e, f)
  mul(out + atY, g, h)
  mul(out + atZ, f, g)
  if (withT) mul(out + atT, e, h)
}
