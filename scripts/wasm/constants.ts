import { sqrt } from '../../packages/crypto/src/bigint/sqrt.js'
import { fieldPrime, invert, mod, power } from '../../packages/crypto/src/field.js'
import { Base8, curveA, curveD, subgroupOrder } from '../../packages/crypto/src/point.js'
import { limbCount, montgomery, toLimbs } from './limbs.js'

export function inverseModulo(value: bigint, modulus: bigint): bigint {
  let inverse = 1n
  // Newton's step doubles the bits that are right.
  for (let bits = 1n; bits < 64n; bits *= 2n) inverse = mod(inverse * (2n - value * inverse), modulus)
  return inverse
}

/** The fraction of π in words of 64 bits, by Machin's formula. */
function piWords(count: number): bigint[] {
  const bits = BigInt(64 * count)
  const guard = 32n
  const unit = 1n << (bits + guard)
  const arctanOfInverse = (n: bigint): bigint => {
    let sum = 0n
    let term = unit / n
    for (let k = 1n, sign = 1n; term > 0n; k += 2n, sign = -sign) {
      sum += (sign * term) / k
      term /= n * n
    }
    return sum
  }
  const pi = 4n * (4n * arctanOfInverse(5n) - arctanOfInverse(239n))
  const fraction = (pi - 3n * unit) >> guard
  return Array.from({ length: count }, (_, i) => BigInt.asUintN(64, fraction >> (bits - 64n * BigInt(i + 1))))
}

/** What SHA-512 starts from: the first 64 bits of the fractions of the square roots of the first eight primes. */
const sha512Start = [2n, 3n, 5n, 7n, 11n, 13n, 17n, 19n].map((prime) =>
  BigInt.asUintN(64, integerRoot(prime << 128n)),
)

function integerRoot(value: bigint): bigint {
  let root = 1n << BigInt(value.toString(2).length)
  for (;;) {
    const next = (root + value / root) >> 1n
    if (next >= root) return root
    root = next
  }
}

type Constant = { readonly width: 8 | 64; readonly values: readonly bigint[] }
const element = (value: bigint): Constant => ({
  width: 64,
  values: toLimbs((mod(value) * montgomery) % fieldPrime),
})
const limbs = (value: bigint): Constant => ({ width: 64, values: toLimbs(value) })
const words = (values: readonly bigint[]): Constant => ({ width: 64, values })
const bytes = (values: Iterable<number>): Constant => ({ width: 8, values: Array.from(values, BigInt) })
const number = (value: bigint): Constant =>
  words([0n, 64n, 128n, 192n].map((shift) => BigInt.asUintN(64, value >> shift)))

/** √−a: x times it is x on the isomorphic curve with a = −1, where d becomes −d / a. */
function isomorphism(): { toIsomorphic: bigint; d: bigint } {
  const toIsomorphic = sqrt(mod(-curveA))
  if (toIsomorphic === null) throw new Error('−a is no square.')
  return { toIsomorphic, d: mod(-curveD * invert(curveA)) }
}

function constants(): Record<string, Constant> {
  const { toIsomorphic, d } = isomorphism()
  const oddPart = (fieldPrime - 1n) >> 28n
  const x = mod(Base8.x * toIsomorphic)
  const point = [x, Base8.y, 1n, mod(x * Base8.y)].flatMap((value) => element(value).values)
  return {
    one: element(1n),
    half: element(invert(2n)),
    unit: limbs(1n),
    radixSquared: limbs(montgomery ** 2n % fieldPrime),
    fieldPlus: limbs(fieldPrime),
    fieldHalf: number((fieldPrime - 1n) / 2n),
    fieldPrime30: words(
      Array.from({ length: limbCount }, (_, i) => (fieldPrime >> BigInt(30 * i)) & ((1n << 30n) - 1n)),
    ),
    doubleD: element(2n * d),
    quadD: element(4n * d),
    curveA: element(curveA),
    curveD: element(curveD),
    toIsomorphic: element(toIsomorphic),
    fromIsomorphic: element(invert(toIsomorphic)),
    base8: words(point),
    // 5 is no square modulo p.
    rootOfUnity: element(power(5n, oddPart)),
    oddHalf: number((oddPart - 1n) / 2n),
    order: limbs(subgroupOrder),
    orderBytes: number(subgroupOrder),
    orderRadixSquared: limbs(montgomery ** 2n % subgroupOrder),
    orderWide: limbs(((montgomery ** 2n) << 256n) % subgroupOrder),
    blakePi: words(piWords(16)),
    sha512Start: words(sha512Start),
    prime: number(fieldPrime),
    // Poseidon paper, table 8, with circomlib's margins: for 1 to 16 inputs.
    partialRounds: bytes([56, 57, 56, 60, 60, 63, 64, 63, 60, 66, 60, 65, 70, 60, 64, 68]),
    mimcNames: bytes(new TextEncoder().encode('mimcsponge')),
    generatorName: bytes(new TextEncoder().encode('PedersenGenerator_')),
  }
}

/** The module's constants, each derived from what specifies it, as static data. */
export function constantsSource(): string {
  const data = Object.entries(constants()).map(([name, { width, values }]) => {
    const items = values.map((value) => BigInt.asIntN(width, value)).join(', ')
    return `export const ${name}: usize = memory.data<i${width}>([${items}])`
  })
  const inverse = inverseModulo(fieldPrime, 1n << 30n)
  return [...data, `export const primeInverse30: i64 = ${inverse}`].join('\n')
}
