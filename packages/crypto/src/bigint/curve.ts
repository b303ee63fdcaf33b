import { invert, invertAll, mod, fieldPrime as p } from '../field.js'
import type { Point } from '../point.js'

/** √−168700: x times it is on the isomorphic curve −x² + y² = 1 + d·x²·y², where an addition takes a multiplication less. */
const isomorphism = 6360561867910373094066688120553762416144456282423235903351243436111059670888n
const inverseIsomorphism = 19976260017534050147865154401153945156910754191401137453807035910720341838527n
/** Twice that curve's d: −2 · 168696 / 168700. */
const twiceD = 2475045175004185027501911298141836274980133961483913877536377848625489762075n

/**
 * x = X/Z, y = Y/Z, T = XY/Z on the isomorphic curve. Coordinates are remainders of either sign: nothing is spent on making them positive.
 * `partial` results lack T (0), which a doubling doesn't read.
 */
export type Extended = { readonly X: bigint; readonly Y: bigint; readonly Z: bigint; readonly T: bigint }

/** A point prepared to be added often: Y − X, Y + X, 2Z and 2dT. */
export type Addend = {
  readonly minus: bigint
  readonly plus: bigint
  readonly twiceZ: bigint
  readonly dT: bigint
}

export const neutral: Extended = { X: 0n, Y: 1n, Z: 1n, T: 0n }

export function extend({ x, y }: Point): Extended {
  const X = (x * isomorphism) % p
  return { X, Y: y, Z: 1n, T: (X * y) % p }
}

export const toAddend = ({ X, Y, Z, T }: Extended): Addend => ({
  minus: Y - X,
  plus: Y + X,
  twiceZ: 2n * Z,
  dT: (T * twiceD) % p,
})

/** Addends with Z = 1: adding one takes seven multiplications. */
export function toAffineAddends(points: readonly Extended[]): Addend[] {
  const inverses = invertAll(points.map(({ Z }) => Z))
  return points.map(({ X, Y, T }, i) => {
    const inverse = inverses[i] ?? 1n
    const x = (X * inverse) % p
    const y = (Y * inverse) % p
    return { minus: y - x, plus: y + x, twiceZ: 2n, dT: (((T * inverse) % p) * twiceD) % p }
  })
}

/** p ± q by the complete formulas of Hisil, Wong, Carter and Dawson (2008) for a = −1: −1 is a square here and d is not. */
export function add(left: Extended, right: Addend, negative = false, partial = false): Extended {
  const { X, Y, Z, T } = left
  const { minus, plus, twiceZ, dT } = right
  const a = ((Y - X) * (negative ? plus : minus)) % p
  const b = ((Y + X) * (negative ? minus : plus)) % p
  const c = (T * dT) % p
  const d = twiceZ === 2n ? Z + Z : (Z * twiceZ) % p
  const e = b - a
  const h = b + a
  const f = negative ? d + c : d - c
  const g = negative ? d - c : d + c
  return { X: (e * f) % p, Y: (g * h) % p, Z: (f * g) % p, T: partial ? 0n : (e * h) % p }
}

export function double({ X, Y, Z }: Extended, partial = false): Extended {
  const x2 = (X * X) % p
  const y2 = (Y * Y) % p
  const e = (2n * X * Y) % p
  const g = y2 - x2
  const h = -y2 - x2
  const f = (g - 2n * Z * Z) % p
  return { X: (e * f) % p, Y: (g * h) % p, Z: (f * g) % p, T: partial ? 0n : (e * h) % p }
}

/** Into the prime-order subgroup. */
export const timesEight = (point: Point): Extended => double(double(double(extend(point), true), true))

/** The affine point of Baby Jubjub itself; `inverse` is that of Z. */
export const toPoint = ({ X, Y, Z }: Extended, inverse: bigint = invert(Z)): Point => ({
  x: mod(((X * inverse) % p) * inverseIsomorphism),
  y: mod(Y * inverse),
})

/** Two affine points by one inversion. */
export function toPoints(first: Extended, second: Extended): [Point, Point] {
  const inverse = invert(first.Z * second.Z)
  return [toPoint(first, (inverse * second.Z) % p), toPoint(second, (inverse * first.Z) % p)]
}

/** Whether both are the same point: no inversion is needed for that. */
export function equals({ X, Y, Z }: Extended, { x, y }: Point): boolean {
  return (X - ((x * isomorphism) % p) * Z) % p === 0n && (Y - y * Z) % p === 0n
}
