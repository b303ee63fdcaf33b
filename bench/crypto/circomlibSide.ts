import { createRequire } from 'node:module'
import { batchSize, element, elements, message, privateKey, type Side } from './side.js'

type Element = Uint8Array
type Pair = [Element, Element]
type Signature = { R8: Pair; S: bigint }
/** The parts of circomlibjs that are timed; it ships no types. */
type Circomlibjs = {
  buildEddsa: () => Promise<{
    F: { e: (value: bigint) => Element }
    prv2pub: (key: Uint8Array) => Pair
    signPedersen: (key: Uint8Array, message: Uint8Array) => Signature
    signPoseidon: (key: Uint8Array, message: Element) => Signature
    verifyPedersen: (message: Uint8Array, signature: Signature, key: Pair) => boolean
  }>
  buildPedersenHash: () => Promise<{ hash: (message: Uint8Array) => Uint8Array }>
  buildPoseidon: () => Promise<(inputs: readonly bigint[]) => Element>
}

/** circomlibjs 0.1.7 by its own forms, so that it pays for no conversion. It prepares nothing: a prepared row compares with the plain operation. */
export async function circomlibSide(): Promise<Side> {
  const circomlibjs: Circomlibjs = createRequire(
    new URL('../../packages/crypto/package.json', import.meta.url),
  )('circomlibjs')
  const eddsa = await circomlibjs.buildEddsa()
  const pedersen = await circomlibjs.buildPedersenHash()
  const poseidon = await circomlibjs.buildPoseidon()
  const publicKey = eddsa.prv2pub(privateKey)
  const signature = eddsa.signPedersen(privateKey, message)
  const record = message.subarray(0, 48)
  const field = eddsa.F.e(element)
  const pairs = Array.from({ length: batchSize }, (_, i) => elements.slice(2 * i, 2 * i + 2))
  const sign = () => eddsa.signPedersen(privateKey, message)
  const verify = () => eddsa.verifyPedersen(message, signature, publicKey)
  return {
    name: 'circomlibjs',
    operations: {
      sign,
      signPrepared: sign,
      verify,
      verifyPrepared: verify,
      pedersen: () => pedersen.hash(record),
      publicKey: () => eddsa.prv2pub(privateKey),
      signPoseidon: () => eddsa.signPoseidon(privateKey, field),
      poseidon: () => poseidon(pairs[0] ?? []),
      poseidonBatch: () => pairs.map((pair) => poseidon(pair)),
    },
  }
}
