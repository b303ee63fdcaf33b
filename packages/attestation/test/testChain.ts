import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@zg/core'
import { type Issuer, issueCertificate } from '../src/simulate/issueCertificate.js'
import { issueCrl } from '../src/simulate/issueCrl.js'
import { createSimulatedKey } from '../src/simulate/signingKey.js'
import { readCertificate } from '../src/x509/certificate.js'
import { readCrl } from '../src/x509/crl.js'
import { ecdsaP256 } from '../src/x509/ecdsaP256.js'

export const day = 86_400_000
export const now = Date.parse('2026-06-01T00:00:00Z')

const named = (name: string): Issuer => ({ name, key: createSimulatedKey() })
export const issuers = { root: named('root'), intermediate: named('intermediate'), leaf: named('leaf') }

type Certificates = Partial<Record<'root' | 'intermediate' | 'leaf', Partial<issueCertificate.Options>>>
type Crls = Partial<Record<'root' | 'intermediate', Partial<issueCrl.Options>>>

const dates = { notBefore: now - 10 * day, notAfter: now + 10 * day }
const updates = { thisUpdate: now - day, nextUpdate: now + day }

/** A chain of three that is as it should be, but for what the caller changes. */
export function chainWith(certificates: Certificates = {}, crls: Crls = {}) {
  const { root, intermediate, leaf } = issuers
  const serial = (digit: number) => Uint8Array.of(0x80, digit)
  const chain = [
    { subject: leaf, issuer: intermediate, serial: serial(3), isCa: false, ...dates, ...certificates.leaf },
    {
      ...{ subject: intermediate, issuer: root, serial: serial(2), isCa: true, pathLength: 0, ...dates },
      ...certificates.intermediate,
    },
    { subject: root, issuer: root, serial: serial(1), isCa: true, ...dates, ...certificates.root },
  ].map((options) => readCertificate(issueCertificate(options)))
  return {
    chain,
    crls: [
      issueCrl({ issuer: root, ...updates, ...crls.root }),
      issueCrl({ issuer: intermediate, ...updates, ...crls.intermediate }),
    ].map(readCrl),
    now,
    rootHash: bytesToHex(sha256(chain[2]?.bytes ?? new Uint8Array())),
    algorithms: [ecdsaP256],
  }
}
