import { integersToBytes, integerToBytes, isBytes } from '../bytes.js'
import type { SignatureKind } from '../engine/engine.js'
import {
  InvalidElementError,
  InvalidMessageError,
  InvalidPointError,
  InvalidPrivateKeyError,
} from '../errors.js'
import { mod } from '../field.js'
import { groupOrder, inCurve, subgroupOrder } from '../point.js'
import { pointToBytes } from '../pointBytes.js'

export function requirePrivateKey(key: unknown): Uint8Array {
  if (!isBytes(key)) throw new InvalidPrivateKeyError({ length: null })
  if (key.length !== 32) throw new InvalidPrivateKeyError({ length: key.length })
  return key
}

export function requireBytes(message: unknown): Uint8Array {
  if (!isBytes(message)) throw new InvalidMessageError()
  return message
}

/** The element's 32 bytes, reduced modulo the prime. */
export const requireElement = (value: unknown): Uint8Array => requireElements([value])

/** The scalar's 32 bytes. The group's order takes every point to the identity, so a scalar of any size and sign may be reduced by it. */
export function requireScalar(value: unknown): Uint8Array {
  if (typeof value !== 'bigint') throw new InvalidElementError()
  return integerToBytes(mod(value, groupOrder))
}

export function requireElements(values: readonly unknown[]): Uint8Array {
  // A copy, because `map` passes over holes.
  return integersToBytes(
    [...values].map((value) => {
      if (typeof value !== 'bigint') throw new InvalidElementError()
      return mod(value)
    }),
  )
}

export const requireMessage = (kind: SignatureKind, message: unknown): Uint8Array =>
  kind === 'pedersen' ? requireBytes(message) : requireElement(message)

/** The message's bytes, or null: what signing refuses with an error is a false verification. */
export function parseMessage(kind: SignatureKind, message: unknown): Uint8Array | null {
  if (kind === 'pedersen') return isBytes(message) ? message : null
  return typeof message === 'bigint' ? requireElement(message) : null
}

const isRecord = (value: unknown): value is object => typeof value === 'object' && value !== null

/** A point of the curve whose coordinates are reduced, or with `reduce` any, or what is wrong with it. */
export function parsePoint(value: unknown, reduce = false): Uint8Array | InvalidPointError.Reason {
  if (!isRecord(value) || !('x' in value) || !('y' in value)) return 'form'
  const { x, y } = value
  if (typeof x !== 'bigint' || typeof y !== 'bigint') return 'form'
  const point = { x: mod(x), y: mod(y) }
  if (!reduce && (x !== point.x || y !== point.y)) return 'form'
  return inCurve(point) ? pointToBytes(point) : 'curve'
}

export function requirePoint(value: unknown): Uint8Array {
  const point = parsePoint(value, true)
  if (typeof point === 'string') throw new InvalidPointError({ reason: point })
  return point
}

/** A signature of a point of the curve and an S below the order, or null. */
export function parseSignature(value: unknown): Uint8Array | null {
  if (!isRecord(value) || !('R8' in value) || !('S' in value)) return null
  const { R8, S } = value
  if (typeof S !== 'bigint' || S < 0n || S >= subgroupOrder) return null
  const point = parsePoint(R8)
  if (typeof point === 'string') return null
  const bytes = new Uint8Array(96)
  bytes.set(point)
  bytes.set(integerToBytes(S), 64)
  return bytes
}
