import fc from 'fast-check'
import { fieldPrime, groupOrder, type Point } from '../src/index.js'

/** A point of order 8: eight times it is the identity, and no smaller power of two is. */
export const torsion: Point = {
  x: 4342719913949491028786768530115087822524712248835451589697801404893164183326n,
  y: 4826523245007015323400664741523384119579596407052839571721035538011798951543n,
}

/** Bytes that differ in each place and for each seed. */
export const filled = (length: number, seed = 7): Uint8Array =>
  Uint8Array.from({ length }, (_, i) => (i * 31 + seed) & 255)

export const anyKey = fc.uint8Array({ minLength: 32, maxLength: 32 })
export const anyElement = fc.bigInt({ min: 0n, max: fieldPrime - 1n })
export const anyScalar = fc.bigInt({ min: 0n, max: groupOrder })
