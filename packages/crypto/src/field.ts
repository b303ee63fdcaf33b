/** The base field of Baby Jubjub: the scalar field of BN254. */
export const fieldPrime = 21888242871839275222246405745257275088548364400416034343698204186575808495617n

/** The remainder in `0 ≤ r < p`, for negative values too. */
export const mod = (value: bigint, modulus: bigint = fieldPrime): bigint => {
  const remainder = value % modulus
  return remainder < 0n ? remainder + modulus : remainder
}

/** The inverse by Euclid; zero has none and gives zero, as in circomlibjs. */
export function invert(value: bigint): bigint {
  let [a, b] = [mod(value), fieldPrime]
  let [x, y] = [1n, 0n]
  while (a > 1n) {
    const quotient = b / a
    ;[a, b] = [b - quotient * a, a]
    ;[x, y] = [y - quotient * x, x]
  }
  return a === 0n ? 0n : mod(x)
}

/** The inverses of values of which none is zero, by one inversion and three multiplications each. */
export function invertAll(values: readonly bigint[]): bigint[] {
  let product = 1n
  const before = values.map((value) => {
    const all = product
    product = (product * value) % fieldPrime
    return all
  })
  let inverse = invert(product)
  return before
    .reverse()
    .map((rest, i) => {
      const result = (inverse * rest) % fieldPrime
      inverse = (inverse * (values[values.length - 1 - i] ?? 1n)) % fieldPrime
      return result
    })
    .reverse()
}

export function power(base: bigint, exponent: bigint): bigint {
  let result = 1n
  for (let square = mod(base), bits = exponent; bits > 0n; bits >>= 1n) {
    if (bits & 1n) result = (result * square) % fieldPrime
    square = (square * square) % fieldPrime
  }
  return result
}
