import { BaseError } from '@zg/core'

/** The private key is not 32 bytes. `length` is null for what is no Uint8Array; the key itself is not repeated. */
export class InvalidPrivateKeyError extends BaseError {
  override readonly name: string = 'InvalidPrivateKeyError'
  readonly length: number | null

  constructor({ length }: { length: number | null }) {
    super(`A private key has 32 bytes, ${length === null ? 'and this is no Uint8Array' : `not ${length}`}.`, {
      metaMessages: ['Make one with createPrivateKey(), or decode yours with hexToBytes() of @zg/core.'],
    })
    this.length = length
  }
}

/** The signer was disposed of: its key is gone from memory. */
export class DisposedSignerError extends BaseError {
  override readonly name: string = 'DisposedSignerError'

  constructor() {
    super('The signer was disposed of.', { metaMessages: ['Make another with createSigner().'] })
  }
}

/** The message is no Uint8Array: text would have to be encoded first, and there is more than one way. */
export class InvalidMessageError extends BaseError {
  override readonly name: string = 'InvalidMessageError'

  constructor() {
    super('The message is no Uint8Array.', {
      metaMessages: ['Encode text with utf8ToBytes(), or decode hex with hexToBytes(), both of @zg/core.'],
    })
  }
}

/** The signature can't be packed or unpacked: `reason` says which part, `length` how many bytes there were. */
export class InvalidSignatureError extends BaseError {
  override readonly name: string = 'InvalidSignatureError'
  readonly reason: InvalidSignatureError.Reason
  readonly length: number | null

  constructor({ reason, length }: { reason: InvalidSignatureError.Reason; length: number | null }) {
    const text = {
      length: length === null ? 'it is no Uint8Array' : `it has ${length} bytes instead of 64`,
      point: 'its first 32 bytes are no point of the curve',
      scalar: 'S is below 0 or needs more than 32 bytes',
    }[reason]
    super(`The signature is malformed: ${text}.`, {
      metaMessages: ['Take what signPedersen() or signPoseidon() returned, packed by packSignature().'],
    })
    this.reason = reason
    this.length = length
  }
}

export declare namespace InvalidSignatureError {
  type Reason = 'length' | 'point' | 'scalar'
}

/** Poseidon is not defined for this `count` of inputs or outputs, only for 1 to `maximum`. */
export class PoseidonWidthError extends BaseError {
  override readonly name: string = 'PoseidonWidthError'
  readonly what: 'inputs' | 'outputs'
  readonly count: number
  readonly maximum: number

  constructor({ what, count, maximum }: { what: 'inputs' | 'outputs'; count: number; maximum: number }) {
    super(`Poseidon takes 1 to ${maximum} ${what}, not ${count}.`, {
      metaMessages: [
        what === 'inputs'
          ? 'Hash more elements in a tree: poseidonHash() of hashes.'
          : 'Ask poseidonHash() for at most one output more than there are inputs.',
      ],
    })
    this.what = what
    this.count = count
    this.maximum = maximum
  }
}
