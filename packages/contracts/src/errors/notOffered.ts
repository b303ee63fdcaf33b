import { BaseError } from '@zg/core'

/** The protocol knows no such thing. Nothing was asked, signed or sent. */
export class NotOfferedError extends BaseError {
  override readonly name: string = 'NotOfferedError'
  readonly what: string
  /** The protocol's id; undefined where an auth alone was asked. */
  readonly protocol: string | undefined

  constructor({ what, protocol, remedy = otherProtocol }: NotOfferedError.Options) {
    super(
      `${what} is not part of ${protocol === undefined ? 'this protocol' : `the ${protocol} protocol`}.`,
      { metaMessages: [remedy] },
    )
    this.what = what
    this.protocol = protocol
  }
}

export declare namespace NotOfferedError {
  type Options = { what: string; protocol?: string | undefined; remedy?: string | undefined }
}

const otherProtocol =
  'Pass the protocol that your network speaks, and an auth that goes with it: sessionAuth with v1, eddsaAuth with legacy.'
