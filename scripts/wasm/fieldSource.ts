import { inverseModulo } from './constants.js'
import { limbBits, limbCount, toLimbs } from './limbs.js'

const indices = Array.from({ length: limbCount }, (_, i) => i)
const lines = (items: readonly string[]) => items.map((item) => `  ${item}\n`).join('')

/** A modulus in limbs, and its negative's place in Montgomery's reduction. */
type Modulus = { limbs: readonly bigint[]; multiple: (t0: string) => string; carry: (t0: string) => string }

/**
 * p is 1 + 2^28 modulo 2^29 and so its own inverse there: the multiple that a row takes away costs a shift and an addition, and no multiplication.
 */
function fieldModulus(p: bigint): Modulus {
  const [lowest = 0n, second = 0n, ...others] = toLimbs(p)
  if (lowest !== 1n - (1n << 28n)) throw new Error('The prime is not 1 + 2^28 modulo 2^29.')
  return {
    limbs: [lowest + (1n << limbBits), second - 1n, ...others],
    multiple: (t0) => `((${t0} + (${t0} << 28)) << 35) >> 35`,
    carry: (t0) => `(${t0} - m - (m << 28)) >> 29`,
  }
}

function anyModulus(n: bigint): Modulus {
  const limbs = toLimbs(n)
  const inverse = inverseModulo(n, 1n << limbBits)
  return {
    limbs,
    multiple: (t0) => `((${t0} * ${inverse}) << 35) >> 35`,
    carry: (t0) => `(${t0} - m * ${limbs[0]}) >> 29`,
  }
}

/** One row of the reduction: takes a multiple of the modulus away so that t0 vanishes, and hands its carry to t1. */
const reduce = ({ limbs, multiple, carry }: Modulus, t: (column: number) => string): string[] => [
  `m = ${multiple(t(0))}`,
  `${t(1)} += m * ${-(limbs[1] ?? 0n)} + (${carry(t(0))})`,
  ...indices.slice(2).map((j) => `${t(j)} += m * ${-(limbs[j] ?? 0n)}`),
]

/** Balances the eight columns that are left and stores them; the last limb is what they carry. */
const store = (t: (column: number) => string): string[] => [
  ...indices
    .slice(0, -1)
    .flatMap((i) => [
      ...(i === 0 ? [] : [`${t(i)} += m`]),
      `m = (${t(i)} + 0x10000000) >> 29`,
      `store<i64>(out, ${t(i)} - (m << 29), ${i * 8})`,
    ]),
  `store<i64>(out, m, ${(limbCount - 1) * 8})`,
]

/** Columns move down by one with each row: their variables go round. */
const column = (row: number) => (j: number) => `t${(row + j) % limbCount}`

const variables = lines([...indices.map((i) => `let t${i}: i64`), 'let m: i64'])
const loads = (name: string) => lines(indices.map((i) => `const ${name}${i} = load<i64>(${name}, ${i * 8})`))

/** out = a · b / 2^261. */
function product(name: string, modulus: Modulus): string {
  const rows = indices.flatMap((row) => {
    const t = column(row)
    return [
      `x = load<i64>(a, ${row * 8})`,
      ...indices.map((j) => `${t(j)} ${row === 0 || j === limbCount - 1 ? '=' : '+='} x * b${j}`),
      ...reduce(modulus, t),
    ]
  })
  return `export function ${name}(out: usize, a: usize, b: usize): void {
  let x: i64
${variables}${loads('b')}${lines(rows)}${lines(store(column(0)))}}
`
}

/** out = a² / 2^261: each product of two different limbs once, doubled. */
function square(modulus: Modulus): string {
  const rows = indices.flatMap((row) => {
    const t = column(row)
    const products = indices.slice(row).map((k) => (k === row ? `a${k} * a${k}` : `x * a${k}`))
    return [
      `x = a${row} << 1`,
      ...products.map(
        (text, i) => `${t(row + i)} ${row === 0 || row + i === limbCount - 1 ? '=' : '+='} ${text}`,
      ),
      ...reduce(modulus, t),
    ]
  })
  return `export function sqr(out: usize, a: usize): void {
  let x: i64
${variables}${loads('a')}${lines(rows)}${lines(store(column(0)))}}
`
}

/** out = Σ a_i · b_i / 2^261 + plus over a few neighbouring elements: the products of a row first, then one reduction. */
function dot(modulus: Modulus): string {
  const t = column(0)
  return `export function dotFew(out: usize, a: usize, b: usize, count: usize, plus: usize): void {
${lines(indices.map((i) => `let t${i}: i64 = 0`))}  let m: i64 = 0
  for (let row: usize = 0; row < ${8 * limbCount}; row += 8) {
    for (let k = count, x = a + row, y = b; k > 0; k -= 1) {
      const limb = load<i64>(x)
${lines(indices.map((j) => `    ${t(j)} += limb * load<i64>(y, ${8 * j})`))}      x += ${8 * limbCount}
      y += ${8 * limbCount}
    }
${lines(reduce(modulus, t))}${lines(indices.map((j) => `${t(j)} = ${j === limbCount - 1 ? '0' : t(j + 1)}`))}  }
${lines(indices.map((j) => `${t(j)} += load<i64>(plus, ${8 * j})`))}${lines(store(t))}  store<i64>(out, m + ${t(limbCount - 1)}, ${8 * (limbCount - 1)})
}
`
}

/** sum = a + b and difference = a − b in one pass, without carries. The results may stand where a or b did. */
const addSub =
  (): string => `export function addSub(sum: usize, difference: usize, a: usize, b: usize): void {
  let x: i64, y: i64
${lines(
  indices.flatMap((i) => [
    `x = load<i64>(a, ${8 * i})`,
    `y = load<i64>(b, ${8 * i})`,
    `store<i64>(sum, x + y, ${8 * i})`,
    `store<i64>(difference, x - y, ${8 * i})`,
  ]),
)}}
`

/** out = a + factor · b, without carries. */
const addTimes = (): string => `export function addTimes(out: usize, a: usize, b: usize, factor: i64): void {
${lines(indices.map((i) => `store<i64>(out, load<i64>(a, ${8 * i}) + factor * load<i64>(b, ${8 * i}), ${8 * i})`))}}
`

/** The 27 limbs of a table's entry, widened. */
const widen = (): string => `export function widen(out: usize, entry: usize): void {
${lines(Array.from({ length: 3 * limbCount }, (_, i) => `store<i64>(out, load<i32>(entry, ${4 * i}), ${8 * i})`))}}
`

/**
 * The same for a fixed number of products, without loops. All of b stands in variables, which an engine short of registers keeps on its stack: from
 * there a multiplication takes its operand at no cost, and from the module's memory it doesn't.
 */
function dotOf(count: number, modulus: Modulus): string {
  const terms = Array.from({ length: count }, (_, k) => k)
  const rows = indices.flatMap((row) => {
    const t = column(row)
    return [
      ...terms.flatMap((k) => [
        `x = load<i64>(a, ${8 * (row + k * limbCount)})`,
        ...indices.map(
          (j) =>
            `${t(j)} ${k === 0 && (row === 0 || j === limbCount - 1) ? '=' : '+='} x * b${j + k * limbCount}`,
        ),
      ]),
      ...reduce(modulus, t),
    ]
  })
  const t = column(0)
  return `export function dot${count}(out: usize, a: usize, b: usize, plus: usize): void {
  let x: i64
${variables}${lines(terms.flatMap((k) => indices.map((j) => `const b${j + k * limbCount} = load<i64>(b, ${8 * (j + k * limbCount)})`)))}${lines(rows)}  t${limbCount - 1} = load<i64>(plus, ${8 * (limbCount - 1)})
${lines(indices.slice(0, -1).map((j) => `${t(j)} += load<i64>(plus, ${8 * j})`))}${lines(store(t))}  store<i64>(out, m + t${limbCount - 1}, ${8 * (limbCount - 1)})
}
`
}

const entryWords = 14

/** out = the entry that `wanted` counts from 1, or zeros for 0: reads all sixteen, whichever it is. */
function scan(): string {
  const half = (from: number) => {
    const words = Array.from({ length: entryWords / 2 }, (_, i) => from + i)
    return `${lines(words.map((i) => `let w${i}: u64 = 0`))}  for (let k: i64 = 1, at = table; k <= 16; k += 1) {
    const mask = <u64>(((k ^ wanted) - 1) >> 63)
${lines(words.map((i) => `  w${i} |= load<u64>(at, ${8 * i}) & mask`))}    at += ${8 * entryWords}
  }
${lines(
  words.flatMap((i) => [
    `store<i64>(out, <i64>(<i32>w${i}), ${16 * i})`,
    ...(i < entryWords - 1 ? [`store<i64>(out, <i64>w${i} >> 32, ${16 * i + 8})`] : []),
  ]),
)}`
  }
  return `export function scan(out: usize, table: usize, wanted: i64): void {
${half(0)}${half(entryWords / 2)}}
`
}

/** The source of what is unrolled, where a loop would cost more than its body. */
export const fieldSource = (prime: bigint, order: bigint): string =>
  [
    product('mul', fieldModulus(prime)),
    square(fieldModulus(prime)),
    product('mulOrder', anyModulus(order)),
    dot(fieldModulus(prime)),
    dotOf(3, fieldModulus(prime)),
    dotOf(4, fieldModulus(prime)),
    addSub(),
    addTimes(),
    widen(),
    scan(),
  ].join('\n')
