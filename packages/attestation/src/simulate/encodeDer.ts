import { concatBytes, utf8ToBytes } from '@zg/core'
import { context, derTag } from '../x509/der.js'

/** One value of DER: tag, shortest length, content. */
export function encodeDer(tag: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const content = concatBytes(...parts)
  return concatBytes(Uint8Array.of(tag, ...lengthOf(content.length)), content)
}

function lengthOf(length: number): number[] {
  if (length < 0x80) return [length]
  const digits: number[] = []
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) digits.unshift(rest % 256)
  return [0x80 | digits.length, ...digits]
}

export const derSequence = (...parts: readonly Uint8Array[]): Uint8Array =>
  encodeDer(derTag.sequence, ...parts)

/** `[number] EXPLICIT`. */
export const derExplicit = (number: number, ...parts: readonly Uint8Array[]): Uint8Array =>
  encodeDer(context(number), ...parts)

/** An integer that is not negative, from its bytes. */
export function derInteger(bytes: Uint8Array): Uint8Array {
  const start = bytes.findIndex((byte) => byte !== 0)
  const digits = start < 0 ? Uint8Array.of(0) : bytes.subarray(start)
  return encodeDer(derTag.integer, (digits[0] ?? 0) >= 0x80 ? Uint8Array.of(0) : new Uint8Array(), digits)
}

export const derSmallInteger = (value: number): Uint8Array =>
  derInteger(Uint8Array.of(value >>> 24, value >>> 16, value >>> 8, value))

export function derOid(dotted: string): Uint8Array {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number)
  return encodeDer(derTag.oid, Uint8Array.from([first * 40 + second, ...rest].flatMap(base128)))
}

function base128(arc: number): number[] {
  const digits = [arc % 128]
  for (let rest = Math.floor(arc / 128); rest > 0; rest = Math.floor(rest / 128)) {
    digits.unshift((rest % 128) | 0x80)
  }
  return digits
}

/** A bit string of whole bytes. */
export const derBits = (bytes: Uint8Array): Uint8Array => encodeDer(derTag.bitString, Uint8Array.of(0), bytes)

export const derOctets = (bytes: Uint8Array): Uint8Array => encodeDer(derTag.octetString, bytes)

/** A moment in milliseconds since 1970, to the second. */
export const derTime = (time: number): Uint8Array =>
  encodeDer(
    derTag.generalizedTime,
    utf8ToBytes(`${new Date(time).toISOString().replaceAll(/\D/g, '').slice(0, 14)}Z`),
  )

/** A distinguished name that is one common name. */
export const derName = (commonName: string): Uint8Array =>
  derSequence(encodeDer(derTag.set, derSequence(derOid('2.5.4.3'), encodeDer(0x0c, utf8ToBytes(commonName)))))
