import { partialRounds, prime } from './constants'
import { fromBytes } from './field'

/**
 * The Grain LFSR of the Poseidon paper (appendix F): 80 bits, of which the lower 64 stand in `low`. Sixteen steps at a time:
 * the highest tap is 62, so the first bit that depends on a new one is the eighteenth.
 */
let low: u64 = 0
let high: u64 = 0
let bits: u64 = 0
let pairs: i32 = 0

const number = memory.data(32, 8)

function step16(): u64 {
  const next =
    (((low >> 62) | (high << 2)) ^
      ((low >> 51) | (high << 13)) ^
      (low >> 38) ^
      (low >> 23) ^
      (low >> 13) ^
      low) &
    0xffff
  low = (low >> 16) | (high << 48)
  high = next
  return next
}

/** Seeds the register with the parameters: field 1, S-box 0, 254 bits, width, full and partial rounds, thirty ones; and drops 160 bits. */
export function seedGrain(width: i32, full: i32, partial: i32): void {
  low = 0
  high = 0
  place(0, 2, 1)
  place(2, 4, 0)
  place(6, 12, 254)
  place(18, 12, width)
  place(30, 10, full)
  place(40, 10, partial)
  place(50, 30, 0x3fffffff)
  for (let i = 0; i < 10; i += 1) step16()
  pairs = 0
}

/** A number's bits, the highest first, from place `at` of the register. */
function place(at: i32, size: i32, value: i32): void {
  for (let i = 0; i < size; i += 1) {
    const bit = <u64>((value >> (size - 1 - i)) & 1)
    const index = at + i
    if (index < 64) low |= bit << index
    else high |= bit << (index - 64)
  }
}

/** The next 254 bits, the highest first: of two bits the second counts when the first is set. */
function take(): void {
  let word: u64 = 0
  let left = 62
  let at: usize = 24
  for (;;) {
    if (pairs === 0) {
      bits = step16()
      pairs = 8
    }
    const selected = bits & 1
    word = (word << selected) | ((bits >> 1) & selected)
    left -= <i32>selected
    bits >>= 2
    pairs -= 1
    if (left === 0) {
      store<u64>(number + at, word)
      if (at === 0) return
      at -= 8
      left = 64
      word = 0
    }
  }
}

/** The next element below p: greater numbers are dropped. */
export function nextBelow(out: usize): void {
  do take()
  while (!isBelow())
  fromBytes(out, number)
}

/** The next element, modulo p. */
export function nextReduced(out: usize): void {
  take()
  fromBytes(out, number)
}

function isBelow(): bool {
  for (let i: i32 = 24; i >= 0; i -= 8) {
    const word = load<u64>(number + <usize>i)
    const limit = load<u64>(prime + <usize>i)
    if (word !== limit) return word < limit
  }
  return false
}

export function partialRoundsOf(t: usize): usize {
  return load<u8>(partialRounds + <usize>(t - 2))
}
