import { blake256 } from './blake256'
import { pointFromBytes, unpack } from './codec'
import { generatorName } from './constants'
import { double } from './point'

const name = memory.data(128, 8)
const hash = memory.data(32, 8)
const bytes = memory.data(64, 8)

/** The base of a segment of the Pedersen hash: eight times the first point that BLAKE-256 of its name hits. */
export function generator(out: usize, segment: u32): void {
  for (let attempt: u32 = 0; ; attempt += 1) {
    memory.fill(name, 0, 128)
    memory.copy(name, generatorName, 18)
    digits(name + 18, segment)
    store<u8>(name, 0x5f, 50)
    digits(name + 51, attempt)
    blake256(hash, name)
    store<u8>(hash, load<u8>(hash, 31) & 0xbf, 31)
    if (!unpack(bytes, hash)) continue
    pointFromBytes(out, bytes)
    for (let i = 0; i < 3; i += 1) double(out, out, true)
    return
  }
}

/** 32 decimal digits. */
function digits(to: usize, value: u32): void {
  let rest = value
  for (let i: i32 = 31; i >= 0; i -= 1) {
    store<u8>(to + <usize>i, <u8>(0x30 + (rest % 10)))
    rest /= 10
  }
}
