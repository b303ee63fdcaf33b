import { affine, pack as packBytes, pointFromBytes, unpack as unpackBytes } from './codec'
import { orderBytes } from './constants'
import { other, point } from './io'
import { addReady, makeReady } from './point'
import { isIdentity, multiplyPoint } from './verify'

const p = memory.data(288, 8)
const q = memory.data(288, 8)
const ready = memory.data(288, 8)
const scalar = memory.data(40, 8)
const packed = memory.data(32, 8)

/** point = point + other. */
export function add(): void {
  pointFromBytes(p, point)
  pointFromBytes(q, other)
  makeReady(ready, q)
  addReady(p, p, ready, false)
  affine(point, p)
}

/** point = scalar · point, for 32 bytes of scalar in `other`. */
export function multiply(): void {
  memory.copy(scalar, other, 32)
  pointFromBytes(p, point)
  multiplyPoint(q, p, scalar, 52)
  affine(point, q)
}

export function pack(): void {
  packBytes(packed, point)
  memory.copy(point, packed, 32)
}

export function unpack(): bool {
  memory.copy(packed, point, 32)
  return unpackBytes(point, packed)
}

export function inSubgroup(): bool {
  memory.copy(scalar, orderBytes, 32)
  pointFromBytes(p, point)
  multiplyPoint(q, p, scalar, 52)
  return isIdentity(q)
}
