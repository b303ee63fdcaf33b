import { beforeAll, describe, expect, test } from 'vitest'
import { compile } from './compileModule.js'
import { type Disassembly, disassemble } from './disassemble.js'
import { findLeaks } from './secretFlow.js'

/** Each export handles what lies at an address: the leaky ones in one way each. */
const source = `
export function clean(p: usize, length: usize): void {
  let sum: i64 = 0
  for (let i: usize = 0; i < length; i += 8) sum += load<i64>(p + i) * 3
  const mask = sum >> 63
  store<i64>(p, (sum & mask) | (7 & ~mask))
  if (length > 16) memory.fill(p, 0, length)
}
export function reused(p: usize): i64 {
  let a = load<i64>(p)
  store<i64>(p, a ^ 5, 8)
  a = 0
  for (let i = 0; i < 4; i += 1) a += i * a
  return load<i64>(p + <usize>(a & 8))
}
export function branch(p: usize): void { if (load<i32>(p)) store<i32>(p, opaque(1), 8) }
export function choose(p: usize): i32 { return select<i32>(3, 8, load<i32>(p) === 1) }
export function loadAt(p: usize): i32 { return load<i32>(p + (load<i32>(p) & 7)) }
export function storeAt(p: usize): void { store<i32>(p + (load<i32>(p) & 7), 1) }
export function length(p: usize): void { memory.fill(p, 0, load<i32>(p)) }
export function divide(p: usize): i32 { return load<i32>(p, 4) / load<i32>(p) }
export function loop(p: usize): void { for (let n = load<i32>(p); n > 0; n -= 2) store<i32>(p, opaque(n), 4) }
export function parameter(p: usize): i32 { return leaky(load<i32>(p)) }
export function result(p: usize): void { if (read(p)) store<i32>(p, opaque(2), 8) }
export function viaGlobal(p: usize): void { kept = load<i32>(p); useKept(p) }
export function later(p: usize): void {
  let at = p
  for (let i = 0; i < 9; i += 1) { store<i32>(at, opaque(i)); at = p + (load<i32>(p, 64) & 7) }
}
export function published(p: usize): i32 { return leaky(load<i32>(p)) }
let kept: i32 = 0
let turns: i32 = 0
function opaque(x: i32): i32 { turns += 1; for (let i = 0; i < turns; i += 1) turns ^= x * i; return turns }
function useKept(p: usize): void { if (kept > 2) store<i32>(p, opaque(3), 8); opaque(4) }
function read(p: usize): i32 { opaque(5); opaque(6); return load<i32>(p) + opaque(7) }
function leaky(x: i32): i32 { if (x > 5) opaque(8); else opaque(x); opaque(9); return opaque(10) }
export function others(p: usize): void { useKept(p); read(p); leaky(1) }
`

let module: Disassembly
beforeAll(async () => {
  module = disassemble(await compile(new Map([['assembly/index.ts', source]]), 'assembly/index.ts'))
})
const leaksOf = (root: string, publicFunctions: string[] = []) =>
  findLeaks(module, { roots: [root], publicFunctions }).map((leak) => leak.replace(/^.*\/(\w+): /, '$1: '))

describe('what a secret must not decide', () => {
  test.each([
    ['branch', ['branch: if']],
    ['choose', ['choose: select']],
    ['loadAt', ['loadAt: address of a load']],
    ['storeAt', ['storeAt: address of a store']],
    ['length', ['length: length']],
    ['divide', ['divide: division']],
    ['loop', ['loop: if']],
    ['parameter', ['leaky: select']],
    ['result', ['result: if']],
    ['viaGlobal', ['useKept: if']],
    ['later', ['later: address of a store']],
  ])('%s', (root, leaks) => {
    expect(leaksOf(root)).toEqual(expect.arrayContaining(leaks))
  })

  test.each(['clean', 'reused'])('%s', (root) => {
    expect(leaksOf(root)).toEqual([])
  })
})

test('a public function is not followed', () => {
  expect(leaksOf('published', ['leaky'])).toEqual([])
  expect(leaksOf('published')).not.toEqual([])
})

test('a root that is not exported is refused', () => {
  expect(() => leaksOf('nothing')).toThrow('exports no nothing')
})
