import { weierstrass } from '@noble/curves/abstract/weierstrass.js'
import { keccak_256 } from '@noble/hashes/sha3.js'
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from '@zg/core'

// Only the points of secp256k1: the whole signature scheme would be two thirds more to load, for code that signs nothing.
const order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n
const Point = /* @__PURE__ */ weierstrass({
  p: 0xfffffffffffffffffffffffffffffffffffffffffffffffffffffffefffffc2fn,
  n: order,
  h: 1n,
  a: 0n,
  b: 7n,
  Gx: 0x79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798n,
  Gy: 0x483ada7726a3c4655da4fbfc0e1108a8fd17b448a68554199c47d08ffb10d4b8n,
})

/**
 * The address whose key signed a text with `personal_sign` (EIP-191), with its checksum, or why there is none.
 *
 * The signature is `0x` and 65 bytes: r, s in its lower half, and 0, 1, 27 or 28.
 */
export function recoverSigner(text: string, signature: string): { signer: string } | { fault: string } {
  if (!/^0x[0-9a-fA-F]{130}$/.test(signature)) return { fault: 'the signature has not 65 bytes' }
  const [r, s] = [BigInt(signature.slice(0, 66)), BigInt(`0x${signature.slice(66, 130)}`)]
  if (s > order / 2n) return { fault: 'the signature is malleable (high s)' }
  const parity = parities[Number.parseInt(signature.slice(130), 16)]
  if (parity === undefined || r === 0n || r >= order || s === 0n) return malformed
  const key = recoverKey({ digest: digestOf(text), r, s, parity })
  return key ? { signer: addressOf(key) } : malformed
}

const malformed = { fault: 'the signature is malformed' } as const
const parities: Readonly<Record<number, 2 | 3>> = { 0: 2, 1: 3, 27: 2, 28: 3 }

function recoverKey(signed: { digest: bigint; r: bigint; s: bigint; parity: 2 | 3 }): Uint8Array | null {
  const { digest, r, s, parity } = signed
  try {
    const nonce = Point.fromBytes(
      concatBytes(Uint8Array.of(parity), hexToBytes(r.toString(16).padStart(64, '0'))),
    )
    const { Fn } = Point
    const inverse = Fn.inv(r)
    const key = nonce
      .multiplyUnsafe(Fn.mul(s, inverse))
      .add(Point.BASE.multiplyUnsafe(Fn.mul(Fn.neg(Fn.create(digest)), inverse)))
    return key.toBytes(false)
  } catch {
    return null // No point has these coordinates: nobody's signature.
  }
}

function digestOf(text: string): bigint {
  const message = utf8ToBytes(text)
  const prefix = utf8ToBytes(`\u0019Ethereum Signed Message:\n${message.length}`)
  return BigInt(`0x${bytesToHex(keccak_256(concatBytes(prefix, message)))}`)
}

function addressOf(key: Uint8Array): string {
  const digits = bytesToHex(keccak_256(key.subarray(1)).subarray(12))
  const sums = bytesToHex(keccak_256(utf8ToBytes(digits)))
  return `0x${Array.from(digits, (digit, at) => (/[89a-f]/.test(sums[at] ?? '') ? digit.toUpperCase() : digit)).join('')}`
}
