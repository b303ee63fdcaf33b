import { utf8ToBytes } from '@zg/core'
import { fieldPrime as p } from '../field.js'
import { keccak256 } from './keccak.js'

/** Round constants are a chain of Keccak-256 from the hash of a name, big-endian; the first is zero. */
function deriveConstants(name: string, rounds: number): bigint[] {
  let hash = keccak256(utf8ToBytes(name))
  return Array.from({ length: rounds }, (_, i) => {
    if (i === 0) return 0n
    hash = keccak256(hash)
    return hash.reduce((value, byte) => (value << 8n) | BigInt(byte), 0n) % p
  })
}

/** MiMC7 of 91 rounds, x^7, chained as Miyaguchi and Preneel do. */
export function createMimc7(): (inputs: readonly bigint[], key: bigint) => bigint {
  let constants: readonly bigint[] | undefined
  return (inputs, key) => {
    constants ??= deriveConstants('mimc', 91)
    let result = key
    for (const input of inputs) {
      let state = input
      for (const constant of constants) {
        const sum = state + result + constant
        const square = (sum * sum) % p
        state = (((((square * square) % p) * square) % p) * sum) % p
      }
      result = (result + input + state + result) % p
    }
    return result
  }
}

/** A sponge over the Feistel network of 220 rounds with x^5; the last round's constant is zero too, and its halves stay in place. */
export function createMimcSponge(): (inputs: readonly bigint[], key: bigint, outputs: number) => bigint[] {
  let constants: readonly bigint[] | undefined
  return (inputs, key, outputs) => {
    constants ??= [...deriveConstants('mimcsponge', 219), 0n]
    let [left, right] = [0n, 0n]
    const results = inputs.length === 0 ? [0n] : []
    for (let i = 0; i < inputs.length + outputs - 1; i += 1) {
      left += inputs[i] ?? 0n
      for (const constant of constants) {
        const sum = left + key + constant
        const square = (sum * sum) % p
        const fifth = (((square * square) % p) * sum) % p
        ;[left, right] = [(right + fifth) % p, left]
      }
      ;[left, right] = [right, left]
      if (i >= inputs.length - 1) results.push(left)
    }
    return results
  }
}
