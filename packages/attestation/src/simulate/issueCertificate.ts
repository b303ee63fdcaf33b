import { derTag } from '../x509/der.js'
import {
  derExplicit,
  derInteger,
  derName,
  derOctets,
  derOid,
  derSequence,
  derSmallInteger,
  derTime,
  encodeDer,
} from './encodeDer.js'
import { derPublicKey, derSigned, type SimulatedKey } from './signingKey.js'

/** Somebody who signs certificates and CRLs: a name and a key. */
export type Issuer = { name: string; key: SimulatedKey }

/** An extension as it stands in a certificate or CRL. */
export type SimulatedExtension = { oid: string; critical?: boolean | undefined; value: Uint8Array }

const certAndCrlSign = Uint8Array.of(1, 0b0000_0110)
const digitalSignature = Uint8Array.of(7, 0b1000_0000)

/** Issues an X.509 v3 certificate, as DER. */
export function issueCertificate(options: issueCertificate.Options): Uint8Array {
  const { subject, issuer, serial, notBefore, notAfter, extensions = [] } = options
  const { isCa, pathLength, keyUsage = isCa ? certAndCrlSign : digitalSignature } = options
  const constraints = isCa
    ? [
        encodeDer(derTag.boolean, Uint8Array.of(0xff)),
        ...(pathLength === undefined ? [] : [derSmallInteger(pathLength)]),
      ]
    : []
  return derSigned(
    (algorithm) =>
      derSequence(
        derExplicit(0, derSmallInteger(2)),
        derInteger(serial),
        algorithm,
        derName(issuer.name),
        derSequence(derTime(notBefore), derTime(notAfter)),
        derName(subject.name),
        derPublicKey(subject.key),
        derExplicit(
          3,
          derExtensions([
            { oid: '2.5.29.15', critical: true, value: encodeDer(derTag.bitString, keyUsage) },
            { oid: '2.5.29.19', critical: true, value: derSequence(...constraints) },
            ...extensions,
          ]),
        ),
      ),
    issuer.key,
  )
}

export declare namespace issueCertificate {
  type Options = {
    subject: { name: string; key: Pick<SimulatedKey, 'publicKey'> }
    issuer: Issuer
    serial: Uint8Array
    /** Milliseconds since 1970. */
    notBefore: number
    notAfter: number
    isCa: boolean
    /** The bit string's content, its count of unused bits in front. */
    keyUsage?: Uint8Array | undefined
    pathLength?: number | undefined
    extensions?: readonly SimulatedExtension[] | undefined
  }
}

/** The list of extensions. */
export const derExtensions = (extensions: readonly SimulatedExtension[]): Uint8Array =>
  derSequence(
    ...extensions.map(({ oid, critical, value }) =>
      derSequence(
        derOid(oid),
        ...(critical ? [encodeDer(derTag.boolean, Uint8Array.of(0xff))] : []),
        derOctets(value),
      ),
    ),
  )
