import { InvalidEncodingError } from '@zg/core'
import { MalformedEvidenceError } from './errors.js'

/** What one of core's decoders makes of a part of evidence; where it can't, the evidence is malformed for the reason given. */
export function decoded<value>(format: string, reason: string, decode: () => value): value {
  try {
    return decode()
  } catch (cause) {
    if (cause instanceof InvalidEncodingError) throw new MalformedEvidenceError(format, reason, { cause })
    throw cause
  }
}
