import { concatBytes } from '@zg/core'
import type { Checklist, Step } from '../checklist.js'
import type { VerifiedCollateral } from '../collateral/verifyCollateral.js'
import type { Setting } from '../collateral/verifyStatement.js'
import { EvidenceError } from '../errors.js'
import type { TdxQuote } from '../quote/quote.js'
import { type PckExtension, readPckExtension } from '../tcb/pckExtension.js'
import type { Level } from '../tcb/tcbInfo.js'
import type { Certificate } from '../x509/certificate.js'
import type { Crl } from '../x509/crl.js'
import { readPemChain } from '../x509/pem.js'
import { verifyChain } from '../x509/verifyChain.js'
import { checkKeyBinding, checkQeIdentity } from './checkQe.js'

/** The platform's certificate, and what it says. */
export type Pck = { certificate: Certificate; platform: PckExtension }

/** Verifies the chain that the quote brings along, up to the root. */
export function verifyPckChain(quote: TdxQuote, setting: Setting & { crls: readonly Crl[] }): Pck {
  const { now, rootHash, crls, algorithm } = setting
  const chain = readPemChain(quote.pckChain)
  verifyChain({ chain, crls, now, rootHash, algorithms: [algorithm] })
  const [certificate] = chain
  if (!certificate) throw new EvidenceError('the chain is empty')
  return { certificate, platform: readPckExtension(certificate) }
}

type Given = {
  quote: Step<TdxQuote>
  pck: Step<Pck>
  qeIdentity: VerifiedCollateral['qeIdentity']
  algorithm: Setting['algorithm']
}

/** From the platform's key over the quoting enclave to the quote. Returns the quote once it is proven, and the enclave's level. */
export function checkSignatures(list: Checklist, { quote, pck, qeIdentity, algorithm }: Given) {
  const qe = list.run('tdx.qe.reportSignature', [quote, pck], (value, { certificate }) => {
    const { qeReportSignature, qeReportBytes } = value
    if (!algorithm.verify(qeReportSignature, qeReportBytes, certificate.publicKey)) {
      throw new EvidenceError("the QE report is not signed by the platform's key")
    }
    return value
  })
  const bound = list.run('tdx.qe.keyBinding', [qe], checkKeyBinding)
  const qeLevel: Step<Level<number>> = list.run('tdx.qe.identity', [qe, qeIdentity], checkQeIdentity)
  const signed: Step<TdxQuote> = list.run('tdx.quote.signature', [bound], (value) => {
    const key = concatBytes(Uint8Array.of(4), value.attestationKey)
    if (!algorithm.verify(value.signature, value.signedBytes, key)) {
      throw new EvidenceError('the quote is not signed by the attestation key')
    }
    return value
  })
  return { signed, qeLevel }
}
