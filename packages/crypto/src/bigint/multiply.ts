import { type Addend, add, double, type Extended, neutral, toAddend } from './curve.js'
import { multiplesOf } from './multiples.js'

/** Multiplies one point often: by a scalar below the subgroup's order, and adds the product to `sum`. */
export type FixedBase = (scalar: bigint, sum?: Extended) => Extended

const width = 6
const windows = 42

/** Signed digits of 6 bits, a table row for each: no doublings. The table is built on first use. */
export function createFixedBase(point: Extended): FixedBase {
  let table: ReturnType<typeof multiplesOf> | undefined
  return (scalar, start = neutral) => {
    table ??= multiplesOf(point, { windows, spacing: width, count: 1 << (width - 1) })
    let sum = start
    let carry = 0
    for (const [i, row] of table.entries()) {
      const digit = carry + Number((scalar >> BigInt(width * i)) & 63n)
      carry = digit > 32 ? 1 : 0
      const signed = carry ? digit - 64 : digit
      const addend = row[Math.abs(signed) - 1]
      if (addend) sum = add(sum, addend, signed < 0)
    }
    return sum
  }
}

/** Multiplies any point by any scalar of 0 and more: signed odd digits of 5 bits, the highest first. */
export function multiply(point: Extended, scalar: bigint): Extended {
  const twice = toAddend(double(point))
  const odd: Addend[] = []
  for (let multiple = point; odd.length < 8; multiple = add(multiple, twice)) odd.push(toAddend(multiple))
  const digits = signedDigits(scalar)
  let sum = neutral
  for (let i = digits.length - 1; i >= 0; i -= 1) {
    const digit = digits[i] ?? 0
    sum = double(sum, digit === 0 && i > 0)
    const addend = odd[(Math.abs(digit) - 1) >> 1]
    if (digit !== 0 && addend) sum = add(sum, addend, digit < 0, i > 0)
  }
  return sum
}

/** Digits of weight 2^i, odd and between −15 and 15 or zero; of five in a row at most one is not zero. */
function signedDigits(scalar: bigint): Int8Array {
  const bits = scalar.toString(2)
  const bit = (i: number) => (bits.charCodeAt(bits.length - 1 - i) === 49 ? 1 : 0)
  const digits = new Int8Array(bits.length + 1)
  let carry = 0
  for (let i = 0; i < digits.length; ) {
    if ((bit(i) ^ carry) === 0) {
      i += 1
      continue
    }
    const value = carry + bit(i) + 2 * bit(i + 1) + 4 * bit(i + 2) + 8 * bit(i + 3) + 16 * bit(i + 4)
    carry = value > 16 ? 1 : 0
    digits[i] = carry ? value - 32 : value
    i += 5
  }
  return digits
}
