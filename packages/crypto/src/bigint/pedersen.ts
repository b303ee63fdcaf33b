import type { ByteRange } from '../engine/engine.js'
import type { Extended } from './curve.js'
import { bytesPerSegment, createByteSegment, createSegment, type Segment } from './pedersenSegment.js'

/** What the `ranges` of the bytes contribute to a Pedersen hash in which the bytes begin at `place`, added to `sum`. */
export type PedersenSum = (
  sum: Extended,
  bytes: Uint8Array,
  place: number,
  ranges?: readonly ByteRange[],
) => Extended

/** Tables of so many segments are kept, 1600 bytes: a longer message has to build its own each time, or would fill the memory. */
const kept = 64

/** A segment's tables are built when the first message reaches it. */
export function createPedersen(precompute: 'window' | 'byte'): PedersenSum {
  const create = precompute === 'byte' ? createByteSegment : createSegment
  const segments: Segment[] = []
  const segmentOf = (index: number): Segment => {
    const segment = segments[index] ?? (index < kept ? create : createSegment)(index)
    if (index < kept) segments[index] = segment
    return segment
  }
  return (before, bytes, place, ranges = [{ start: 0, end: bytes.length }]) => {
    let sum = before
    for (const { start, end } of ranges) {
      for (let i = start; i < end; ) {
        const index = Math.floor((place + i) / bytesPerSegment)
        const segment = segmentOf(index)
        const first = index * bytesPerSegment - place
        for (const stop = Math.min(end, first + bytesPerSegment); i < stop; i += 1)
          sum = segment(sum, bytes[i] ?? 0, i - first)
      }
    }
    return sum
  }
}
