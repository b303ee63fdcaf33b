import { BaseError } from '@zg/core'

/** Several reads were put into one call, and their questions or their answers are more than it carries. Nothing was read. */
export class ReadTooLargeError extends BaseError {
  override readonly name: string = 'ReadTooLargeError'
  readonly bytes: number
  readonly maximum: number

  constructor({ what, bytes, maximum }: { what: 'questions' | 'answers'; bytes: number; maximum: number }) {
    super(`The ${what} of these reads have ${bytes} bytes, and one call carries ${maximum}.`, {
      metaMessages: ['Ask fewer reads at once, or smaller pages.'],
    })
    this.bytes = bytes
    this.maximum = maximum
  }
}
