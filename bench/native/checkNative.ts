import { bytesToHex, concatBytes } from '@zg/core'
import { bytesToInteger, integerToBytes } from '../../packages/crypto/src/bytes.js'
import { createOracle } from '../../packages/crypto/test/circomlib.js'
import type { Native } from './startNative.js'

const cases = 5

/** Compares every operation of the program in C with circomlibjs, on random keys and messages. */
export async function checkNative(native: Native): Promise<void> {
  const circomlibjs = await createOracle()
  const random = (length: number) => crypto.getRandomValues(new Uint8Array(length))
  const hex = (bytes: Uint8Array) => bytesToHex(bytes).replace('0x', '')
  for (let i = 0; i < cases; i += 1) {
    const [key, message] = [random(32), random(64)]
    await native.ask(`setup ${hex(key)} ${hex(message)}`)
    // Elements are the halves of the message, with the top bits cleared.
    const half = (start: number) => bytesToInteger(message.subarray(start, start + 32)) & ((1n << 252n) - 1n)
    const publicKey = circomlibjs.getPublicKey(key)
    const wide = (packed: Uint8Array) => {
      const point = circomlibjs.unpackPoint(packed.slice(0, 32))
      if (!point) throw new Error('A signature has no point.')
      return hex(concatBytes(integerToBytes(point.x), integerToBytes(point.y), packed.subarray(32)))
    }
    const [hash = 0n] = circomlibjs.poseidon([half(0), half(32)], 0n, 1)
    const signature = wide(circomlibjs.signPedersen(key, message))
    const expected = {
      publicKey: hex(concatBytes(integerToBytes(publicKey.x), integerToBytes(publicKey.y))),
      sign: signature,
      signPrepared: signature,
      verify: '01',
      verifyPrepared: '01',
      refuse: '00',
      pedersen: hex(circomlibjs.pedersenHash(message.subarray(0, 48))),
      poseidon: hex(integerToBytes(hash)),
      signPoseidon: wide(circomlibjs.signPoseidon(key, half(0))),
    }
    for (const [operation, value] of Object.entries(expected)) {
      const found = await native.ask(`check ${operation}`)
      if (found !== value) throw new Error(`${operation} in C gives ${found} instead of ${value}.`)
    }
  }
}
