/** The WASM engine's numbers: nine limbs of 29 bits, signed and balanced, so that sums need no carries before they are multiplied. */
export const limbCount = 9
export const limbBits = 29n
export const montgomery: bigint = 1n << (limbBits * BigInt(limbCount))

/** Limbs of −2^28 to 2^28; the last one takes what is left. */
export function toLimbs(value: bigint): bigint[] {
  const limbs: bigint[] = []
  let rest = value
  for (let i = 0; i < limbCount - 1; i += 1) {
    const limb = BigInt.asIntN(Number(limbBits), rest)
    limbs.push(limb)
    rest = (rest - limb) >> limbBits
  }
  return [...limbs, rest]
}

/** A field element's limbs in Montgomery form. */
export const toMontgomery = (value: bigint, modulus: bigint): bigint[] =>
  toLimbs((((value % modulus) + modulus) * montgomery) % modulus)
