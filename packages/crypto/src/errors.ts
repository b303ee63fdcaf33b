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

/** The value is no `bigint`: field elements and scalars are never numbers or texts. */
export class InvalidElementError extends BaseError {
  override readonly name: string = 'InvalidElementError'

  constructor() {
    super('A field element or scalar is a bigint, and this is none.', {
      metaMessages: ['Write 1n for 1, or convert with BigInt().'],
    })
  }
}

/** The value is no point that can be computed with: `reason` says what is wrong with it. */
export class InvalidPointError extends BaseError {
  override readonly name: string = 'InvalidPointError'
  readonly reason: InvalidPointError.Reason

  constructor({ reason }: { reason: InvalidPointError.Reason }) {
    const text = {
      form: 'it is no { x, y } of bigints from 0 to below the field prime',
      curve: 'it is not on Baby Jubjub',
      order: 'its order is 8 or less, so as a key it accepts a signature of any message',
    }[reason]
    super(`The point is refused: ${text}.`, {
      metaMessages: ['Take what getPublicKey(), unpackPoint() or fromCircomlibPoint() returned.'],
    })
    this.reason = reason
  }
}

export declare namespace InvalidPointError {
  type Reason = 'form' | 'curve' | 'order'
}

/** The template, its variable ranges or a message don't fit each other: `reason` says which. */
export class PedersenTemplateError extends BaseError {
  override readonly name: string = 'PedersenTemplateError'
  readonly reason: PedersenTemplateError.Reason
  /** The template's length in bytes. */
  readonly length: number

  constructor({ reason, length }: { reason: PedersenTemplateError.Reason; length: number }) {
    const text = {
      ranges: `the ranges are not ascending parts of its ${length} bytes`,
      length: `the message has another length than its ${length} bytes`,
      fixed: 'the message differs from it outside the ranges',
    }[reason]
    super(`The template doesn't fit: ${text}.`, {
      metaMessages: ['Make a template for each kind of message.'],
    })
    this.reason = reason
    this.length = length
  }
}

export declare namespace PedersenTemplateError {
  type Reason = 'ranges' | 'length' | 'fixed'
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
      scalar: 'S is no bigint from 0 to below 2^256',
      order: "S is not below the subgroup's order",
    }[reason]
    super(`The signature is malformed: ${text}.`, {
      metaMessages: ['Take what signing or packSignature() returned.'],
    })
    this.reason = reason
    this.length = length
  }
}

export declare namespace InvalidSignatureError {
  type Reason = 'length' | 'point' | 'scalar' | 'order'
}

/** Poseidon is not defined for this `count` of inputs or outputs, only for 1 to `maximum`; rows hashed together have as many as the first. */
export class PoseidonWidthError extends BaseError {
  override readonly name: string = 'PoseidonWidthError'
  readonly what: PoseidonWidthError.What
  readonly count: number
  readonly maximum: number

  constructor({ what, count, maximum }: { what: PoseidonWidthError.What; count: number; maximum: number }) {
    const remedy = {
      inputs: 'Hash more elements in a tree of hashes.',
      outputs: 'Ask for at most one more than there are inputs.',
      'inputs in each row': 'Give rows of one length.',
    }[what]
    super(`Poseidon takes 1 to ${maximum} ${what}, not ${count}.`, { metaMessages: [remedy] })
    this.what = what
    this.count = count
    this.maximum = maximum
  }
}

export declare namespace PoseidonWidthError {
  type What = 'inputs' | 'outputs' | 'inputs in each row'
}

/** A sponge gives a whole number of outputs, 1 or more. */
export class SpongeOutputsError extends BaseError {
  override readonly name: string = 'SpongeOutputsError'
  readonly count: number

  constructor({ count }: { count: number }) {
    super(`A sponge gives 1 output or more, not ${count}.`, {
      metaMessages: ['Leave `outputs` out for a single one.'],
    })
    this.count = count
  }
}
