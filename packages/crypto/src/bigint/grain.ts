import { fieldPrime } from '../field.js'

const fieldBits = 254

/**
 * Derives what Poseidon's round constants and matrix are made of from the Grain LFSR (Poseidon paper, appendix F), as circomlib has them.
 *
 * `width` is the number of inputs + 1; the matrix is 1 / (xs[i] + ys[j]).
 */
export function deriveConstants(
  width: number,
  { full, partial }: { full: number; partial: number },
): { rounds: bigint[]; xs: bigint[]; ys: bigint[] } {
  const next = grain({ width, full, partial })
  const take = (): bigint => {
    let bits = '0b'
    for (let i = 0; i < fieldBits; i += 1) bits += next()
    return BigInt(bits)
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
function grain({ width, full, partial }: { width: number; full: number; partial: number }): () => number {
  const field = (value: number, length: number) => value.toString(2).padStart(length, '0')
  const seed = `01${field(0, 4)}${field(fieldBits, 12)}${field(width, 12)}${field(full, 10)}${field(partial, 10)}${'1'.repeat(30)}`
  // The 80 bits move round a ring of 128, whose indices wrap by a mask.
  const ring = new Uint8Array(128)
  ring.set(Array.from(seed, Number))
  let head = 0
  const at = (offset: number) => ring[(head + offset) & 127] ?? 0
  const step = (): number => {
    const bit = at(62) ^ at(51) ^ at(38) ^ at(23) ^ at(13) ^ at(0)
    ring[(head + 80) & 127] = bit
    head += 1
    return bit
  }
  for (let i = 0; i < 160; i += 1) step()
  return () => {
    for (;;) {
      const selected = step()
      const bit = step()
      if (selected) return bit
    }
  }
}
