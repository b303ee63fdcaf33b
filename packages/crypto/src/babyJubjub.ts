import { fieldPrime, invert, mod } from './field.js'

/** A point of Baby Jubjub in affine coordinates, each `0 ≤ c < p`. */
export type Point = { readonly x: bigint; readonly y: bigint }

/** a·x² + y² = 1 + d·x²·y² (EIP-2494). */
export const curveA = 168700n
export const curveD = 168696n

/** Order of the whole group, and of the prime-order subgroup: an eighth of it. */
export const groupOrder = 21888242871839275222246405745257275088614511777268538073601725287587578984328n
/** Order of the subgroup that `Base8` generates. */
export const subgroupOrder: bigint = groupOrder >> 3n

/** The base point: it generates the prime-order subgroup. */
export const Base8: Point = {
  x: 5299619240641551281634865583518297030282874472190772894086521144482721001553n,
  y: 16950150798460657717958625567821834550301663161624707787222815936182638968203n,
}

/** The neutral element. */
export const identity: Point = { x: 0n, y: 1n }

/** Extended coordinates: x = X/Z, y = Y/Z, T = XY/Z. */
type Extended = { X: bigint; Y: bigint; Z: bigint; T: bigint }

const extend = ({ x, y }: Point): Extended => {
  const [X, Y] = [mod(x), mod(y)]
  return { X, Y, Z: 1n, T: mod(X * Y) }
}

/** The unified formula of Hisil, Wong, Carter and Dawson (2008): complete here, since a is a square and d is not. */
function addExtended(p: Extended, q: Extended): Extended {
  const a = mod(p.X * q.X)
  const b = mod(p.Y * q.Y)
  const c = mod(curveD * mod(p.T * q.T))
  const d = mod(p.Z * q.Z)
  const e = (p.X + p.Y) * (q.X + q.Y) - a - b
  const f = d - c
  const g = d + c
  const h = b - curveA * a
  return { X: mod(e * f), Y: mod(g * h), Z: mod(f * g), T: mod(e * h) }
}

function toAffine({ X, Y, Z }: Extended): Point {
  const inverse = invert(Z)
  return { x: mod(X * inverse), y: mod(Y * inverse) }
}

/**
 * The sum of two points of the curve. Points are not checked; `inCurve` does.
 *
 * @example
 * ```ts
 * import { addPoint, Base8 } from '@zg/crypto'
 *
 * addPoint(Base8, Base8) // equals multiplyPoint(Base8, 2n)
 * ```
 */
export const addPoint = (p: Point, q: Point): Point => toAffine(addExtended(extend(p), extend(q)))

/**
 * The point `scalar · p`. A negative scalar multiplies −p. The point is not checked; `inCurve` does.
 *
 * @example
 * ```ts
 * import { Base8, multiplyPoint, subgroupOrder } from '@zg/crypto'
 *
 * multiplyPoint(Base8, subgroupOrder) // the identity, { x: 0n, y: 1n }
 * ```
 */
export const multiplyPoint = (p: Point, scalar: bigint): Point =>
  sumOfMultiples([[p, scalar < 0n ? mod(scalar, groupOrder) : scalar]])

/** Σ scalar · point for scalars of 0 and more: the doublings are shared, and there is one inversion in all. */
export function sumOfMultiples(terms: readonly (readonly [Point, bigint])[]): Point {
  const digits = terms.map(([point, scalar]) => ({ point: extend(point), bits: scalar.toString(2) }))
  let sum = extend(identity)
  for (let left = digits.reduce((most, { bits }) => Math.max(most, bits.length), 0); left > 0; left -= 1) {
    sum = addExtended(sum, sum)
    for (const { point, bits } of digits) {
      if (bits[bits.length - left] === '1') sum = addExtended(sum, point)
    }
  }
  return toAffine(sum)
}

/**
 * Whether the coordinates satisfy the curve's equation.
 *
 * @example
 * ```ts
 * import { inCurve } from '@zg/crypto'
 *
 * inCurve({ x: 1n, y: 2n }) // false
 * ```
 */
export function inCurve({ x, y }: Point): boolean {
  const [x2, y2] = [mod(x * x), mod(y * y)]
  return mod(curveA * x2 + y2) === mod(1n + curveD * mod(x2 * y2))
}

/**
 * Whether the point is on the curve and in the prime-order subgroup; the identity is.
 *
 * @example
 * ```ts
 * import { Base8, inSubgroup } from '@zg/crypto'
 *
 * inSubgroup(Base8) // true
 * ```
 */
export function inSubgroup(p: Point): boolean {
  if (!inCurve(p)) return false
  const { x, y } = multiplyPoint(p, subgroupOrder)
  return x === 0n && y === 1n
}

/** Whether both coordinates are reduced. */
export const isCanonical = ({ x, y }: Point): boolean =>
  x >= 0n && x < fieldPrime && y >= 0n && y < fieldPrime
