import { bytesToInteger, bytesToIntegers, integersToBytes } from '../bytes.js'
import { complement } from '../engine/complement.js'
import type { Engine } from '../engine/engine.js'
import { mod } from '../field.js'
import { packPoint } from '../packPoint.js'
import { Base8, identity, subgroupOrder } from '../point.js'
import { bytesToPoint, pointToBytes } from '../pointBytes.js'
import { add, equals, extend, neutral, toAddend, toPoint } from './curve.js'
import { createEddsa } from './eddsa.js'
import { createHashes } from './hashes.js'
import { createFixedBase, multiply } from './multiply.js'
import { unpackPoint } from './unpackPoint.js'

/**
 * Computes with `BigInt` and tables: it runs everywhere, and is the smallest. Its time depends on what it computes with, secrets included:
 * SECURITY.md says what that means.
 *
 * Tables are built on first use, about 15 ms in all for signatures of short messages. `precompute: 'byte'` makes those of the Pedersen hash
 * sixteen times as large and a hash twice as fast: another 15 ms and 1 MB for each 25 bytes of input, worth it after some hundred signatures.
 *
 * @example
 * ```ts
 * import { bigintEngine, createCrypto } from '@zg/crypto/bigint'
 *
 * const { poseidonHash } = createCrypto({ engine: bigintEngine() })
 * poseidonHash([1n, 2n])
 * ```
 */
export function bigintEngine({ precompute = 'window' }: bigintEngine.Options = {}): Engine {
  const hashes = createHashes(precompute)
  const { pedersen, poseidon, mimc7, mimcSponge } = hashes
  const pointOf = (bytes: Uint8Array) => extend(bytesToPoint(bytes))
  const elements = (values: readonly bigint[]) => integersToBytes(values.map((value) => mod(value)))

  return {
    name: 'bigint',
    ...createEddsa(hashes, createFixedBase(extend(Base8))),

    pedersen: (message) => packPoint(toPoint(pedersen(neutral, message, 0))),
    pedersenTemplate: (template, variable) => {
      const fixed = pedersen(neutral, template, 0, complement(variable, template.length))
      return (message) => packPoint(toPoint(pedersen(fixed, message, 0, variable)))
    },
    poseidon: (inputs, { initialState, outputs }) =>
      elements(poseidon([bytesToInteger(initialState), ...bytesToIntegers(inputs)]).slice(0, outputs)),
    poseidonMany: (width, inputs) => {
      const values = bytesToIntegers(inputs)
      const count = values.length / width
      return elements(
        Array.from(
          { length: count },
          (_, i) => poseidon([0n, ...values.slice(i * width, (i + 1) * width)])[0] ?? 0n,
        ),
      )
    },
    mimc7: (inputs, key) => elements([mimc7(bytesToIntegers(inputs), bytesToInteger(key))]),
    mimcSponge: (inputs, key, outputs) =>
      elements(mimcSponge(bytesToIntegers(inputs), bytesToInteger(key), outputs)),

    add: (p, q) => pointToBytes(toPoint(add(pointOf(p), toAddend(pointOf(q))))),
    multiply: (p, scalar) => pointToBytes(toPoint(multiply(pointOf(p), bytesToInteger(scalar)))),
    pack: (p) => packPoint(bytesToPoint(p)),
    unpack: (packed) => {
      const point = unpackPoint(packed)
      return point && pointToBytes(point)
    },
    inSubgroup: (p) => equals(multiply(pointOf(p), subgroupOrder), identity),
  }
}

export declare namespace bigintEngine {
  type Options = {
    /** `window` (4 bits of a Pedersen hash at a time) by default. */
    precompute?: 'window' | 'byte' | undefined
  }
}
