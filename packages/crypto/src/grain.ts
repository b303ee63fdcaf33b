import { fieldPrime } from './field.js'

const bits = 254

/**
 * Derives round constants and MDS matrix from the Grain LFSR of the Poseidon paper (appendix F), as circomlib has them.
 *
 * `width` is the number of inputs + 1.
 */
export function deriveConstants(
  width: number,
  { full, partial }: { full: number; partial: number },
): { rounds: bigint[]; xs: bigint[]; ys: bigint[] } {
  const next = grain({ width, full, partial })
  const take = (): bigint => {
    let value = 0n
    for (let i = 0; i < bits; i += 1) value = (value << 1n) | next()
    return value
  }
  const rounds: bigint[] = []
  while (rounds.length < (full + partial) * width) {
    const value = take()
    if (value < fieldPrime) rounds.push(value)
  }
  const points = Array.from({ length: 2 * width }, () => take() % fieldPrime)
  return { rounds, xs: points.slice(0, width), ys: points.slice(width) }
}

/** 80 bits of state, seeded with the parameters, self-shrinking after 160 blank steps. */
function grain({ width, full, partial }: { width: number; full: number; partial: number }): () => bigint {
  const field = (value: number, length: number) => value.toString(2).padStart(length, '0')
  const seed = `01${field(0, 4)}${field(bits, 12)}${field(width, 12)}${field(full, 10)}${field(partial, 10)}${'1'.repeat(30)}`
  const state = Uint8Array.from(seed, Number)
  let head = 0
  const step = (): number => {
    const tap = (i: number) => state[(head + i) % state.length] ?? 0
    const bit = tap(62) ^ tap(51) ^ tap(38) ^ tap(23) ^ tap(13) ^ tap(0)
    state[head] = bit
    head = (head + 1) % state.length
    return bit
  }
  for (let i = 0; i < 160; i += 1) step()
  return () => {
    for (;;) {
      const selected = step()
      const bit = step()
      if (selected) return BigInt(bit)
    }
  }
}
