import { addMultiple, baseTable, keyTable } from './base8'
import { challenge } from './challenge'
import { pointFromBytes } from './codec'
import { orderBytes } from './constants'
import { isZero, sub } from './field'
import { publicKey, signature } from './io'
import { addReady, atY, atZ, double, makeReady, pointSize, readySize, setIdentity } from './point'
import { scalarFromBytes, scalarToBytes } from './scalar'

const hash = memory.data(40, 8)
const s = memory.data(40, 8)
const number = memory.data(72, 8)
const sum = memory.data(288, 8)
const other = memory.data(288, 8)
const ready = memory.data(4608, 8)

/** Whether S · Base8 = R8 + hash · (8 · key) and S is below the order. Everything here is public. */
export function verify(kind: i32, length: u32, rangeCount: i32, table: usize): bool {
  memory.copy(s, signature + 64, 32)
  if (!isBelowOrder(s)) return false
  challenge(hash, kind, length, rangeCount)
  scalarFromBytes(number, hash)
  // Eight times any point is in the subgroup of order l, so there the hash may be reduced.
  scalarToBytes(hash, number)
  setIdentity(sum)
  if (table !== 0) addMultiple(sum, hash, table, false)
  else {
    timesEight(other)
    multiplyPoint(sum, other, hash, 51)
  }
  addMultiple(sum, s, baseTable(), true)
  pointFromBytes(other, signature)
  makeReady(ready, other)
  addReady(sum, sum, ready, false)
  return isIdentity(sum)
}

/** Builds the table of eight times the public key, over an old one when there is one. */
export function prepareKey(table: usize): usize {
  timesEight(other)
  return keyTable(other, table)
}

function timesEight(out: usize): void {
  pointFromBytes(out, publicKey)
  for (let i = 0; i < 3; i += 1) double(out, out, true)
}

export function isIdentity(p: usize): bool {
  sub(number, p + atY, p + atZ)
  return isZero(p) && isZero(number)
}

function isBelowOrder(bytes: usize): bool {
  for (let i: i32 = 24; i >= 0; i -= 8) {
    const word = load<u64>(bytes + <usize>i)
    const limit = load<u64>(orderBytes + <usize>i)
    if (word !== limit) return word < limit
  }
  return false
}

/** out = scalar · p for a public scalar of 40 bytes, the last eight of them zero, in windows of 5 bits. */
export function multiplyPoint(out: usize, p: usize, scalar: usize, windows: i32): void {
  makeReady(ready, p)
  memory.copy(sum, p, pointSize)
  for (let k: usize = 1; k < 16; k += 1) {
    addReady(sum, sum, ready, false)
    makeReady(ready + k * readySize, sum)
  }
  // Digits −15 to 16, the lowest first.
  let over: i32 = 0
  for (let i = 0; i < windows; i += 1) {
    const bit = <usize>(5 * i)
    let digit = <i32>((load<u64>(scalar + (bit >> 3)) >> (bit & 7)) & 31) + over
    over = digit > 16 ? 1 : 0
    if (over === 1) digit -= 32
    store<i8>(digits + <usize>i, digit)
  }
  setIdentity(out)
  for (let i = windows - 1; i >= 0; i -= 1) {
    for (let k = 0; k < 5; k += 1) double(out, out, k === 4)
    const digit = <i32>load<i8>(digits + <usize>i)
    if (digit !== 0) addReady(out, out, ready + <usize>(abs(digit) - 1) * readySize, digit < 0)
  }
}
const digits = memory.data(64, 8)
