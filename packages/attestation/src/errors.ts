import { BaseError } from '@zg/core'

/** Evidence does not hold: what a check found wrong, in the words of its report. */
export class EvidenceError extends BaseError {
  override readonly name: string = 'EvidenceError'
}

/** Bytes or text are not what they should be: truncated, too long, not canonical, of an unknown version. */
export class MalformedEvidenceError extends EvidenceError {
  override readonly name = 'MalformedEvidenceError'
  /** What was read, such as `TDX quote` or `CRL`. */
  readonly format: string

  constructor(format: string, reason: string, options: { cause?: unknown } = {}) {
    super(`${format}: ${reason}`, options)
    this.format = format
  }
}

/** The policy itself makes no sense, so nothing was verified. */
export class InvalidPolicyError extends BaseError {
  override readonly name = 'InvalidPolicyError'
}
