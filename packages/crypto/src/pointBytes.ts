import { bytesToInteger, integersToBytes } from './bytes.js'
import type { Point } from './point.js'

/** A point as an engine takes it: x and y, 32 bytes each. */
export const pointToBytes = ({ x, y }: Point): Uint8Array => integersToBytes([x, y])

export const bytesToPoint = (bytes: Uint8Array): Point => ({
  x: bytesToInteger(bytes.subarray(0, 32)),
  y: bytesToInteger(bytes.subarray(32, 64)),
})
