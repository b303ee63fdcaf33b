import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@zg/core'
import { equalBytes } from '../equalBytes.js'
import { EvidenceError } from '../errors.js'
import type { Certificate } from './certificate.js'
import type { Crl } from './crl.js'
import { constraintOids, unknownCritical } from './extensions.js'
import type { SignatureAlgorithm } from './signatureAlgorithm.js'
import { checkSigned } from './signed.js'

/**
 * Verifies a chain of certificates, leaf first, that ends in a root known by its hash.
 *
 * Every certificate is in date, has no critical extension that nobody understands, is signed by the next, and bears its subject as issuer; every
 * issuer is a CA whose key may sign certificates, within its path length; the leaf is no CA. Where revocation is asked about, each issuer has a
 * CRL that is in date and signed by it, and no certificate is on one. Throws `EvidenceError` with the first thing that does not hold.
 */
export function verifyChain({ chain, now, rootHash, ...rest }: verifyChain.Options): void {
  const root = chain.at(-1)
  const [leaf] = chain
  if (!leaf || !root || chain.length < 2) throw new EvidenceError('the chain has no issuer')
  if (bytesToHex(sha256(root.bytes)) !== rootHash)
    throw new EvidenceError('the chain ends in a different root')
  if (leaf.constraints.isCa) throw new EvidenceError('the first certificate is a CA')
  chain.forEach((certificate, index) => {
    checkInDate(certificate, now)
    checkExtensions(certificate, rest.understood ?? [])
    const issuer = chain[index + 1]
    if (issuer) checkIssued(certificate, issuer, index, { now, ...rest })
  })
}

export declare namespace verifyChain {
  type Options = {
    chain: readonly Certificate[]
    /** SHA-256 of the root's DER, as lower-case hex. */
    rootHash: string
    /** Milliseconds since 1970. */
    now: number
    /** What may be signed with. */
    algorithms: readonly SignatureAlgorithm[]
    /** Absent when the chain's revocation is not published as CRLs. */
    crls: readonly Crl[] | 'not published'
    /** OIDs of critical extensions that the caller examines. */
    understood?: readonly string[] | undefined
  }
}

type Rest = Omit<verifyChain.Options, 'chain' | 'rootHash'>

// Comparisons are turned so that a moment which is no number is never in date.
function checkInDate({ notBefore, notAfter }: Certificate, now: number): void {
  if (!(now >= notBefore)) throw new EvidenceError(`a certificate is valid from ${iso(notBefore)} on only`)
  if (!(now <= notAfter)) throw new EvidenceError(`a certificate expired at ${iso(notAfter)}`)
}

function checkExtensions({ extensions }: Certificate, understood: readonly string[]): void {
  const [oid] = unknownCritical(extensions, [...constraintOids, ...understood])
  if (oid !== undefined) throw new EvidenceError(`a certificate has the unknown critical extension ${oid}`)
}

function checkIssued(certificate: Certificate, issuer: Certificate, index: number, rest: Rest): void {
  const { isCa, mayCertify, pathLength } = issuer.constraints
  if (!equalBytes(certificate.issuer, issuer.subject))
    throw new EvidenceError('a certificate names another issuer')
  if (!isCa) throw new EvidenceError('an issuer is no CA')
  if (!mayCertify) throw new EvidenceError("an issuer's key may not sign certificates")
  if (pathLength !== undefined && index > pathLength)
    throw new EvidenceError("the chain is longer than an issuer's limit")
  checkSigned(certificate, issuer, rest.algorithms, 'a certificate')
  if (rest.crls !== 'not published') checkNotRevoked(certificate, issuer, rest, rest.crls)
}

function checkNotRevoked(
  certificate: Certificate,
  issuer: Certificate,
  { now, algorithms }: Rest,
  crls: readonly Crl[],
): void {
  const crl = crls.find((each) => equalBytes(each.issuer, issuer.subject))
  if (!crl) throw new EvidenceError('there is no CRL of an issuer')
  if (!(now >= crl.thisUpdate)) throw new EvidenceError(`a CRL is of the future: ${iso(crl.thisUpdate)}`)
  if (!(now <= crl.nextUpdate)) throw new EvidenceError(`a CRL expired at ${iso(crl.nextUpdate)}`)
  if (!issuer.constraints.maySignCrl) throw new EvidenceError("an issuer's key may not sign CRLs")
  checkSigned(crl, issuer, algorithms, 'a CRL')
  if (crl.revoked.has(certificate.serial))
    throw new EvidenceError(`certificate ${certificate.serial} is revoked`)
}

const iso = (time: number) => new Date(time).toISOString()
