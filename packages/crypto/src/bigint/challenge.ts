import { bytesToInteger } from '../bytes.js'
import { complement } from '../engine/complement.js'
import type { ByteRange, SignatureKind } from '../engine/engine.js'
import { mod } from '../field.js'
import { packPoint } from '../packPoint.js'
import type { Point } from '../point.js'
import { type Extended, neutral, toPoint } from './curve.js'
import type { Hashes } from './hashes.js'

/** The hash that binds nonce point, public key and message. */
export type Challenge = (R8: Point, message: Uint8Array) => bigint

/** Challenges under one public key. Pedersen's hash takes R8, key and message, packed, and the key's part is summed once. */
export function createChallenges({ pedersen, poseidon, mimc7, mimcSponge }: Hashes, { x, y }: Point) {
  let ofKey: Extended | undefined
  const sumOfKey = () => (ofKey ??= pedersen(neutral, packPoint({ x, y }), 32))
  const hash = (fixed: Extended, R8: Point, message: Uint8Array, variable?: readonly ByteRange[]) =>
    bytesToInteger(packPoint(toPoint(pedersen(pedersen(fixed, packPoint(R8), 0), message, 64, variable))))

  return {
    of: (kind: SignatureKind): Challenge => {
      if (kind === 'pedersen') return (R8, message) => hash(sumOfKey(), R8, message)
      return (R8, message) => {
        const inputs = [R8.x, R8.y, x, y, bytesToInteger(message)]
        if (kind === 'poseidon') return mod(poseidon([0n, ...inputs])[0] ?? 0n)
        return mod(kind === 'mimc7' ? mimc7(inputs, 0n) : (mimcSponge(inputs, 0n, 1)[0] ?? 0n))
      }
    },
    ofTemplate: (template: Uint8Array, variable: readonly ByteRange[]): Challenge => {
      const fixed = pedersen(sumOfKey(), template, 64, complement(variable, template.length))
      return (R8, message) => hash(fixed, R8, message, variable)
    },
  }
}
