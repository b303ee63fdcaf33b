import { blake256, blake512 } from '@noble/hashes/blake1.js'
import { keccak_256 } from '@noble/hashes/sha3.js'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { compile, sources } from '../../../scripts/wasm/compileModule.js'
import { limbCount, montgomery } from '../../../scripts/wasm/limbs.js'
import { sqrt as oracleSqrt } from '../src/bigint/sqrt.js'
import { bytesToInteger, integerToBytes } from '../src/bytes.js'
import { fieldPrime, invert, mod } from '../src/field.js'
import { subgroupOrder } from '../src/point.js'

/** The module's inner functions, which its entry doesn't export. */
const entry = `
export { allocate } from './memory'
export { addSub, mul, mulOrder, sqr } from './unrolled'
export { fromBytes, toBytes } from './field'
export { invert } from './inverse'
export { sqrt } from './sqrt'
export { dot } from './dot'
export { blake512 } from './blake512'
export { blake256 } from './blake256'
export { keccak256 } from './keccak'
`
type Call = (...args: number[]) => unknown
let call: (name: string, ...args: number[]) => unknown
let view: DataView
const room = 40
const size = 72
/** Places for elements and, behind them, for bytes. */
let base: number
const at = (i: number) => base + size * i
const bytesAt = () => at(room)

beforeAll(async () => {
  const files = new Map([...sources(), ['assembly/test.ts', entry]])
  const module = await WebAssembly.compile(Uint8Array.from(await compile(files, 'assembly/test.ts')))
  const { exports } = await WebAssembly.instantiate(module)
  const isCall = (value: unknown): value is Call => typeof value === 'function'
  call = (name, ...args) => {
    const found = exports[name]
    if (!isCall(found)) throw new Error(name)
    return found(...args)
  }
  base = Number(call('allocate', size * room + 4096))
  const { memory } = exports
  if (!(memory instanceof WebAssembly.Memory)) throw new Error('no memory')
  view = new DataView(memory.buffer)
})

const writeLimbs = (i: number, limbs: readonly bigint[]) => {
  for (const [j, limb] of limbs.entries()) view.setBigInt64(at(i) + 8 * j, limb, true)
}
const readLimbs = (i: number) =>
  Array.from({ length: limbCount }, (_, j) => view.getBigInt64(at(i) + 8 * j, true))
const integerOf = (limbs: readonly bigint[]) => limbs.reduceRight((sum, limb) => (sum << 29n) + limb, 0n)
const writeBytes = (bytes: Uint8Array) => new Uint8Array(view.buffer).set(bytes, bytesAt())
const readBytes = (count: number) => new Uint8Array(view.buffer).slice(bytesAt(), bytesAt() + count)
const write = (i: number, value: bigint) => {
  writeBytes(integerToBytes(value))
  call('fromBytes', at(i), bytesAt())
}
const read = (i: number) => {
  call('toBytes', bytesAt(), at(i))
  return bytesToInteger(readBytes(32))
}

const edges = [0n, 1n, 2n, fieldPrime - 1n, fieldPrime - 2n, (fieldPrime - 1n) / 2n, (fieldPrime + 1n) / 2n]
const element = fc.oneof(fc.bigInt({ min: 0n, max: fieldPrime - 1n }), fc.constantFrom(...edges))
/** Limbs as sums of `units` products have them at most: the last one of 23 bits each. */
const limbs = (units: bigint) => {
  const most = units << 28n
  const limb = fc.oneof(fc.bigInt({ min: -most, max: most }), fc.constantFrom(most, -most, 0n))
  const last = units << 23n
  return fc.tuple(...Array.from({ length: limbCount - 1 }, () => limb), fc.bigInt({ min: -last, max: last }))
}

describe('limbs', () => {
  const reduced = (value: bigint, modulus: bigint) => mod(value * inverseOfRadix(modulus), modulus)
  const inverseOfRadix = (modulus: bigint) => {
    let [result, square] = [1n, montgomery % modulus]
    for (let e = modulus - 2n; e > 0n; e >>= 1n) {
      if (e & 1n) result = (result * square) % modulus
      square = (square * square) % modulus
    }
    return result
  }
  const isBalanced = (i: number) => readLimbs(i).every((limb) => limb >= -(1n << 28n) && limb <= 1n << 28n)

  test.each([
    ['mul', fieldPrime],
    ['mulOrder', subgroupOrder],
  ] as const)('%s of the greatest sums that formulas multiply: three units by four', (name, modulus) => {
    fc.assert(
      fc.property(limbs(3n), limbs(4n), (a, b) => {
        writeLimbs(0, a)
        writeLimbs(1, b)
        call(name, at(2), at(0), at(1))
        expect(mod(integerOf(readLimbs(2)), modulus)).toBe(reduced(integerOf(a) * integerOf(b), modulus))
        expect(isBalanced(2)).toBe(true)
      }),
      { numRuns: 300 },
    )
  })

  test('sqr of sums of three', () => {
    fc.assert(
      fc.property(limbs(3n), (a) => {
        writeLimbs(0, a)
        call('sqr', at(0), at(0))
        expect(mod(integerOf(readLimbs(0)), fieldPrime)).toBe(reduced(integerOf(a) ** 2n, fieldPrime))
      }),
      { numRuns: 300 },
    )
  })

  test.each(Array.from({ length: 16 }, (_, i) => i + 1))('inner products of %i', (count) => {
    const many = fc.array(limbs(1n), { minLength: count, maxLength: count })
    fc.assert(
      fc.property(many, many, limbs(1n), (a, b, plus) => {
        // The places of a, of b, and the last one for what is added.
        for (const [i, each] of a.entries()) writeLimbs(i, each)
        for (const [i, each] of b.entries()) writeLimbs(20 + i, each)
        writeLimbs(38, plus)
        call('dot', at(39), at(0), at(20), count, at(38))
        const sum = a.reduce((total, each, i) => total + integerOf(each) * integerOf(b[i] ?? []), 0n)
        expect(mod(integerOf(readLimbs(39)), fieldPrime)).toBe(
          mod(reduced(sum, fieldPrime) + integerOf(plus), fieldPrime),
        )
      }),
      { numRuns: 20 },
    )
  })

  test('sums and differences', () => {
    fc.assert(
      fc.property(limbs(1n), limbs(1n), (a, b) => {
        writeLimbs(0, a)
        writeLimbs(1, b)
        call('addSub', at(2), at(3), at(0), at(1))
        expect(integerOf(readLimbs(2))).toBe(integerOf(a) + integerOf(b))
        expect(integerOf(readLimbs(3))).toBe(integerOf(a) - integerOf(b))
      }),
    )
  })
})

describe('elements', () => {
  test('bytes, inverses and roots', () => {
    fc.assert(
      fc.property(element, (value) => {
        write(0, value)
        expect(read(0)).toBe(value)
        call('invert', at(1), at(0))
        expect(read(1)).toBe(invert(value))
        const root = oracleSqrt(value)
        expect(call('sqrt', at(2), at(0))).toBe(root === null ? 0 : 1)
        if (root !== null) expect([root, mod(-root)]).toContain(read(2))
      }),
      { numRuns: 300 },
    )
  })

  test('any 256 bits are taken modulo p', () => {
    for (const value of [fieldPrime, fieldPrime + 5n, (1n << 256n) - 1n, 4n * fieldPrime + 1n]) {
      write(0, value)
      expect(read(0)).toBe(value % fieldPrime)
    }
  })
})

describe('hashes', () => {
  test('BLAKE-512 of 0 to 300 bytes', () => {
    for (let length = 0; length <= 300; length += 1) {
      const message = Uint8Array.from({ length }, (_, i) => i * 7 + length)
      writeBytes(message)
      call('blake512', at(0), bytesAt(), length)
      expect(new Uint8Array(view.buffer).slice(at(0), at(0) + 64)).toEqual(blake512(message))
    }
  })

  test("BLAKE-256 of a generator's name", () => {
    for (let seed = 0; seed < 50; seed += 1) {
      const name = Uint8Array.from({ length: 83 }, (_, i) => i * seed + 1)
      writeBytes(new Uint8Array(128))
      writeBytes(name)
      call('blake256', at(0), bytesAt())
      expect(new Uint8Array(view.buffer).slice(at(0), at(0) + 32)).toEqual(blake256(name))
    }
  })

  test('Keccak-256 of less than a block', () => {
    for (let length = 0; length < 136; length += 1) {
      const message = Uint8Array.from({ length }, (_, i) => i * 3 + length)
      writeBytes(message)
      call('keccak256', at(0), bytesAt(), length)
      expect(new Uint8Array(view.buffer).slice(at(0), at(0) + 32)).toEqual(keccak_256(message))
    }
  })
})
