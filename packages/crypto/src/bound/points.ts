import { bytesToInteger, isBytes } from '../bytes.js'
import type { Engine } from '../engine/engine.js'
import { InvalidSignatureError } from '../errors.js'
import { fieldPrime } from '../field.js'
import { type Point, subgroupOrder } from '../point.js'
import { bytesToPoint } from '../pointBytes.js'
import type { Signature } from '../signature.js'
import { parsePoint, requirePoint, requireScalar } from './parse.js'

export type BoundPoints = {
  readonly addPoint: (p: Point, q: Point) => Point
  readonly multiplyPoint: (p: Point, scalar: bigint) => Point
  readonly inSubgroup: (p: Point) => boolean
  readonly unpackPoint: (bytes: Uint8Array) => Point | null
  readonly unpackSignature: (bytes: Uint8Array) => Signature
}

export function bindPoints(engine: Engine, strict: boolean): BoundPoints {
  const unpackPoint = (bytes: Uint8Array) => {
    if (!isBytes(bytes) || bytes.length !== 32) return null
    if (strict && (bytesToInteger(bytes) & ((1n << 255n) - 1n)) >= fieldPrime) return null
    const point = engine.unpack(bytes)
    return point && bytesToPoint(point)
  }

  return {
    addPoint: (p, q) => bytesToPoint(engine.add(requirePoint(p), requirePoint(q))),
    multiplyPoint: (p, scalar) => bytesToPoint(engine.multiply(requirePoint(p), requireScalar(scalar))),
    inSubgroup: (p) => {
      const point = parsePoint(p, true)
      return typeof point !== 'string' && engine.inSubgroup(point)
    },
    unpackPoint,
    unpackSignature: (bytes) => {
      if (!isBytes(bytes)) throw new InvalidSignatureError({ reason: 'length', length: null })
      const { length } = bytes
      if (length !== 64) throw new InvalidSignatureError({ reason: 'length', length })
      const R8 = unpackPoint(bytes.subarray(0, 32))
      if (!R8) throw new InvalidSignatureError({ reason: 'point', length })
      const S = bytesToInteger(bytes.subarray(32))
      if (strict && S >= subgroupOrder) throw new InvalidSignatureError({ reason: 'order', length })
      return { R8, S }
    },
  }
}
