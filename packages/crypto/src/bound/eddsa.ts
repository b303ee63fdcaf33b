import { bytesToInteger, integerToBytes } from '../bytes.js'
import type { ByteRange, Engine, SignatureKind } from '../engine/engine.js'
import { InvalidPointError } from '../errors.js'
import type { Point } from '../point.js'
import { bytesToPoint } from '../pointBytes.js'
import type { Signature } from '../signature.js'
import { parseMessage, parsePoint, parseSignature, requireMessage, requirePrivateKey } from './parse.js'
import { createTemplate } from './template.js'

/** A private key, expanded once. */
export type Signer = {
  readonly publicKey: Point
  readonly signPedersen: (message: Uint8Array) => Signature
  readonly signPoseidon: (message: bigint) => Signature
  readonly signMimc7: (message: bigint) => Signature
  readonly signMimcSponge: (message: bigint) => Signature
  /** `signPedersen` for messages that differ from `template` in the `variable` ranges only; see `pedersenTemplate`. */
  readonly pedersenTemplate: (
    template: Uint8Array,
    variable: readonly ByteRange[],
  ) => (message: Uint8Array) => Signature
  /** Clears the key. Signing throws `DisposedSignerError` afterwards. */
  readonly dispose: () => void
}

/** A public key with its tables. */
export type Verifier = {
  readonly publicKey: Point
  readonly verifyPedersen: (message: Uint8Array, signature: Signature) => boolean
  readonly verifyPoseidon: (message: bigint, signature: Signature) => boolean
  readonly verifyMimc7: (message: bigint, signature: Signature) => boolean
  readonly verifyMimcSponge: (message: bigint, signature: Signature) => boolean
}

export type BoundEddsa = {
  readonly getPublicKey: (privateKey: Uint8Array) => Point
  readonly signPedersen: (privateKey: Uint8Array, message: Uint8Array) => Signature
  readonly signPoseidon: (privateKey: Uint8Array, message: bigint) => Signature
  readonly signMimc7: (privateKey: Uint8Array, message: bigint) => Signature
  readonly signMimcSponge: (privateKey: Uint8Array, message: bigint) => Signature
  readonly verifyPedersen: (message: Uint8Array, signature: Signature, publicKey: Point) => boolean
  readonly verifyPoseidon: (message: bigint, signature: Signature, publicKey: Point) => boolean
  readonly verifyMimc7: (message: bigint, signature: Signature, publicKey: Point) => boolean
  readonly verifyMimcSponge: (message: bigint, signature: Signature, publicKey: Point) => boolean
  readonly createSigner: (privateKey: Uint8Array) => Signer
  readonly createVerifier: (publicKey: Point) => Verifier
}

export function bindEddsa(engine: Engine, strict: boolean): BoundEddsa {
  const sign = (kind: SignatureKind) => (privateKey: Uint8Array, message: unknown) =>
    toSignature(engine.sign(kind, requirePrivateKey(privateKey), requireMessage(kind, message)))

  /** The key's bytes, or why it is refused. */
  const parseKey = (publicKey: unknown) => {
    const point = parsePoint(publicKey)
    return strict && typeof point !== 'string' && hasSmallOrder(engine, point) ? 'order' : point
  }

  const verify = (kind: SignatureKind) => (message: unknown, signature: unknown, publicKey: unknown) => {
    const [bytes, parsed] = [parseMessage(kind, message), parseSignature(signature)]
    if (!bytes || !parsed) return false
    const key = parseKey(publicKey)
    return typeof key !== 'string' && engine.verify(kind, key, parsed, bytes)
  }

  return {
    getPublicKey: (privateKey) => bytesToPoint(engine.publicKey(requirePrivateKey(privateKey))),
    signPedersen: sign('pedersen'),
    signPoseidon: sign('poseidon'),
    signMimc7: sign('mimc7'),
    signMimcSponge: sign('mimcSponge'),
    verifyPedersen: verify('pedersen'),
    verifyPoseidon: verify('poseidon'),
    verifyMimc7: verify('mimc7'),
    verifyMimcSponge: verify('mimcSponge'),
    createSigner: (privateKey) => createSigner(engine, privateKey),
    createVerifier: (publicKey) => {
      const key = parseKey(publicKey)
      if (typeof key === 'string') throw new InvalidPointError({ reason: key })
      return createVerifier(engine, key)
    },
  }
}

function createSigner(engine: Engine, privateKey: Uint8Array): Signer {
  const signer = engine.prepareSigner(requirePrivateKey(privateKey))
  const sign = (kind: SignatureKind) => (message: unknown) =>
    toSignature(signer.sign(kind, requireMessage(kind, message)))
  return {
    publicKey: bytesToPoint(signer.publicKey),
    signPedersen: sign('pedersen'),
    signPoseidon: sign('poseidon'),
    signMimc7: sign('mimc7'),
    signMimcSponge: sign('mimcSponge'),
    pedersenTemplate: (template, variable) => {
      const signMessage = createTemplate(template, variable, signer.signTemplate)
      return (message) => toSignature(signMessage(message))
    },
    dispose: signer.dispose,
  }
}

function createVerifier(engine: Engine, publicKey: Uint8Array): Verifier {
  const verifier = engine.prepareVerifier(publicKey)
  const verify = (kind: SignatureKind) => (message: unknown, signature: unknown) => {
    const [bytes, parsed] = [parseMessage(kind, message), parseSignature(signature)]
    return bytes !== null && parsed !== null && verifier.verify(kind, parsed, bytes)
  }
  return {
    publicKey: bytesToPoint(publicKey),
    verifyPedersen: verify('pedersen'),
    verifyPoseidon: verify('poseidon'),
    verifyMimc7: verify('mimc7'),
    verifyMimcSponge: verify('mimcSponge'),
  }
}

const toSignature = (bytes: Uint8Array): Signature => ({
  R8: bytesToPoint(bytes),
  S: bytesToInteger(bytes.subarray(64)),
})

function hasSmallOrder(engine: Engine, point: Uint8Array): boolean {
  const { x, y } = bytesToPoint(engine.multiply(point, integerToBytes(8n)))
  return x === 0n && y === 1n
}
