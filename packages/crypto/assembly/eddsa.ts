import { baseTable, multiplyBaseSecret } from './base8'
import { blake512 } from './blake512'
import { challenge } from './challenge'
import { affine, affineBoth, clearCodec } from './codec'
import { clearInverse } from './inverse'
import { key, publicKey, scalar, seed, signature } from './io'
import { messageBuffer } from './memory'
import { clearPoints } from './point'
import { multiplyAdd, scalarFromBytes, scalarFromWide, scalarToBytes } from './scalar'

const hash = memory.data(72, 8)
const hashBytes = memory.data(32, 8)

/** What holds secrets while a signature is made, in one piece, to be cleared together. */
const secretsSize: usize = 872
const secrets = memory.data(872, 8)
const noncePoint: usize = secrets
const keyPoint: usize = secrets + 288
const nonce: usize = secrets + 576
const factor: usize = secrets + 648
const wide: usize = secrets + 720
const nonceBytes: usize = secrets + 784
const shifted: usize = secrets + 824

/** Clears all that a private key left, the expanded key in `io` included. */
export function clearSecrets(): void {
  memory.fill(secrets, 0, secretsSize)
  memory.fill(seed, 0, 72)
  memory.fill(key, 0, 32)
  clearCodec()
  clearPoints()
  clearInverse()
}

/** Seed and pruned scalar of the private key in `key`. */
export function expandKey(): void {
  blake512(wide, key, 32)
  store<u8>(wide, load<u8>(wide) & 0xf8)
  store<u8>(wide, (load<u8>(wide, 31) & 0x7f) | 0x40, 31)
  memory.copy(scalar, wide, 32)
  memory.copy(seed, wide + 32, 32)
}

/** keyPoint = (scalar / 8) · Base8. */
export function multiplyKey(table: usize): void {
  for (let i: usize = 0; i < 24; i += 8)
    store<u64>(shifted + i, (load<u64>(scalar + i) >> 3) | (load<u64>(scalar + i, 8) << 61))
  store<u64>(shifted, load<u64>(scalar, 24) >> 3, 24)
  multiplyBaseSecret(keyPoint, shifted, table)
}

/** The nonce of a message, from the seed in front of it, and noncePoint = nonce · Base8. */
export function multiplyNonce(message: usize, length: usize, table: usize): void {
  memory.copy(message - 32, seed, 32)
  blake512(wide, message - 32, 32 + length)
  memory.fill(message - 32, 0, 32)
  scalarFromWide(nonce, wide)
  scalarToBytes(nonceBytes, nonce)
  multiplyBaseSecret(noncePoint, nonceBytes, table)
}

/** Only the points' affine forms are public: their projective ones tell of the scalars. */
export function revealBoth(): void {
  affineBoth(signature, noncePoint, publicKey, keyPoint)
}

export function revealNonce(): void {
  affine(signature, noncePoint)
}

export function revealKey(): void {
  affine(publicKey, keyPoint)
}

/** S = nonce + hash · scalar. */
export function finishSignature(): void {
  scalarFromBytes(hash, hashBytes)
  scalarFromBytes(factor, scalar)
  multiplyAdd(nonce, nonce, hash, factor)
  scalarToBytes(signature + 64, nonce)
}

/** Expands `key` and finds its public key. The caller clears what it doesn't keep. */
export function derivePublicKey(): void {
  expandKey()
  multiplyKey(baseTable())
  revealKey()
}

/** Signs with the key in `key`. */
export function sign(kind: i32, length: u32): void {
  const table = baseTable()
  expandKey()
  multiplyKey(table)
  multiplyNonce(messageBuffer(length), length, table)
  revealBoth()
  challenge(hashBytes, kind, length, -1)
  finishSignature()
  clearSecrets()
}

/** Signs with the expanded key; ranges as `challenge` has them. */
export function signExpanded(kind: i32, length: u32, rangeCount: i32): void {
  multiplyNonce(messageBuffer(length), length, baseTable())
  revealNonce()
  challenge(hashBytes, kind, length, rangeCount)
  finishSignature()
  clearSecrets()
}
