import { affine, pack } from './codec'
import { fixedSum, point, publicKey, ranges, signature } from './io'
import { messageBuffer } from './memory'
import { mimc7, mimcSponge } from './mimc'
import { addWindows, beginHash } from './pedersen'
import { pointSize, setIdentity } from './point'
import { hash } from './poseidon'

const sum = memory.data(288, 8)
const bytes = memory.data(64, 8)
const elements = memory.data(192, 8)

/** The kinds of signatures, in the order of `SignatureKind`. */
const pedersenKind = 0
const poseidonKind = 1
const mimc7Kind = 2

/** The hash that binds R8, the public key and the message of this length: 32 bytes. All of them are public. */
export function challenge(out: usize, kind: i32, length: u32, rangeCount: i32): void {
  const message = messageBuffer(length)
  if (kind !== pedersenKind) {
    hashElements(out, kind, message)
    return
  }
  pack(message - 64, signature)
  pack(message - 32, publicKey)
  beginHash()
  setIdentity(sum)
  if (rangeCount < 0) addWindows(sum, message - 64, 0, 64 + length)
  else {
    memory.copy(sum, fixedSum, pointSize)
    addWindows(sum, message - 64, 0, 32)
    addRanges(message - 64, 64, rangeCount)
  }
  affine(bytes, sum)
  pack(out, bytes)
}

/** R8, the public key and one element as message, behind an initial state or a key of zero. */
function hashElements(out: usize, kind: i32, message: usize): void {
  memory.fill(elements, 0, 32)
  memory.copy(elements + 32, signature, 64)
  memory.copy(elements + 96, publicKey, 64)
  memory.copy(elements + 160, message, 32)
  if (kind === poseidonKind) hash(elements, 5, 1)
  else if (kind === mimc7Kind) mimc7(elements, 5)
  else mimcSponge(elements, 5, 1)
  memory.copy(out, elements, 32)
}

function addRanges(message: usize, offset: u32, rangeCount: i32): void {
  for (let i = 0; i < rangeCount; i += 1) {
    const range = ranges + <usize>(8 * i)
    addWindows(sum, message, offset + load<u32>(range), offset + load<u32>(range, 4))
  }
}

/** Packs the hash of a message to `point`: of all its bytes, or of the ranges on top of the sum of the rest. */
export function pedersen(length: u32, rangeCount: i32): void {
  const message = messageBuffer(length)
  beginHash()
  setIdentity(sum)
  if (rangeCount < 0) addWindows(sum, message, 0, length)
  else {
    memory.copy(sum, fixedSum, pointSize)
    addRanges(message, 0, rangeCount)
  }
  affine(bytes, sum)
  pack(point, bytes)
}

/** Leaves in `fixedSum` what the ranges sum to: of a message, or with the public key in front of it when a signature is to hash both. */
export function sumFixed(length: u32, rangeCount: i32, withKey: bool): void {
  const message = messageBuffer(length)
  setIdentity(sum)
  if (withKey) {
    pack(message - 32, publicKey)
    addWindows(sum, message - 64, 32, 64)
    addRanges(message - 64, 64, rangeCount)
  } else addRanges(message, 0, rangeCount)
  memory.copy(fixedSum, sum, pointSize)
}
