import { deriveConstants } from '../../packages/crypto/src/bigint/grain.js'
import { invert, mod } from '../../packages/crypto/src/field.js'

type Vector = readonly bigint[]
type Matrix = readonly Vector[]

const zeros = (length: number): Vector => Array.from({ length }, () => 0n)
const at = (vector: Vector, i: number): bigint => vector[i] ?? 0n
const row = (matrix: Matrix, i: number): Vector => matrix[i] ?? []
const dot = (a: Vector, b: Vector) => mod(a.reduce((sum, value, i) => sum + value * at(b, i), 0n))
const transpose = (m: Matrix): Matrix => row(m, 0).map((_, j) => m.map((line) => at(line, j)))
const multiply = (a: Matrix, b: Matrix): Matrix => {
  const columns = transpose(b)
  return a.map((line) => columns.map((column) => dot(line, column)))
}
const apply = (m: Matrix, v: Vector): Vector => m.map((line) => dot(line, v))
const add = (a: Vector, b: Vector): Vector => a.map((value, i) => mod(value + at(b, i)))
const identity = (t: number): Matrix =>
  Array.from({ length: t }, (_, i) => Array.from({ length: t }, (_, j) => (i === j ? 1n : 0n)))

/** λ^t = Σ χ[i] · λ^(t − i) for the matrix, by Faddeev and LeVerrier; χ[0] is not used. */
function characteristic(matrix: Matrix): Vector {
  const t = matrix.length
  const chi = [0n]
  let product = identity(t)
  for (let k = 1; k <= t; k += 1) {
    product = multiply(matrix, product)
    const trace = product.reduce((sum, line, i) => sum + at(line, i), 0n)
    const coefficient = mod(trace * invert(BigInt(k)))
    chi.push(coefficient)
    product = product.map((line, i) => line.map((value, j) => (i === j ? mod(value - coefficient) : value)))
  }
  return chi
}

/** Gauss and Jordan. */
function inverse(matrix: Matrix): Matrix {
  const t = matrix.length
  const rows = matrix.map((line, i) => [...line, ...row(identity(t), i)])
  for (let column = 0; column < t; column += 1) {
    const pivot = rows.findIndex((line, i) => i >= column && at(line, column) !== 0n)
    const chosen = row(rows, pivot)
    const factor = invert(at(chosen, column))
    rows.splice(pivot, 1)
    rows.splice(
      column,
      0,
      chosen.map((value) => mod(value * factor)),
    )
    const scaled = row(rows, column)
    for (const [i, line] of rows.entries()) {
      if (i === column) continue
      const times = at(line, column)
      rows[i] = line.map((value, j) => mod(value - times * at(scaled, j)))
    }
  }
  return rows.map((line) => line.slice(t))
}

/** What `poseidon.h` needs of width t: the partial rounds as a recurrence, by Cayley and Hamilton. */
export function poseidonConstants(t: number, rounds: number) {
  const { rounds: all, xs, ys } = deriveConstants(t, { full: 8, partial: rounds })
  const matrix = xs.map((x) => ys.map((y) => invert(x + y)))
  const constant = (round: number) =>
    round < rounds ? all.slice((4 + round) * t, (5 + round) * t) : zeros(t)
  // One round is w → b·w + m0·y + c, where y is the fifth power of w's first element.
  const b = matrix.map((line) => [0n, ...line.slice(1)])
  const m0 = matrix.map((line) => at(line, 0))
  const powers = Array.from({ length: t }).reduce<Matrix[]>(
    (list) => [...list, multiply(b, list.at(-1) ?? [])],
    [identity(t)],
  )
  const power = (k: number): Matrix => powers[k] ?? []
  const impulse = (k: number) => dot(row(power(k), 0), m0)
  const chi = characteristic(b)
  const lagged = (j: number, value: (k: number) => Vector): Vector => {
    const terms = Array.from({ length: Math.min(j, t - 1) }, (_, i) =>
      value(j - 1 - i).map((each) => mod(-at(chi, i + 1) * each)),
    )
    return terms.reduce(add, value(j))
  }

  const first = Array.from({ length: t }, (_, r) => [
    ...row(power(r), 0),
    ...Array.from({ length: r }, (_, j) => impulse(r - 1 - j)),
  ])
  const step = [
    ...chi.slice(1, t),
    ...Array.from({ length: t }, (_, j) =>
      at(
        lagged(j, (k) => [impulse(k)]),
        0,
      ),
    ),
  ]
  const partial = Array.from({ length: rounds + 1 }, (_, r) => {
    const rows = (j: number) => (r < t ? row(power(j), 0) : lagged(j, (k) => row(power(k), 0)))
    const count = r < t ? r + 1 : t
    return mod(
      Array.from({ length: count }, (_, j) => dot(rows(j), constant(r - j))).reduce((x, y) => x + y, 0n),
    )
  })

  const start = rounds - t + 1
  const back = multiply(power(t - 1), inverse(Array.from({ length: t }, (_, i) => row(power(i), 0))))
  // What the known fifth powers and constants add to the last elements, and to the state itself.
  const columns = Array.from({ length: t - 1 }, (_, j) => {
    const seen = Array.from({ length: t }, (_, i) => (j < i ? impulse(i - 1 - j) : 0n))
    const direct = apply(power(t - 2 - j), m0)
    return add(
      direct,
      apply(back, seen).map((value) => -value),
    )
  })
  const known = (i: number) =>
    Array.from({ length: i }, (_, j) => apply(power(i - 1 - j), constant(start + 1 + j))).reduce(
      add,
      zeros(t),
    )
  const seen = Array.from({ length: t }, (_, i) => at(known(i), 0))
  return {
    rounds,
    matrix: matrix.flat(),
    before: all.slice(0, 4 * t),
    after: all.slice((4 + rounds) * t),
    partial,
    step,
    first,
    last: transpose([...transpose(back), ...columns]),
    lastConstants: add(
      known(t - 1),
      apply(back, seen).map((value) => -value),
    ),
  }
}
