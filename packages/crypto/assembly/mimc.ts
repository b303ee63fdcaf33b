import { mimcNames, one } from './constants'
import { add, carry, copy, fromBytes, toBytes } from './field'
import { keccak256 } from './keccak'
import { allocate } from './memory'
import { mul, sqr } from './unrolled'

const rounds7: u32 = 91
const roundsSponge: u32 = 220

let constants7: usize = 0
let constantsSponge: usize = 0

const hash = memory.data(32, 8)
const turned = memory.data(32, 8)
const key = memory.data(72, 8)
const input = memory.data(72, 8)
const sum = memory.data(72, 8)
const square = memory.data(72, 8)
const power = memory.data(72, 8)
const left = memory.data(72, 8)
const right = memory.data(72, 8)

/** A chain of hashes from that of a name, each read as a big-endian number. The first constant is zero. */
function deriveConstants(name: usize, length: usize, rounds: u32): usize {
  const out = allocate(<usize>rounds * 72)
  memory.fill(out, 0, 72)
  keccak256(hash, name, length)
  for (let i: u32 = 1; i < rounds; i += 1) {
    keccak256(hash, hash, 32)
    for (let j: usize = 0; j < 32; j += 8) store<u64>(turned + j, bswap<u64>(load<u64>(hash + 24 - j)))
    fromBytes(out + 72 * i, turned)
  }
  return out
}

/** sum = a + b + c. */
function addThree(a: usize, b: usize, c: usize): void {
  add(sum, a, b)
  add(sum, sum, c)
  carry(sum)
}

/** MiMC7 over `count` inputs at `from`, the key in front of them, where the result goes. */
export function mimc7(from: usize, count: u32): void {
  if (constants7 === 0) constants7 = deriveConstants(mimcNames, 4, rounds7)
  fromBytes(key, from)
  for (let i: u32 = 1; i <= count; i += 1) {
    fromBytes(input, from + 32 * i)
    copy(power, input)
    for (let r: u32 = 0; r < rounds7; r += 1) {
      addThree(power, key, constants7 + 72 * r)
      sqr(square, sum)
      sqr(power, square)
      mul(square, square, sum)
      mul(power, power, square)
    }
    // The result is keyed once more, and added to key and input.
    addThree(power, key, key)
    add(key, sum, input)
    carry(key)
    normalize(key)
  }
  toBytes(from, key)
}

/** The sponge over `count` inputs at `from`, the key in front of them, where the outputs go. */
export function mimcSponge(from: usize, count: u32, outputs: u32): void {
  if (constantsSponge === 0) {
    constantsSponge = deriveConstants(mimcNames, 10, roundsSponge)
    memory.fill(constantsSponge + 72 * (roundsSponge - 1), 0, 72)
  }
  fromBytes(key, from)
  memory.fill(left, 0, 72)
  memory.fill(right, 0, 72)
  for (let i: u32 = 0; i < count; i += 1) {
    fromBytes(input, from + 32 * (i + 1))
    add(left, left, input)
    carry(left)
    mixHalves()
  }
  toBytes(from, left)
  for (let i: u32 = 1; i < outputs; i += 1) {
    mixHalves()
    toBytes(from + 32 * i, left)
  }
}

/** The Feistel network; the halves stay in place in the last round. */
function mixHalves(): void {
  for (let r: u32 = 0; r < roundsSponge; r += 1) {
    addThree(left, key, constantsSponge + 72 * r)
    sqr(square, sum)
    sqr(square, square)
    mul(power, square, sum)
    add(power, power, right)
    carry(power)
    copy(right, left)
    copy(left, power)
    // Each half is a sum of all that was added to it: before it outgrows the limbs it is made small.
    if ((r & 15) === 15) {
      normalize(left)
      normalize(right)
    }
  }
  copy(sum, left)
  copy(left, right)
  copy(right, sum)
  normalize(left)
  normalize(right)
}

/** Sums of any number of elements would outgrow the limbs: a product by one is small again. */
function normalize(a: usize): void {
  mul(a, a, one)
}
