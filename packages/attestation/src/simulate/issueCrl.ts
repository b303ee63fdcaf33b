import { derExplicit, derInteger, derName, derSequence, derSmallInteger, derTime } from './encodeDer.js'
import { derExtensions, type Issuer, type SimulatedExtension } from './issueCertificate.js'
import { derSigned } from './signingKey.js'

/** Issues a CRL of version 2, as DER. */
export function issueCrl(options: issueCrl.Options): Uint8Array {
  const { issuer, thisUpdate, nextUpdate, revoked = [], extensions = [] } = options
  const entries = revoked.map((serial) => derSequence(derInteger(serial), derTime(thisUpdate)))
  return derSigned(
    (algorithm) =>
      derSequence(
        derSmallInteger(1),
        algorithm,
        derName(issuer.name),
        derTime(thisUpdate),
        derTime(nextUpdate),
        ...(entries.length === 0 ? [] : [derSequence(...entries)]),
        ...(extensions.length === 0 ? [] : [derExplicit(0, derExtensions(extensions))]),
      ),
    issuer.key,
  )
}

export declare namespace issueCrl {
  type Options = {
    issuer: Issuer
    /** Milliseconds since 1970. */
    thisUpdate: number
    nextUpdate: number
    /** Serial numbers. */
    revoked?: readonly Uint8Array[] | undefined
    extensions?: readonly SimulatedExtension[] | undefined
  }
}
