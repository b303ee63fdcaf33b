import { getPublicKey, pedersenHash, poseidonHash, signPedersen, verifyPedersen } from '@zg/crypto'
import { createOracle } from '../packages/crypto/test/circomlib.js'
import { compare, type Pair } from './compare.js'

/** `@zg/crypto` beside circomlibjs 0.1.7, on what a signed request needs. */
export async function crypto(): Promise<void> {
  const circomlibjs = await createOracle()
  const key = new Uint8Array(32).fill(7)
  const message = new Uint8Array(64).fill(9)
  const record = message.subarray(0, 48)
  const signature = signPedersen(key, message)
  const publicKey = getPublicKey(key)

  const pairs: readonly Pair[] = [
    { name: 'public key', ours: () => getPublicKey(key), theirs: () => circomlibjs.getPublicKey(key) },
    {
      name: 'sign 64 bytes',
      ours: () => signPedersen(key, message),
      theirs: () => circomlibjs.signPedersen(key, message),
    },
    {
      name: 'verify',
      ours: () => verifyPedersen(message, signature, publicKey),
      theirs: () => circomlibjs.verifyPedersen(message, signature, publicKey),
    },
    {
      name: 'Pedersen 48 bytes',
      ours: () => pedersenHash(record),
      theirs: () => circomlibjs.pedersenHash(record),
    },
    {
      name: 'Poseidon(2)',
      ours: () => poseidonHash([1n, 2n]),
      theirs: () => circomlibjs.poseidon([1n, 2n], 0n, 1),
    },
  ]
  console.log('operation            @zg/crypto   circomlibjs   times as fast')
  for (const pair of pairs) {
    const { name, ours, theirs, ratio } = compare(pair)
    console.log(`${name.padEnd(18)} ${micros(ours)} ${micros(theirs)}   ${ratio.toFixed(2).padStart(12)}`)
  }
}

const micros = (value: number) => `${value.toFixed(0).padStart(9)} µs`
