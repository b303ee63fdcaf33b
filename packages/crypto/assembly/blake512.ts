import { blakePi, sha512Start } from './constants'
import { sigma } from './sigma'

/** BLAKE-512, the finalist of SHA-3 (not BLAKE2): rows of 16 words, a 16-round permutation, a salt of zero. */
const blockSize: usize = 128
const state = memory.data(64, 8)
const v = memory.data(128, 8)
const m = memory.data(128, 8)
const tail = memory.data(128, 8)

/** Writes the 64 bytes of the hash, and clears what it worked with. */
export function blake512(out: usize, message: usize, length: usize): void {
  memory.copy(state, sha512Start, 64)
  let at: usize = 0
  for (; at + blockSize <= length; at += blockSize) compress(message + at, (at + blockSize) << 3)
  const rest = length - at
  memory.fill(tail, 0, blockSize)
  memory.copy(tail, message + at, rest)
  store<u8>(tail + rest, 0x80)
  if (rest >= 112) {
    compress(tail, length << 3)
    memory.fill(tail, 0, blockSize)
    finish(out, length, 0)
  } else finish(out, length, rest === 0 ? 0 : length << 3)
}

/** The counter of a block without a bit of the message is zero. */
function finish(out: usize, length: usize, counter: usize): void {
  store<u8>(tail, load<u8>(tail, 111) | 1, 111)
  store<u64>(tail, bswap<u64>((<u64>length) << 3), 120)
  compress(tail, counter)
  for (let i: usize = 0; i < 64; i += 8) store<u64>(out + i, bswap<u64>(load<u64>(state + i)))
  memory.fill(state, 0, 64)
  memory.fill(v, 0, 128)
  memory.fill(m, 0, 128)
  memory.fill(tail, 0, 128)
}

function compress(block: usize, counter: usize): void {
  for (let i: usize = 0; i < 128; i += 8) store<u64>(m + i, bswap<u64>(load<u64>(block + i)))
  memory.copy(v, state, 64)
  memory.copy(v + 64, blakePi, 64)
  store<u64>(v, load<u64>(v, 96) ^ <u64>counter, 96)
  store<u64>(v, load<u64>(v, 104) ^ <u64>counter, 104)
  for (let round = 0; round < 16; round += 1) {
    const row = sigma(round)
    mix(row, v, v + 32, v + 64, v + 96)
    mix(row >> 8, v + 8, v + 40, v + 72, v + 104)
    mix(row >> 16, v + 16, v + 48, v + 80, v + 112)
    mix(row >> 24, v + 24, v + 56, v + 88, v + 120)
    mix(row >> 32, v, v + 40, v + 80, v + 120)
    mix(row >> 40, v + 8, v + 48, v + 88, v + 96)
    mix(row >> 48, v + 16, v + 56, v + 64, v + 104)
    mix(row >> 56, v + 24, v + 32, v + 72, v + 112)
  }
  for (let i: usize = 0; i < 64; i += 8)
    store<u64>(state + i, load<u64>(state + i) ^ load<u64>(v + i) ^ load<u64>(v + i + 64))
}

function mix(pair: u64, pa: usize, pb: usize, pc: usize, pd: usize): void {
  const j = (<usize>(pair & 15)) << 3
  const k = (<usize>((pair >> 4) & 15)) << 3
  let a = load<u64>(pa)
  let b = load<u64>(pb)
  let c = load<u64>(pc)
  let d = load<u64>(pd)
  a += b + (load<u64>(m + j) ^ load<u64>(blakePi + k))
  d = rotr(d ^ a, 32)
  c += d
  b = rotr(b ^ c, 25)
  a += b + (load<u64>(m + k) ^ load<u64>(blakePi + j))
  d = rotr(d ^ a, 16)
  c += d
  b = rotr(b ^ c, 11)
  store<u64>(pa, a)
  store<u64>(pb, b)
  store<u64>(pc, c)
  store<u64>(pd, d)
}
