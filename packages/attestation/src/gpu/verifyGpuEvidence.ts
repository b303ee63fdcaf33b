import { sha256 } from '@noble/hashes/sha2.js'
import { base64ToBytes, bytesToHex, createReport, type Report } from '@zg/core'
import { type Checklist, createChecklist, type Step } from '../checklist.js'
import { decoded } from '../decoded.js'
import { equalBytes } from '../equalBytes.js'
import { EvidenceError, MalformedEvidenceError } from '../errors.js'
import { nvidiaRootHash, type Roots } from '../roots.js'
import type { Certificate } from '../x509/certificate.js'
import { ecdsaP384 } from '../x509/ecdsaP384.js'
import { readPemChain } from '../x509/pem.js'
import { verifyChain } from '../x509/verifyChain.js'
import { firmwareIdOf } from './firmwareIdOf.js'
import { readSpdmReport, type SpdmReport } from './spdmReport.js'

/** What one GPU hands on, both in base64: its report, and PEM of its chain of certificates. */
export type GpuEvidence = { evidence: string; certificate: string }

/** What a proven report says of one GPU. */
export type GpuClaims = { driverVersion: string; vbiosVersion: string; serial: string }

/** Of the reports that NVIDIA's tools hand out where there is no GPU. */
const cannedNonces = [
  '931d8dd0add203ac3d8b4fbde75e115278eefcdceac5b87671a748f32364dfcb',
  '4cff7f5380ead8fad8ec2c531c110aca4302a88f603792801a8ca29ee151af2e',
]
const mostGpus = 64

/**
 * Verifies the evidence of GPUs up to NVIDIA's root: the nonce, the chain of certificates, the signature, and that the certificate was made for the
 * firmware that runs. Pure and synchronous.
 *
 * What they measured isn't compared with NVIDIA's references, for which NVIDIA's service has to be asked (`verifyNrasBundle`): `gpu.measurements` is
 * skipped. Nor does the evidence say in which machine a GPU is. The checks are `gpu.evidence.parse`, `gpu.nonce`, `gpu.cert.chain`,
 * `gpu.report.signature`, `gpu.fwid` and `gpu.measurements`; each is over all the GPUs. Never throws for what is wrong with evidence.
 *
 * @example
 * ```ts
 * import { type GpuEvidence, verifyGpuEvidence } from '@zg/attestation'
 *
 * const isGenuine = (evidence: readonly GpuEvidence[], nonce: Uint8Array) =>
 *   verifyGpuEvidence({ evidence, nonce, now: Date.now() }).claims !== undefined
 * ```
 */
export function verifyGpuEvidence(
  options: verifyGpuEvidence.Options,
): Report<{ gpus: readonly GpuClaims[] }> {
  const list = createChecklist()
  const gpus = checkGpus(list, options)
  list.skip('gpu.measurements', 'only NVIDIA can compare them: ask its service', { required: true })
  return createReport({
    subject: 'provider',
    assurance: options.roots?.nvidia ? 'simulated' : 'hardware',
    checks: list.checks,
    claims: gpus && { gpus },
    checkedAt: options.now,
  })
}

export declare namespace verifyGpuEvidence {
  type Options = {
    /** One entry for each GPU. */
    evidence: readonly GpuEvidence[]
    /** The 32 bytes that the GPUs were asked with. */
    nonce: Uint8Array
    /** Milliseconds since 1970. */
    now: number
    roots?: Roots | undefined
  }
}

/** The checks that need nobody else; the claims once all of them passed. */
export function checkGpus(
  list: Checklist,
  { evidence, nonce, now, roots }: verifyGpuEvidence.Options,
): readonly GpuClaims[] | undefined {
  const rootHash = roots?.nvidia ? bytesToHex(sha256(roots.nvidia)) : nvidiaRootHash
  const reports = list.run('gpu.evidence.parse', [], () => readReports(evidence))
  const fresh = list.run('gpu.nonce', [reports], (each) => {
    for (const report of each) checkNonce(report, nonce)
  })
  const leaves = list.run('gpu.cert.chain', [reports], () => verifyChains(evidence, { now, rootHash }))
  const signed = list.run('gpu.report.signature', [reports, leaves], (each, certificates) =>
    each.forEach(({ signature, signed: message }, index) => {
      const key = certificates[index]?.publicKey ?? new Uint8Array()
      if (ecdsaP384.verify(signature, message, key)) return
      throw new EvidenceError(`${nameOf(index)} has not signed its report`)
    }),
  )
  const bound = list.run('gpu.fwid', [reports, leaves], (each, certificates) =>
    each.forEach(({ firmwareId }, index) => {
      const certificate = certificates[index]
      if (certificate && equalBytes(firmwareIdOf(certificate), firmwareId)) return
      throw new EvidenceError(`${nameOf(index)} runs other firmware than its certificate was made for`)
    }),
  )
  return claimsOf(reports, leaves, fresh.passed && signed.passed && bound.passed)
}

const nameOf = (index: number) => `GPU ${index}`

function readReports(evidence: readonly GpuEvidence[]): readonly SpdmReport[] {
  if (evidence.length === 0) throw new EvidenceError('there is no GPU in it')
  if (evidence.length > mostGpus)
    throw new EvidenceError(`it has ${evidence.length} GPUs, more than ${mostGpus}`)
  return evidence.map((gpu) => readSpdmReport(decode(gpu.evidence, 'GPU report')))
}

function checkNonce({ nonce }: SpdmReport, asked: Uint8Array): void {
  const found = bytesToHex(nonce)
  if (cannedNonces.includes(found))
    throw new EvidenceError('it is the report that NVIDIA’s tools give where there is no GPU')
  if (!equalBytes(nonce, asked))
    throw new EvidenceError(`it was asked with ${found}, not with ${bytesToHex(asked)}`)
}

function verifyChains(
  evidence: readonly GpuEvidence[],
  { now, rootHash }: { now: number; rootHash: string },
): readonly Certificate[] {
  const leaves = evidence.map(({ certificate }) => {
    const chain = readPemChain(decode(certificate, 'GPU certificate'))
    // Their revocation is published by OCSP alone, which a page can't ask.
    verifyChain({ chain, now, rootHash, algorithms: [ecdsaP384], crls: 'not published' })
    return chain[0]
  })
  const known = leaves.filter((leaf) => leaf !== undefined)
  if (new Set(known.map(({ publicKey }) => bytesToHex(publicKey))).size < known.length) {
    throw new EvidenceError('the same GPU stands there twice')
  }
  return known
}

function decode(text: string, format: string): Uint8Array {
  if (text.length > 1 << 17) throw new MalformedEvidenceError(format, `it has ${text.length} characters`)
  return decoded(format, 'it is no base64', () => base64ToBytes(text))
}

function claimsOf(
  reports: Step<readonly SpdmReport[]>,
  leaves: Step<readonly Certificate[]>,
  isProven: boolean,
): readonly GpuClaims[] | undefined {
  if (!isProven) return undefined
  return reports.value?.map(({ driverVersion, vbiosVersion }, index) => ({
    ...{ driverVersion, vbiosVersion },
    serial: leaves.value?.[index]?.serial ?? '',
  }))
}
