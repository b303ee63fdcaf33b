import { fieldPrime, mod, power } from './field.js'

const twoAdicity = 28n
const oddPart = (fieldPrime - 1n) >> twoAdicity

/** The square root that is at most (p − 1) / 2, by Tonelli and Shanks; null for a non-square. */
export function sqrt(value: bigint): bigint | null {
  const square = mod(value)
  if (square === 0n) return 0n
  if (power(square, (fieldPrime - 1n) / 2n) !== 1n) return null
  let [root, rest, order] = [power(square, (oddPart + 1n) / 2n), power(square, oddPart), twoAdicity]
  let generator = power(nonResidue(), oddPart)
  while (rest !== 1n) {
    let depth = 0n
    for (let probe = rest; probe !== 1n; probe = mod(probe * probe)) depth += 1n
    const factor = power(generator, 1n << (order - depth - 1n))
    generator = mod(factor * factor)
    root = mod(root * factor)
    rest = mod(rest * generator)
    order = depth
  }
  return root > (fieldPrime - 1n) / 2n ? fieldPrime - root : root
}

function nonResidue(): bigint {
  let candidate = 2n
  while (power(candidate, (fieldPrime - 1n) / 2n) === 1n) candidate += 1n
  return candidate
}
