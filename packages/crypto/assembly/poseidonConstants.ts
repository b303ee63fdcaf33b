import { dot, zero } from './dot'
import { add, carry, copy, sub } from './field'
import { nextBelow, nextReduced, partialRoundsOf, seedGrain } from './grain'
import { invert } from './inverse'
import { invertMatrix, multiplyTransposed, scaleRow, transpose } from './matrix'
import { allocate, mark, release } from './memory'
import { sqrt } from './sqrt'
import { mul, sqr } from './unrolled'

/**
 * Poseidon's constants for a width t = inputs + 1, from the Grain LFSR, with the partial rounds as a linear recurrence.
 *
 * In a partial round only the state's first element x meets the S-box, y = x⁵. The other n = t − 1 elements w are a linear system that takes y in
 * and gives the next x out: w′ = Âw + m·y + c and x′ = v·w + h₀·y + c₀, where the matrix M is [h₀ v; m Â]. By Cayley and Hamilton x′ is then a sum
 * of the last n x and the last t y, with the same coefficients in every round: one inner product with one reduction, and no state to update.
 * K_i = v·Âⁱ turns w into the x of i + 1 rounds later; with i below zero, into an x of a past that leads to w.
 *
 * The recurrence runs on x / γ. That leaves the coefficients of x as they are and multiplies those of y by γ⁴, so γ can make the newest y's a small
 * number: one inner product less in what the next S-box waits for.
 */
export const fullRounds: usize = 8

/** A width's constants start with these pointers. */
export const atMatrix: usize = 0
/** The state after the fourth round as n x of the past, and the real x. */
export const atEntry: usize = 4
/** Coefficients of y, x, y, …, x, the oldest first. */
export const atRecurrence: usize = 8
export const atRecurrenceConstants: usize = 12
/** The last x and y as the state that they leave. */
export const atExit: usize = 16
export const atExitConstants: usize = 20
/** Added before rounds 0 to 3, in the entry, and before the last three rounds. */
export const atFullConstants: usize = 24
/** The newest y's coefficient, a small integer, and what x is divided by. */
export const atNewest: usize = 28
export const atScale: usize = 32
const headerSize: usize = 104

const difference = memory.data(72, 8)
const fourth = memory.data(72, 8)
const fifth = memory.data(72, 8)

function elements(count: usize): usize {
  return allocate(<usize>count * 72)
}

export function deriveConstants(t: usize): usize {
  const n = t - 1
  const partial = partialRoundsOf(t)
  const header = allocate(headerSize)
  const matrix = elements(t * t)
  const entry = elements(t * t)
  const recurrence = elements(2 * n)
  const recurrenceConstants = elements(partial)
  const exit = elements(2 * n * n)
  const exitConstants = elements(n)
  const full = elements(8 * t)
  store<u32>(header, <u32>matrix, atMatrix)
  store<u32>(header, <u32>entry, atEntry)
  store<u32>(header, <u32>recurrence, atRecurrence)
  store<u32>(header, <u32>recurrenceConstants, atRecurrenceConstants)
  store<u32>(header, <u32>exit, atExit)
  store<u32>(header, <u32>exitConstants, atExitConstants)
  store<u32>(header, <u32>full, atFullConstants)

  const before = mark()
  const rounds = elements((fullRounds + partial) * t)
  takeNumbers(rounds, matrix, t, partial)
  const row = <usize>(72 * t)
  memory.copy(full, rounds, 4 * row)
  memory.copy(full + 5 * row, rounds + <usize>(5 + partial) * row, 3 * row)

  const inner = elements(n * n)
  const transposed = elements(n * n)
  const column = elements(n)
  for (let i: usize = 0; i < n; i += 1) {
    const from = matrix + 72 * ((i + 1) * t)
    copy(column + 72 * i, from)
    memory.copy(inner + 72 * (i * n), from + 72, 72 * n)
  }
  transpose(transposed, inner, n)

  // K_−n to K_n, one below the other.
  const powers = elements((2 * n + 1) * n)
  const line = <usize>(72 * n)
  const now = powers + n * line
  memory.copy(now, matrix + 72, line)
  for (let i: usize = 0; i < n; i += 1)
    multiplyTransposed(now + (i + 1) * line, now + i * line, transposed, 1, n, n)
  const work = elements(n * n)
  const inverse = elements(n * n)
  memory.copy(work, transposed, n * line)
  invertMatrix(inverse, work, n)
  for (let i: usize = 0; i < n; i += 1)
    multiplyTransposed(now - (i + 1) * line, now - i * line, inverse, 1, n, n)

  // K_n = Σ c_j · K_j: the coefficient of x_{r+1−i} is c_{n−i}.
  const coefficients = elements(n)
  memory.copy(work, now, n * line)
  invertMatrix(inverse, work, n)
  transpose(work, inverse, n)
  multiplyTransposed(coefficients, now + n * line, work, 1, n, n)

  // What a y gives to the x of 1, 2, … rounds later.
  const response = elements(n + 1)
  copy(response, matrix)
  for (let j: usize = 1; j <= n; j += 1) dot(response + 72 * j, now + (j - 1) * line, column, n, zero)

  const scale = header + atScale
  store<u32>(header, findScale(scale, response), atNewest)
  sqr(fourth, scale)
  sqr(fourth, fourth)
  mul(fifth, fourth, scale)
  for (let j: usize = 1; j <= n; j += 1) {
    const to = recurrence + 72 * (2 * (n - j))
    subtractPast(to, response + 72 * j, response + 72 * j, coefficients, n, j)
    mul(to, to, fourth)
    copy(to + 72, coefficients + 72 * (n - j))
  }

  // The entry: its first n rows are K_−n to K_−1 times the lower rows of M, the last one is M's first.
  const lower = elements(t * n)
  for (let j: usize = 0; j < t; j += 1)
    for (let i: usize = 0; i < n; i += 1) copy(lower + 72 * (j * n + i), matrix + 72 * ((i + 1) * t + j))
  multiplyTransposed(entry, powers, lower, n, t, n)
  memory.copy(entry + n * row, matrix, row)
  const fourthRound = rounds + 4 * row
  multiplyTransposed(full + 4 * row, powers, fourthRound + 72, n, 1, n)
  copy(full + 4 * row + 72 * n, fourthRound)

  // What the constants alone make of an empty past.
  const answers = elements(partial)
  const state = elements(n)
  const next = elements(n)
  memory.fill(state, 0, line)
  for (let r: usize = 0; r < partial; r += 1) {
    const constants = rounds + <usize>(5 + r) * row
    dot(answers + 72 * r, now, state, n, constants)
    for (let i: usize = 0; i < n; i += 1)
      dot(next + 72 * i, inner + i * line, state, n, constants + 72 * (i + 1))
    memory.copy(state, next, line)
    subtractPast(recurrenceConstants + 72 * r, answers + 72 * r, answers + 72 * r, coefficients, n, min(n, r))
  }

  invert(difference, scale)
  scaleRow(entry, t * t, difference)
  scaleRow(full + 4 * row, t, difference)
  scaleRow(recurrenceConstants, partial, difference)
  deriveExit(
    exit,
    exitConstants,
    n,
    inner,
    inverse,
    column,
    response,
    state,
    answers + 72 * (partial - n),
    scale,
  )
  release(before)
  return header
}

/** Finds a γ and the least integer c that γ⁴ turns the coefficient into; every class of fourth powers has small integers. */
function findScale(out: usize, coefficient: usize): u32 {
  invert(fifth, coefficient)
  memory.fill(fourth, 0, 72)
  let c: u32 = 0
  // −1 is a fourth power: of the two square roots either both are squares or none is.
  do {
    c += 1
    add(fourth, fourth, fifth)
    carry(fourth)
  } while (!(sqrt(out, fourth) && sqrt(out, out)))
  return c
}

/** out = value − Σ coefficient of i rounds ago · the value i elements before `at`, for i of 1 to `count`. */
function subtractPast(
  out: usize,
  value: usize,
  at: usize,
  coefficients: usize,
  n: usize,
  count: usize,
): void {
  copy(out, value)
  for (let i: usize = 1; i <= count; i += 1) {
    mul(difference, coefficients + 72 * (n - i), at - 72 * i)
    sub(out, out, difference)
    carry(out)
  }
}

/** w at the end from the last n x and y: F = Âⁿ·O⁻¹ of the x, where O is K_0 to K_n−1, and what is left of each y. */
function deriveExit(
  exit: usize,
  constants: usize,
  n: usize,
  inner: usize,
  inverse: usize,
  column: usize,
  response: usize,
  state: usize,
  answers: usize,
  scale: usize,
): void {
  const line = <usize>(72 * n)
  const factor = elements(n * n)
  const turned = elements(n * n)
  memory.copy(factor, inverse, n * line)
  for (let i: usize = 0; i < n; i += 1) {
    transpose(turned, factor, n)
    multiplyTransposed(factor, inner, turned, n, n, n)
  }
  // Âʲ·m, the last power first.
  const pushes = elements(n * n)
  memory.copy(pushes + (n - 1) * line, column, line)
  for (let j = n - 1; j > 0; j -= 1)
    multiplyTransposed(pushes + (j - 1) * line, pushes + j * line, inner, 1, n, n)
  for (let i: usize = 0; i < n; i += 1) {
    const factors = factor + i * line
    for (let j: usize = 0; j < n; j += 1) {
      const to = exit + 72 * (2 * (i * n + j))
      dot(difference, factors + 72 * j, response, n - j, zero)
      sub(to, pushes + 72 * (j * n + i), difference)
      mul(to, to, fifth)
      mul(to + 72, factors + 72 * j, scale)
    }
    dot(difference, factors, answers, n, zero)
    sub(constants + 72 * i, state + 72 * i, difference)
    carry(constants + 72 * i)
  }
}

/** Round constants in turn, then M = 1 / (x_i + y_j). */
function takeNumbers(rounds: usize, matrix: usize, t: usize, partial: usize): void {
  seedGrain(<i32>t, <i32>fullRounds, <i32>partial)
  for (let i: usize = 0; i < (fullRounds + partial) * t; i += 1) nextBelow(rounds + 72 * i)
  const points = elements(2 * t)
  for (let i: usize = 0; i < 2 * t; i += 1) nextReduced(points + 72 * i)
  for (let i: usize = 0; i < t; i += 1)
    for (let j: usize = 0; j < t; j += 1) {
      add(difference, points + 72 * i, points + 72 * (t + j))
      invert(matrix + 72 * (i * t + j), difference)
    }
}
