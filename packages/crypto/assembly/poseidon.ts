import { dot, zero } from './dot'
import { add, carry, fromBytes, toBytes } from './field'
import { partialRoundsOf } from './grain'
import {
  atEntry,
  atExit,
  atExitConstants,
  atFullConstants,
  atMatrix,
  atNewest,
  atRecurrence,
  atRecurrenceConstants,
  atScale,
  deriveConstants,
} from './poseidonConstants'
import { addTimes, mul, sqr } from './unrolled'

/** Pointers to the constants of each width, derived on first use. */
const known = memory.data(72, 8)
export const state = memory.data(1224, 8)
const boxed = memory.data(1224, 8)
/** x and y of the partial rounds in turn, behind a past of zeros and what the entry gives. */
const tape = memory.data(12960, 8)
const sum = memory.data(72, 8)
const square = memory.data(72, 8)

function constantsOf(t: usize): usize {
  const slot = known + <usize>(4 * t)
  if (load<u32>(slot) === 0) store<u32>(slot, <u32>deriveConstants(t))
  return load<u32>(slot)
}

function fifthPower(out: usize, a: usize): void {
  sqr(square, a)
  sqr(square, square)
  mul(out, square, a)
}

function box(t: usize): void {
  for (let i: usize = 0; i < 72 * t; i += 72) fifthPower(boxed + i, state + i)
}

/** The first `rows` elements of the next state. */
function mix(matrix: usize, constants: usize, t: usize, rows: usize): void {
  box(t)
  for (let i: usize = 0; i < rows; i += 1)
    dot(state + 72 * i, matrix + 72 * (i * t), boxed, t, constants + 72 * i)
}

/** Permutes the `t` elements of `state`; only the first `outputs` of the result are right. */
export function permute(t: usize, outputs: usize): void {
  const header = constantsOf(t)
  const matrix = <usize>load<u32>(header, atMatrix)
  const full = <usize>load<u32>(header, atFullConstants)
  const row = <usize>(72 * t)
  for (let i: usize = 0; i < row; i += 72) {
    add(state + i, state + i, full + i)
    carry(state + i)
  }
  for (let r: usize = 1; r < 4; r += 1) mix(matrix, full + r * row, t, t)
  partialRounds(header, t, full + 4 * row)
  for (let r: usize = 5; r < 8; r += 1) mix(matrix, full + r * row, t, t)
  box(t)
  for (let i: usize = 0; i < outputs; i += 1) dot(state + 72 * i, matrix + 72 * (i * t), boxed, t, zero)
}

/** The fourth full round and the partial ones. */
function partialRounds(header: usize, t: usize, entryConstants: usize): void {
  const n = t - 1
  const entry = <usize>load<u32>(header, atEntry)
  const recurrence = <usize>load<u32>(header, atRecurrence)
  let constants = <usize>load<u32>(header, atRecurrenceConstants)
  const exit = <usize>load<u32>(header, atExit)
  const exitConstants = <usize>load<u32>(header, atExitConstants)
  const partial = partialRoundsOf(t)
  box(t)
  for (let i: usize = 0; i < n; i += 1) {
    memory.fill(tape + 144 * i, 0, 72)
    dot(tape + 144 * i + 72, entry + 72 * (i * t), boxed, t, entryConstants + 72 * i)
  }
  dot(state, entry + 72 * (n * t), boxed, t, entryConstants + 72 * n)
  let at = tape + 144 * n
  fifthPower(at, state)
  const newest = <i64>load<u32>(header, atNewest)
  for (let r: usize = 0; r < partial; r += 1) {
    addTimes(sum, constants, at, newest)
    constants += 72
    dot(at + 72, recurrence, at - 144 * n, 2 * n, sum)
    fifthPower(at + 144, at + 72)
    at += 144
  }
  mul(state, at - 72, header + atScale)
  for (let i: usize = 0; i < n; i += 1)
    dot(state + 72 * (i + 1), exit + 144 * (i * n), at - 144 * n, 2 * n, exitConstants + 72 * i)
}

/** Hashes `count` sets of `width` inputs at `from` in place: initial state, then inputs; each result in front of the next one. */
export function hashMany(from: usize, width: usize, count: usize): void {
  let to = from
  let at = from
  for (let i: usize = 0; i < count; i += 1) {
    memory.fill(state, 0, 72)
    for (let j: usize = 0; j < width; j += 1) {
      fromBytes(state + 72 * (j + 1), at)
      at += 32
    }
    permute(width + 1, 1)
    toBytes(to, state)
    to += 32
  }
}

/** Hashes `width` + 1 elements at `from`, the initial state first, and leaves the first outputs there. */
export function hash(from: usize, width: usize, outputs: usize): void {
  for (let j: usize = 0; j <= width; j += 1) fromBytes(state + 72 * j, from + 32 * j)
  permute(width + 1, outputs)
  for (let j: usize = 0; j < outputs; j += 1) toBytes(from + 32 * j, state + 72 * j)
}
