import { utf8ToBytes } from '@zg/core'
import { blake256 } from './blake.js'
import { add, type Extended, neutral, timesEight } from './curve.js'
import { multiplesOf, toRows } from './multiples.js'
import { unpackPoint } from './unpackPoint.js'

export const bytesPerSegment = 25

/** Adds to `sum` what a byte at place `at` of a segment contributes. */
export type Segment = (sum: Extended, byte: number, at: number) => Extended

/**
 * Windows of 4 bits, each of which adds 1 + b0 + 2·b1 + 4·b2 times the next power of 2^5 of the segment's point, negated when b3 is set:
 * with a table of eight multiples for each window there is no doubling.
 */
export function createSegment(index: number): Segment {
  const table = multiplesOf(deriveBase(index), { windows: 2 * bytesPerSegment, spacing: 5, count: 8 })
  return (sum, byte, at) => {
    const low = table[2 * at]?.[byte & 7]
    const high = table[2 * at + 1]?.[(byte >> 4) & 7]
    return low && high ? add(add(sum, low, (byte & 8) !== 0), high, (byte & 128) !== 0) : sum
  }
}

/** One addition for each byte: tables of 128 sums of two windows. Negating both windows, bits 3 and 7, negates the sum. */
export function createByteSegment(index: number): Segment {
  const ofWindows = createSegment(index)
  const sums = Array.from({ length: 128 * bytesPerSegment }, (_, i) => ofWindows(neutral, i & 127, i >> 7))
  const table = toRows(sums, 128)
  return (sum, byte, at) => {
    const negative = (byte & 128) !== 0
    const addend = table[at]?.[(byte & 127) ^ (negative ? 8 : 0)]
    return addend ? add(sum, addend, negative) : sum
  }
}

const digits = (value: number) => String(value).padStart(32, '0')

/** The first point that BLAKE-256 of the segment's name hits; eight times it is in the prime-order subgroup. */
export function deriveBase(segment: number): Extended {
  for (let attempt = 0; ; attempt += 1) {
    const hash = blake256(utf8ToBytes(`PedersenGenerator_${digits(segment)}_${digits(attempt)}`))
    hash[31] = (hash[31] ?? 0) & 0xbf
    const point = unpackPoint(hash)
    if (point) return timesEight(point)
  }
}
