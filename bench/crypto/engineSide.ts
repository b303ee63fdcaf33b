import type { Engine } from '@zg/crypto'
import { integerToBytes } from '../../packages/crypto/src/bytes.js'
import { element, elements, message, privateKey, type Side } from './side.js'

/** An engine of `@zg/crypto`, by its bytes. */
export function engineSide(name: string, engine: Engine): Side {
  const publicKey = engine.publicKey(privateKey)
  const signature = engine.sign('pedersen', privateKey, message)
  const signer = engine.prepareSigner(privateKey)
  const verifier = engine.prepareVerifier(publicKey)
  const record = message.subarray(0, 48)
  const field = integerToBytes(element)
  const inputs = Uint8Array.from(elements.flatMap((value) => [...integerToBytes(value)]))
  const pair = inputs.subarray(0, 64)
  const options = { initialState: new Uint8Array(32), outputs: 1 }
  return {
    name,
    operations: {
      sign: () => engine.sign('pedersen', privateKey, message),
      signPrepared: () => signer.sign('pedersen', message),
      verify: () => engine.verify('pedersen', publicKey, signature, message),
      verifyPrepared: () => verifier.verify('pedersen', signature, message),
      pedersen: () => engine.pedersen(record),
      publicKey: () => engine.publicKey(privateKey),
      signPoseidon: () => engine.sign('poseidon', privateKey, field),
      poseidon: () => engine.poseidon(pair, options),
      poseidonBatch: () => engine.poseidonMany(2, inputs),
    },
  }
}
