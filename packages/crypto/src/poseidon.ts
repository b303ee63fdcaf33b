import { PoseidonWidthError } from './errors.js'
import { fieldPrime, invert, mod } from './field.js'
import { deriveConstants } from './grain.js'

/** Rounds with one S-box only, for 1 to 16 inputs (Poseidon paper, table 8, with circomlib's margins). */
const partialRounds = [56, 57, 56, 60, 60, 63, 64, 63, 60, 66, 60, 65, 70, 60, 64, 68]
const fullRounds = 8

type Constants = { rounds: readonly bigint[]; matrix: readonly (readonly bigint[])[]; partial: number }

/** Derived once for each width: public constants of the hash. */
const known = new Map<number, Constants>()

/**
 * The Poseidon hash of 1 to 16 field elements, as circomlib defines it. Inputs are reduced modulo the field prime.
 *
 * `initialState` is the first element of the state, zero by default. With `outputs` the result is an array of that many elements of the
 * final state, at most one more than there are inputs. Throws `PoseidonWidthError` for a number of inputs or outputs outside these bounds.
 *
 * @example
 * ```ts
 * import { poseidonHash } from '@zg/crypto'
 *
 * poseidonHash([1n, 2n]) // 7853200120776062878684798364095072458815029376092732009249414926327459813530n
 * const [first, second] = poseidonHash([1n, 2n], { initialState: 3n, outputs: 2 })
 * ```
 */
export function poseidonHash(
  inputs: readonly bigint[],
  options?: { initialState?: bigint | undefined; outputs?: undefined },
): bigint
export function poseidonHash(
  inputs: readonly bigint[],
  options: { initialState?: bigint | undefined; outputs: number },
): bigint[]
export function poseidonHash(
  inputs: readonly bigint[],
  { initialState = 0n, outputs }: { initialState?: bigint | undefined; outputs?: number | undefined } = {},
): bigint | bigint[] {
  const width = inputs.length + 1
  if (inputs.length < 1 || inputs.length > partialRounds.length)
    throw new PoseidonWidthError({ what: 'inputs', count: inputs.length, maximum: partialRounds.length })
  if (outputs !== undefined && (!Number.isInteger(outputs) || outputs < 1 || outputs > width))
    throw new PoseidonWidthError({ what: 'outputs', count: outputs, maximum: width })
  const state = permute(
    [initialState, ...inputs].map((input) => mod(input)),
    constantsOf(width),
  )
  return outputs === undefined ? (state[0] ?? 0n) : state.slice(0, outputs)
}

function permute(input: readonly bigint[], { rounds, matrix, partial }: Constants): bigint[] {
  let state = [...input]
  const total = fullRounds + partial
  for (let round = 0; round < total; round += 1) {
    const isFull = round < fullRounds / 2 || round >= fullRounds / 2 + partial
    const boxed = state.map((value, i) => {
      const sum = value + (rounds[round * state.length + i] ?? 0n)
      return isFull || i === 0 ? fifthPower(sum) : sum
    })
    state = matrix.map(
      (row) => row.reduce((sum, factor, i) => sum + factor * (boxed[i] ?? 0n), 0n) % fieldPrime,
    )
  }
  return state
}

function fifthPower(value: bigint): bigint {
  const square = (value * value) % fieldPrime
  return (((square * square) % fieldPrime) * value) % fieldPrime
}

function constantsOf(width: number): Constants {
  const cached = known.get(width)
  if (cached) return cached
  const partial = partialRounds[width - 2] ?? 0
  const { rounds, xs, ys } = deriveConstants(width, { full: fullRounds, partial })
  const matrix = xs.map((x) => ys.map((y) => invert(x + y)))
  const constants = { rounds, matrix, partial }
  known.set(width, constants)
  return constants
}
