import { integersToBytes, integerToBytes, isBytes } from '../bytes.js'
import type { SignatureKind } from '../engine/engine.js'
import {
  InvalidElementError,
  InvalidMessageError,
  InvalidPointError,
  InvalidPrivateKeyError,
} from '../errors.js'
import { mod } from '../field.js'
import { groupOrder, inCurve, readPoint, subgroupOrder } from '../point.js'
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
  return integerToBytes(mod(requireInteger(value), groupOrder))
}

/** Holes count as what is no `bigint`: `map` would pass over them, a copy doesn't have them. */
export const requireElements = (values: readonly unknown[]): Uint8Array =>
  integersToBytes([...values].map((value) => mod(requireInteger(value))))

function requireInteger(value: unknown): bigint {
  if (typeof value !== 'bigint') throw new InvalidElementError()
  return value
}

export const requireMessage = (kind: SignatureKind, message: unknown): Uint8Array =>
  kind === 'pedersen' ? requireBytes(message) : requireElement(message)

/** The message's bytes, or null: what signing refuses with an error is a false verification. */
export const parseMessage = (kind: SignatureKind, message: unknown): Uint8Array | null =>
  (kind === 'pedersen' ? isBytes(message) : typeof message === 'bigint')
    ? requireMessage(kind, message)
    : null

/** A point of the curve whose coordinates are reduced, or with `reduce` any, or what is wrong with it. */
export function parsePoint(value: unknown, reduce = false): Uint8Array | InvalidPointError.Reason {
  const read = readPoint(value)
  if (!read) return 'form'
  const point = { x: mod(read.x), y: mod(read.y) }
  if (!reduce && (read.x !== point.x || read.y !== point.y)) return 'form'
  return inCurve(point) ? pointToBytes(point) : 'curve'
}

export function requirePoint(value: unknown): Uint8Array {
  const point = parsePoint(value, true)
  if (typeof point === 'string') throw new InvalidPointError({ reason: point })
  return point
}

/** A signature of a point of the curve and an S below the order, or null. */
export function parseSignature(value: unknown): Uint8Array | null {
  const { R8, S }: { R8?: unknown; S?: unknown } = Object(value)
  if (typeof S !== 'bigint' || S < 0n || S >= subgroupOrder) return null
  const point = parsePoint(R8)
  if (typeof point === 'string') return null
  const bytes = new Uint8Array(96)
  bytes.set(point)
  bytes.set(integerToBytes(S), 64)
  return bytes
}
