import { bytesToInteger } from '../bytes.js'
import { fieldPrime, invert, mod } from '../field.js'
import { curveA, curveD, type Point } from '../point.js'
import { sqrt } from './sqrt.js'

const signBit = 1n << 255n

/** The point of 32 bytes, or null. Like circomlibjs it takes y + p for y, and doesn't find the two points with x = 0. */
export function unpackPoint(bytes: Uint8Array): Point | null {
  const packed = bytesToInteger(bytes)
  const y = mod(packed & (signBit - 1n))
  const y2 = mod(y * y)
  const root = sqrt(mod(1n - y2) * invert(curveA - curveD * y2))
  if (root === null || root === 0n) return null
  return { x: packed & signBit ? fieldPrime - root : root, y }
}
