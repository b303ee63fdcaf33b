import { base8, half } from './constants'
import { allocate } from './memory'
import { addAffine, setIdentity } from './point'
import { addEntry, buildTable, entry, entrySize } from './table'
import { scan } from './unrolled'

/** Windows of 5 bits, signed: digits −15 to 16, so 16 entries each. 51 windows hold 255 bits. */
const windows = 51
const entries = 16
const tableSize: usize = 816 * entrySize

let table: usize = 0

/** Builds the table of Base8 on first use. */
export function baseTable(): usize {
  if (table === 0) {
    table = allocate(tableSize)
    buildTable(table, base8, windows, entries)
  }
  return table
}

/** A table like that of Base8 for another point, in the place of an old one or in a new place for 0. */
export function keyTable(point: usize, old: usize): usize {
  const out = old === 0 ? allocate(tableSize) : old
  buildTable(out, point, windows, entries)
  return out
}

/**
 * out = scalar · Base8 for a secret scalar below 2^254 in 40 bytes: reads every entry of every window, and does the same whatever the digits are.
 */
export function multiplyBaseSecret(out: usize, scalar: usize, from: usize): void {
  setIdentity(out)
  let over: i64 = 0
  let bit: usize = 0
  for (let at = from; bit < 255; bit += 5) {
    const digit = <i64>((load<u64>(scalar + (bit >> 3)) >> (bit & 7)) & 31) + over
    const negative = (16 - digit) >> 63
    over = -negative
    const size = (digit ^ negative) - negative + (32 & negative)
    scan(entry, at, size)
    applySign(size, negative)
    addAffine(out, out, entry, false)
    at += 16 * entrySize
  }
  memory.fill(entry, 0, 216)
}

/** Digit 0 takes the identity's entry; a negative one swaps the first two parts and negates the third. */
function applySign(size: i64, negative: i64): void {
  const none = (size - 1) >> 63
  for (let i: usize = 0; i < 72; i += 8) {
    const low = load<i64>(entry + i) | (load<i64>(half + i) & none)
    const high = load<i64>(entry + 72 + i) | (load<i64>(half + i) & none)
    const change = (low ^ high) & negative
    store<i64>(entry + i, low ^ change)
    store<i64>(entry + 72 + i, high ^ change)
    store<i64>(entry + 144 + i, (load<i64>(entry + 144 + i) ^ negative) - negative)
  }
}

/** out = out + scalar · (the point of the table), for a public scalar below 2^254 in 40 bytes. */
export function addMultiple(out: usize, scalar: usize, from: usize, negative: bool): void {
  let over: i32 = 0
  let bit: usize = 0
  for (let at = from; bit < 255; bit += 5) {
    let digit = <i32>((load<u64>(scalar + (bit >> 3)) >> (bit & 7)) & 31) + over
    over = digit > 16 ? 1 : 0
    if (over === 1) digit -= 32
    if (digit > 0) addEntry(out, at + <usize>(digit - 1) * entrySize, negative)
    if (digit < 0) addEntry(out, at + <usize>(-digit - 1) * entrySize, !negative)
    at += 16 * entrySize
  }
}
