import { fieldPrime as p } from '../field.js'
import { derivePoseidon, type PoseidonConstants } from './poseidonConstants.js'

/** Permutes a state of 2 to 17 elements, each below the prime. */
export function createPoseidon(): (state: readonly bigint[]) => readonly bigint[] {
  const known = new Map<number, PoseidonConstants>()
  return (state) => {
    const constants = known.get(state.length) ?? derivePoseidon(state.length)
    known.set(state.length, constants)
    return permute(state, constants)
  }
}

function permute(
  input: readonly bigint[],
  { before, after, matrix, partial }: PoseidonConstants,
): readonly bigint[] {
  const full = (state: readonly bigint[], constants: readonly bigint[]): readonly bigint[] => {
    const boxed = state.map((value, i) => fifthPower(value + (constants[i] ?? 0n)))
    return matrix.map((row) => dot(row, boxed))
  }
  return after.reduce(full, partialRounds(before.reduce(full, input), partial))
}

/**
 * Rounds that box the first element alone are a linear system with one input, the box y, and one output, the box's argument z. So z follows
 * from its own last values and those of y: by `outputs` from the state while there are too few of them, then by the recurrence. Running on
 * with y = 0 gives the outputs that the final state determines, and so the state.
 */
function partialRounds(
  [first = 0n, ...rest]: readonly bigint[],
  { constants, outputs, impulse, recurrence, inverse }: PoseidonConstants['partial'],
): bigint[] {
  const order = rest.length
  const rounds = constants.length
  const z = [first]
  const y: bigint[] = []
  const { own, box } = recurrence
  for (let round = 0; round < rounds + order; round += 1) {
    const constant = constants[round]
    y.push(constant === undefined ? 0n : fifthPower((z[round] ?? 0n) + constant))
    let sum = 0n
    if (round < order) {
      sum = inner(outputs[round] ?? [], rest)
      for (let i = 0; i <= round; i += 1) sum += (impulse[i] ?? 0n) * (y[round - i] ?? 0n)
    } else {
      for (let i = 0; i < order; i += 1) sum += (own[i] ?? 0n) * (z[round - i] ?? 0n)
      for (let i = 0; i <= order; i += 1) sum += (box[i] ?? 0n) * (y[round - i] ?? 0n)
    }
    z.push(sum % p)
  }
  const future = z.slice(rounds + 1)
  return [z[rounds] ?? 0n, ...inverse.map((row) => dot(row, future))]
}

function fifthPower(value: bigint): bigint {
  const square = (value * value) % p
  return (((square * square) % p) * value) % p
}

function inner(a: readonly bigint[], b: readonly bigint[]): bigint {
  let sum = 0n
  for (let i = 0; i < b.length; i += 1) sum += (a[i] ?? 0n) * (b[i] ?? 0n)
  return sum
}

const dot = (a: readonly bigint[], b: readonly bigint[]) => inner(a, b) % p
