import { fieldPrime, mod, power } from '../field.js'

const twoAdicity = 28
const oddPart = (fieldPrime - 1n) >> 28n
/** 5^oddPart: 5 is no square, so the order of this root of unity is 2^28. */
const rootOfUnity = 19103219067921713944291392827692070036145651957329286315305642004821462161904n

/** The square root that is at most (p − 1) / 2, by Tonelli and Shanks; null for a non-square. */
export function sqrt(value: bigint): bigint | null {
  const square = mod(value)
  if (square === 0n) return 0n
  const half = power(square, oddPart >> 1n)
  let root = (square * half) % fieldPrime
  let rest = (root * half) % fieldPrime
  let generator = rootOfUnity
  for (let order = twoAdicity; rest !== 1n; ) {
    let depth = 0
    for (let probe = rest; probe !== 1n; probe = (probe * probe) % fieldPrime) depth += 1
    if (depth === order) return null
    for (let i = depth + 1; i < order; i += 1) generator = (generator * generator) % fieldPrime
    root = (root * generator) % fieldPrime
    generator = (generator * generator) % fieldPrime
    rest = (rest * generator) % fieldPrime
    order = depth
  }
  return 2n * root > fieldPrime ? fieldPrime - root : root
}
