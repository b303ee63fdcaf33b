import { invert, invertAll, mod } from '../field.js'
import { deriveConstants } from './grain.js'

/** Rounds with one S-box only, for 1 to 16 inputs (Poseidon paper, table 8, with circomlib's margins). */
const partialRounds = [56, 57, 56, 60, 60, 63, 64, 63, 60, 66, 60, 65, 70, 60, 64, 68]
const fullRounds = 8

type Matrix = readonly (readonly bigint[])[]

/** A permutation: constants of the full rounds before and after the partial ones, the mixing matrix, and the partial rounds as a recurrence. */
export type PoseidonConstants = {
  before: Matrix
  after: Matrix
  matrix: Matrix
  partial: {
    /** Added to z before the box, one for each round. */
    constants: readonly bigint[]
    /** Row i: what the state without its first element contributes to z after i + 1 rounds. */
    outputs: Matrix
    /** What y contributes to z after 1, 2, … rounds. */
    impulse: readonly bigint[]
    /** The next z from the last values of z and y, the latest first. */
    recurrence: { own: readonly bigint[]; box: readonly bigint[] }
    /** Gives the state without its first element from the z that follow when y = 0. */
    inverse: Matrix
  }
}

/**
 * The rounds' constants move through the linear part: what they would do to a state of zeros is summed up beforehand, its first element is
 * added before each box, and the rest joins the constants of the first full round after.
 */
export function derivePoseidon(width: number): PoseidonConstants {
  const partial = partialRounds[width - 2] ?? 0
  const { rounds, xs, ys } = deriveConstants(width, { full: fullRounds, partial })
  const matrix = xs.map((x) => invertAll(ys.map((y) => x + y)))
  const all = Array.from({ length: fullRounds + partial }, (_, i) => rounds.slice(i * width, (i + 1) * width))
  const first = fullRounds / 2
  const constants: bigint[] = []
  let drift = all[first] ?? []
  for (let round = first + 1; round <= first + partial; round += 1) {
    const [head = 0n, ...rest] = drift
    constants.push(head)
    drift =
      multiply([[0n, ...rest]], transpose(matrix))[0]?.map((value, i) =>
        mod(value + (all[round]?.[i] ?? 0n)),
      ) ?? []
  }
  return {
    before: all.slice(0, first),
    after: [drift, ...all.slice(first + partial + 1)],
    matrix,
    partial: { constants, ...toRecurrence(matrix) },
  }
}

/** By Cayley and Hamilton a row moved as often as it has elements is a combination of the rows before. */
function toRecurrence([[direct = 0n, ...output] = [], ...others]: Matrix) {
  const order = output.length
  const input = others.map(([value = 0n]) => value)
  const inner = others.map(([, ...row]) => row)
  const rows = [output]
  while (rows.length <= order) rows.push(multiply(rows.slice(-1), inner)[0] ?? [])
  const outputs = rows.slice(0, order)
  const impulse = [
    direct,
    ...multiply(
      rows,
      input.map((value) => [value]),
    ).map(([value = 0n]) => value),
  ]
  const inverse = invertMatrix(outputs)
  const own = (multiply(rows.slice(order), inverse)[0] ?? []).reverse()
  const box = impulse
    .slice(0, order + 1)
    .map((value, i) =>
      mod(own.slice(0, i).reduce((sum, factor, j) => sum - factor * (impulse[i - 1 - j] ?? 0n), value)),
    )
  return { outputs, impulse: impulse.slice(0, order), recurrence: { own, box }, inverse }
}

const transpose = (matrix: Matrix): Matrix =>
  (matrix[0] ?? []).map((_, column) => matrix.map((row) => row[column] ?? 0n))

function multiply(left: Matrix, right: Matrix): bigint[][] {
  const columns = transpose(right)
  return left.map((row) =>
    columns.map((column) => mod(row.reduce((sum, value, i) => sum + value * (column[i] ?? 0n), 0n))),
  )
}

/** By Gauss and Jordan, without a search for pivots: none is zero for these matrices. */
function invertMatrix(matrix: Matrix): Matrix {
  const size = matrix.length
  const rows = matrix.map((row, i) => [...row, ...row.map((_, j) => (i === j ? 1n : 0n))])
  for (let column = 0; column < size; column += 1) {
    const inverse = invert(rows[column]?.[column] ?? 0n)
    const pivot = (rows[column] ?? []).map((value) => mod(value * inverse))
    rows[column] = pivot
    for (const [i, row] of rows.entries()) {
      const factor = row[column] ?? 0n
      if (i !== column) rows[i] = row.map((value, j) => mod(value - factor * (pivot[j] ?? 0n)))
    }
  }
  return rows.map((row) => row.slice(size))
}
