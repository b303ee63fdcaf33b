import { blakePi, sha512Start } from './constants'
import { sigma } from './sigma'

/** BLAKE-256 of 83 bytes, the length of a Pedersen generator's name: two blocks of 64. Public data, called once for each generator. */
export const nameLength: usize = 83

const state = memory.data(32, 8)
const v = memory.data(64, 8)
const m = memory.data(64, 8)

/** Takes 128 zeroed bytes with the name in front, pads them there, and writes 32 bytes. */
export function blake256(out: usize, name: usize): void {
  // SHA-256 starts from the upper halves of SHA-512's numbers.
  for (let i: usize = 0; i < 8; i += 1) store<u32>(state + 4 * i, load<u32>(sha512Start + 8 * i, 4))
  store<u8>(name + nameLength, 0x80)
  store<u8>(name, 1, 119)
  store<u64>(name, bswap<u64>((<u64>nameLength) << 3), 120)
  compress(name, 512)
  compress(name + 64, (<u32>nameLength) << 3)
  for (let i: usize = 0; i < 32; i += 4) store<u32>(out + i, bswap<u32>(load<u32>(state + i)))
}

/** The constants are those of BLAKE-512, read as 32-bit words: each 64-bit word holds two, the first one above. */
function pi(word: usize): u32 {
  return load<u32>(blakePi + ((4 * word) ^ 4))
}

function compress(block: usize, counter: u32): void {
  for (let i: usize = 0; i < 64; i += 4) store<u32>(m + i, bswap<u32>(load<u32>(block + i)))
  memory.copy(v, state, 32)
  for (let i: usize = 0; i < 8; i += 1) store<u32>(v + 32 + 4 * i, pi(i) ^ (i === 4 || i === 5 ? counter : 0))
  for (let round = 0; round < 14; round += 1) {
    const row = sigma(round)
    for (let i: usize = 0; i < 4; i += 1) {
      mix(row >> (8 * i), i, i, i, i)
    }
    for (let i: usize = 0; i < 4; i += 1) {
      mix(row >> (32 + 8 * i), i, i + 1, i + 2, i + 3)
    }
  }
  for (let i: usize = 0; i < 32; i += 4)
    store<u32>(state + i, load<u32>(state + i) ^ load<u32>(v + i) ^ load<u32>(v + i + 32))
}

function mix(pair: u64, ia: usize, ib: usize, ic: usize, id: usize): void {
  const pa = v + 4 * ia
  const pb = v + 16 + 4 * (ib & 3)
  const pc = v + 32 + 4 * (ic & 3)
  const pd = v + 48 + 4 * (id & 3)
  const j = <usize>(pair & 15)
  const k = <usize>((pair >> 4) & 15)
  let a = load<u32>(pa)
  let b = load<u32>(pb)
  let c = load<u32>(pc)
  let d = load<u32>(pd)
  a += b + (load<u32>(m + 4 * j) ^ pi(k))
  d = rotr(d ^ a, 16)
  c += d
  b = rotr(b ^ c, 12)
  a += b + (load<u32>(m + 4 * k) ^ pi(j))
  d = rotr(d ^ a, 8)
  c += d
  b = rotr(b ^ c, 7)
  store<u32>(pa, a)
  store<u32>(pb, b)
  store<u32>(pc, c)
  store<u32>(pd, d)
}
