import { utf8ToBytes } from '@zg/core'
import { EvidenceError, MalformedEvidenceError } from '../errors.js'
import { hexBytes } from '../hexBytes.js'
import type { Policy } from '../policy/policy.js'
import type { Dated } from '../tcb/tcbInfo.js'
import type { Crl } from '../x509/crl.js'
import { readPemChain } from '../x509/pem.js'
import type { SignatureAlgorithm } from '../x509/signatureAlgorithm.js'
import { verifyChain } from '../x509/verifyChain.js'

/** What everything is held against. */
export type Setting = {
  /** Milliseconds since 1970. */
  now: number
  /** SHA-256 of the root's DER, as lower-case hex. */
  rootHash: string
  algorithm: SignatureAlgorithm
  policy: Policy
}

/** A statement of Intel's with what shows that it is one. */
export type SignedStatement = { text: string; signature: string; issuerChain: string }

const longest = 1024 * 1024

/**
 * Verifies that Intel made a statement, and that it is current: a signer that the root has certified, signature over the exact text, dates, and the number of the
 * evaluation that the policy asks for at least. Throws `EvidenceError`.
 */
export function verifyStatement<statement extends Dated>(
  { text, signature, issuerChain }: SignedStatement,
  read: (text: string) => statement,
  { now, rootHash, crls, algorithm, policy }: Setting & { crls: readonly Crl[] },
): statement {
  if (text.length > longest)
    throw new MalformedEvidenceError('collateral', `a statement has ${text.length} characters`)
  const chain = readPemChain(issuerChain)
  verifyChain({ chain, crls, now, rootHash, algorithms: [algorithm] })
  // Keys of platforms have chains to the same root, and have been taken out of servers; but no platform is certified by the root itself.
  if (chain.length !== 2) throw new EvidenceError('its signer is not one that the root itself has named')
  const [signer] = chain
  const bytes = hexBytes(signature, 'a signature of collateral')
  if (!signer || !algorithm.verify(bytes, utf8ToBytes(text), signer.publicKey)) {
    throw new EvidenceError('the signature is not by the TCB signer')
  }
  const statement = read(text)
  checkCurrent(statement, now, policy)
  return statement
}

function checkCurrent({ issueDate, nextUpdate, evaluationNumber }: Dated, now: number, policy: Policy): void {
  const { minTcbEvaluationDataNumber: least = 0, maxCollateralAgeMs: oldest = Number.POSITIVE_INFINITY } =
    policy
  // Every comparison is turned so that a moment which is no number fails it.
  if (!(now >= issueDate)) throw new EvidenceError(`it is of the future: ${iso(issueDate)}`)
  if (!(now <= nextUpdate)) throw new EvidenceError(`it expired at ${iso(nextUpdate)}`)
  if (!(now - issueDate <= oldest))
    throw new EvidenceError(`it was issued at ${iso(issueDate)}, longer ago than the policy allows`)
  if (!(evaluationNumber >= least))
    throw new EvidenceError(`it is of evaluation ${evaluationNumber}, the policy wants ${least} at least`)
}

const iso = (time: number) => new Date(time).toISOString()
