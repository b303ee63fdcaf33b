import { rotate } from './rotate.js'

/** Digits of π: 16 words of BLAKE-512; in their first half 16 of BLAKE-256. */
const pi = [
  0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344, 0xa4093822, 0x299f31d0, 0x082efa98, 0xec4e6c89, 0x452821e6,
  0x38d01377, 0xbe5466cf, 0x34e90c6c, 0xc0ac29b7, 0xc97c50dd, 0x3f84d5b5, 0xb5470917, 0x9216d5d9, 0x8979fb1b,
  0xd1310ba6, 0x98dfb5ac, 0x2ffd72db, 0xd01adfb7, 0xb8e1afed, 0x6a267e96, 0xba7c9045, 0xf12c7f99, 0x24a19947,
  0xb3916cf7, 0x0801f2e2, 0x858efc16, 0x636920d8, 0x71574e69,
]
/** Square roots of the first primes, as in SHA-512; the first half of each is SHA-256's. */
const roots = [
  0x6a09e667, 0xf3bcc908, 0xbb67ae85, 0x84caa73b, 0x3c6ef372, 0xfe94f82b, 0xa54ff53a, 0x5f1d36f1, 0x510e527f,
  0xade682d1, 0x9b05688c, 0x2b3e6c1f, 0x1f83d9ab, 0xfb41bd6b, 0x5be0cd19, 0x137e2179,
]
/** The order of the message's words, a to p, sixteen to a round; after ten rounds it starts again. */
const order =
  'abcdefghijklmnopokeijpngbmaclhfdlimafcpnkodghbjehjdbnmlocgfkeapijafhcekpoblmgidncmgkalidenhfpobjmfbponekahgdjcilnlhombdjfapeigckgpojldaimcnhbekfkciehgbfpljodmna'

/** A half of the mixing function: it adds a word (or the two halves of one) to a, and turns d and b by two distances. */
type Mix = (
  v: Int32Array,
  a: number,
  b: number,
  c: number,
  d: number,
  second: number,
  high: number,
  low: number,
) => void

/** BLAKE-256, the finalist of SHA-3 with 14 rounds (not BLAKE2), for messages below 512 MB. */
export const blake256 = (message: Uint8Array): Uint8Array => hash(message, 1, 14, mix32)

/** BLAKE-512, with 16 rounds. */
export const blake512 = (message: Uint8Array): Uint8Array => hash(message, 2, 16, mix64)

/** `halves` is the number of 32-bit halves in a word. */
function hash(message: Uint8Array, halves: 1 | 2, rounds: number, mix: Mix): Uint8Array {
  const block = 64 * halves
  const padded = new Uint8Array(Math.ceil((message.length + 1 + 8 * halves) / block) * block)
  const view = new DataView(padded.buffer)
  padded.set(message)
  padded[message.length] = 128
  padded[padded.length - 8 * halves - 1] = (padded[padded.length - 8 * halves - 1] ?? 0) | 1
  view.setBigUint64(padded.length - 8, 8n * BigInt(message.length))

  const state = Int32Array.from(roots.filter((_, i) => halves === 2 || i % 2 === 0))
  const v = new Int32Array(16 * halves)
  const words = new Int32Array(16 * halves)
  for (let start = 0; start < padded.length; start += block) {
    for (let i = 0; i < words.length; i += 1) words[i] = view.getInt32(start + 4 * i)
    v.set(state)
    v.set(pi.slice(0, 8 * halves), 8 * halves)
    // Bits of the message so far; a block of nothing but padding counts none.
    const bits = start < message.length ? 8 * Math.min(message.length, start + block) : 0
    for (let i = 12 * halves; i < 14 * halves; i += 1)
      v[i] = (v[i] ?? 0) ^ (halves === 2 && i % 2 === 0 ? bits / 2 ** 32 : bits)
    for (let i = 0; i < 8 * rounds; i += 1) {
      // Columns, then diagonals.
      const turn = i & 4 ? halves : 0
      const [a, mask] = [halves * (i & 3), 4 * halves - 1]
      const [b, c, d] = [(a + turn) & mask, (a + 2 * turn) & mask, (a + 3 * turn) & mask]
      const x = halves * (order.charCodeAt(2 * (i % 80)) - 97)
      const y = halves * (order.charCodeAt(2 * (i % 80) + 1) - 97)
      for (let second = 0; second < 2; second += 1) {
        const m = second ? y : x
        const n = second ? x : y
        const high = (words[m] ?? 0) ^ (pi[n] ?? 0)
        const low = (words[m + halves - 1] ?? 0) ^ (pi[n + halves - 1] ?? 0)
        mix(v, a, 4 * halves + b, 8 * halves + c, 12 * halves + d, second, high, low)
      }
    }
    for (let i = 0; i < state.length; i += 1)
      state[i] = (state[i] ?? 0) ^ (v[i] ?? 0) ^ (v[i + 8 * halves] ?? 0)
  }
  for (const secret of [padded, v, words]) secret.fill(0)
  const digest = new DataView(new ArrayBuffer(32 * halves))
  for (const [i, value] of state.entries()) digest.setInt32(4 * i, value)
  return new Uint8Array(digest.buffer)
}

const turn = (word: number, bits: number) => rotate(word, word, bits)

const mix32: Mix = (v, a, b, c, d, second, value) => {
  v[a] = (v[a] ?? 0) + (v[b] ?? 0) + value
  v[d] = turn((v[d] ?? 0) ^ (v[a] ?? 0), second ? 24 : 16)
  v[c] = (v[c] ?? 0) + (v[d] ?? 0)
  v[b] = turn((v[b] ?? 0) ^ (v[c] ?? 0), second ? 25 : 20)
}

const mix64: Mix = (v, a, b, c, d, second, high, low) => {
  add64(v, a, high, low)
  add64(v, a, v[b] ?? 0, v[b + 1] ?? 0)
  turn64(v, d, a, second ? 48 : 32)
  add64(v, c, v[d] ?? 0, v[d + 1] ?? 0)
  turn64(v, b, c, second ? 53 : 39)
}

function add64(v: Int32Array, at: number, high: number, low: number): void {
  const sum = ((v[at + 1] ?? 0) >>> 0) + (low >>> 0)
  v[at + 1] = sum
  v[at] = (v[at] ?? 0) + high + (sum >= 2 ** 32 ? 1 : 0)
}

/** Turns the exclusive or of two words left. */
function turn64(v: Int32Array, at: number, other: number, bits: number): void {
  const high = (v[at] ?? 0) ^ (v[other] ?? 0)
  const low = (v[at + 1] ?? 0) ^ (v[other + 1] ?? 0)
  v[at] = rotate(high, low, bits)
  v[at + 1] = rotate(low, high, bits)
}
