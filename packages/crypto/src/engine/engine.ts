/**
 * Which hash binds nonce point, public key and message in a signature. A `pedersen` message is bytes of any length; the others take one
 * field element.
 */
export type SignatureKind = 'pedersen' | 'poseidon' | 'mimc7' | 'mimcSponge'

/** Bytes `start` to `end` of a message, `end` excluded. */
export type ByteRange = { readonly start: number; readonly end: number }

/**
 * What computes: every operation of the package over bytes, so that one suite and one API serve all of them.
 *
 * A field element or a scalar has 32 bytes, little-endian; an element is below the field prime. A point has 64: x and y of a point of the
 * curve. A signature has 96: R8.x, R8.y, S. A packed point has 32. Callers hand over nothing else: an engine checks no form, only what
 * verification is about. It is synchronous, keeps its tables in itself and builds them on first use, neither changes nor keeps the caller's
 * bytes, and clears what held a secret. It equals circomlibjs 0.1.7 bit for bit.
 */
export type Engine = {
  /** `wasm` or `bigint` for those of this package. */
  readonly name: string
  /** The point of a private key of 32 bytes: its pruned BLAKE-512, divided by 8, times `Base8`. */
  readonly publicKey: (privateKey: Uint8Array) => Uint8Array
  readonly sign: (kind: SignatureKind, privateKey: Uint8Array, message: Uint8Array) => Uint8Array
  /** Expands the key once. */
  readonly prepareSigner: (privateKey: Uint8Array) => EngineSigner
  /** S is below the subgroup's order, and S · Base8 = R8 + publicKey · (8 · hash), torsion included. */
  readonly verify: (
    kind: SignatureKind,
    publicKey: Uint8Array,
    signature: Uint8Array,
    message: Uint8Array,
  ) => boolean
  /** Builds tables of the key once. */
  readonly prepareVerifier: (publicKey: Uint8Array) => EngineVerifier
  /** The packed point that bytes of any length hash to. */
  readonly pedersen: (message: Uint8Array) => Uint8Array
  /**
   * Hashes messages that differ from `template` in the `variable` ranges only: the rest is summed once, and not read again.
   * Ranges are ascending, do not overlap and lie within the template. Messages have its length.
   */
  readonly pedersenTemplate: (
    template: Uint8Array,
    variable: readonly ByteRange[],
  ) => (message: Uint8Array) => Uint8Array
  /** 1 to 16 inputs side by side; the first `outputs` elements of the final state (at most one more than inputs) side by side. */
  readonly poseidon: (
    inputs: Uint8Array,
    options: { readonly initialState: Uint8Array; readonly outputs: number },
  ) => Uint8Array
  /** Hashes of `width` inputs each, side by side: initial state zero, one output each. */
  readonly poseidonMany: (width: number, inputs: Uint8Array) => Uint8Array
  /** MiMC7 of 91 rounds over any number of inputs (circomlibjs's `multiHash`). */
  readonly mimc7: (inputs: Uint8Array, key: Uint8Array) => Uint8Array
  /** The MiMC sponge of 220 rounds over any number of inputs (circomlibjs's `multiHash`), `outputs` elements side by side. */
  readonly mimcSponge: (inputs: Uint8Array, key: Uint8Array, outputs: number) => Uint8Array
  readonly add: (p: Uint8Array, q: Uint8Array) => Uint8Array
  /** Any scalar of 32 bytes, and any point: the product is exact outside the subgroup too. */
  readonly multiply: (p: Uint8Array, scalar: Uint8Array) => Uint8Array
  /** y, and the top bit for an x above (p − 1) / 2. */
  readonly pack: (p: Uint8Array) => Uint8Array
  /** Null for what is no point, and for the two with x = 0; y is reduced modulo the prime, as in circomlibjs. */
  readonly unpack: (packed: Uint8Array) => Uint8Array | null
  readonly inSubgroup: (p: Uint8Array) => boolean
}

/** An expanded private key. After `dispose` it is cleared, and signing throws `DisposedSignerError`. */
export type EngineSigner = {
  readonly publicKey: Uint8Array
  readonly sign: (kind: SignatureKind, message: Uint8Array) => Uint8Array
  /** Signs (`pedersen`) messages that differ from `template` in the `variable` ranges only, as `pedersenTemplate` does. */
  readonly signTemplate: (
    template: Uint8Array,
    variable: readonly ByteRange[],
  ) => (message: Uint8Array) => Uint8Array
  readonly dispose: () => void
}

/** A public key with its tables. */
export type EngineVerifier = {
  readonly verify: (kind: SignatureKind, signature: Uint8Array, message: Uint8Array) => boolean
}
