import { mod } from './field.js'

/** A point of Baby Jubjub in affine coordinates, each `0 ≤ c < p`. */
export type Point = { readonly x: bigint; readonly y: bigint }

/** a·x² + y² = 1 + d·x²·y² (EIP-2494). */
export const curveA = 168700n
export const curveD = 168696n

/** Order of the subgroup that `Base8` generates: a prime. */
export const subgroupOrder = 2736030358979909402780800718157159386076813972158567259200215660948447373041n
/** Order of the whole group. */
export const groupOrder: bigint = 8n * subgroupOrder

/** The base point: it generates the prime-order subgroup. */
export const Base8: Point = {
  x: 5299619240641551281634865583518297030282874472190772894086521144482721001553n,
  y: 16950150798460657717958625567821834550301663161624707787222815936182638968203n,
}

/** The neutral element. */
export const identity: Point = { x: 0n, y: 1n }

/**
 * Whether the coordinates satisfy the curve's equation; false for those that are no `bigint`.
 *
 * @example
 * ```ts
 * import { inCurve } from '@zg/crypto'
 *
 * inCurve({ x: 1n, y: 2n }) // false
 * ```
 */
export function inCurve(point: Point): boolean {
  // The origin is not on the curve.
  const { x, y } = readPoint(point) ?? { x: 0n, y: 0n }
  const [x2, y2] = [mod(x * x), mod(y * y)]
  return mod(curveA * x2 + y2 - 1n - curveD * x2 * y2) === 0n
}

/** What anything has for coordinates, read once; null unless both are `bigint`. */
export function readPoint(value: unknown): Point | null {
  const { x, y }: { x?: unknown; y?: unknown } = Object(value)
  return typeof x === 'bigint' && typeof y === 'bigint' ? { x, y } : null
}
