import { babyjubjub } from '@noble/curves/misc.js'
import { poseidon2 } from 'poseidon-lite'
import { batchSize, elements, type Side } from './side.js'

const scalar = elements.reduce((product, value) => (product * value) % babyjubjub.Point.Fn.ORDER, 1n)
const pairs = Array.from({ length: batchSize }, (_, i) => elements.slice(2 * i, 2 * i + 2))

/** Without the hash of the key, which its own signatures do differently. */
const nobleSide: Side = {
  name: 'noble',
  operations: { publicKey: () => babyjubjub.Point.BASE.multiply(scalar).toAffine() },
}

const poseidonLiteSide: Side = {
  name: 'poseidon-lite',
  operations: {
    poseidon: () => poseidon2(elements.slice(0, 2)),
    poseidonBatch: () => pairs.map((pair) => poseidon2(pair)),
  },
}

/** Other libraries, where they have the operation; for comparison only. */
export const otherSides: readonly Side[] = [nobleSide, poseidonLiteSide]
