import { bytesToBase64, hexToBytes } from '@zg/core'
import { derOctets, derOid, derSequence, derSmallInteger, encodeDer } from './encodeDer.js'
import { type Issuer, issueCertificate } from './issueCertificate.js'
import { createSimulatedKey } from './signingKey.js'
import { cpuSvns, pceSvn, simulatedFmspc } from './statements.js'

/** Whose certificates there are. */
export type Role = 'root' | 'pckCa' | 'pck' | 'tcbSigner'

export type Authority = {
  issuers: Readonly<Record<Role, Issuer>>
  /** DER. */
  certificates: Readonly<Record<Role, Uint8Array>>
}

const names: Readonly<Record<Role, string>> = {
  root: 'SIMULATED TEST Root CA, NOT INTEL',
  pckCa: 'SIMULATED TEST PCK Platform CA, NOT INTEL',
  pck: 'SIMULATED TEST PCK Certificate, NOT INTEL',
  tcbSigner: 'SIMULATED TEST TCB Signing, NOT INTEL',
}

export const serials: Readonly<Record<Role, Uint8Array>> = {
  root: Uint8Array.of(1),
  pckCa: Uint8Array.of(2),
  tcbSigner: Uint8Array.of(3),
  pck: Uint8Array.of(4),
}

/** What differs from certificates as they should be. */
export type Changes = Partial<Record<Role, Partial<issueCertificate.Options>>>

/** Makes a root and whoever it vouches for, with keys that live as long as this value. */
export function createAuthority(
  dates: { notBefore: number; notAfter: number },
  changes: Changes = {},
): Authority {
  const issuer = (role: Role): Issuer => ({ name: names[role], key: createSimulatedKey() })
  const issuers = {
    root: issuer('root'),
    pckCa: issuer('pckCa'),
    pck: issuer('pck'),
    tcbSigner: issuer('tcbSigner'),
  }
  const issue = (role: Role, by: Role, more: { isCa: boolean } & Partial<issueCertificate.Options>) =>
    issueCertificate({
      subject: issuers[role],
      issuer: issuers[by],
      serial: serials[role],
      ...dates,
      ...more,
      ...changes[role],
    })
  return {
    issuers,
    certificates: {
      root: issue('root', 'root', { isCa: true, pathLength: 1 }),
      pckCa: issue('pckCa', 'root', { isCa: true, pathLength: 0 }),
      pck: issue('pck', 'pckCa', { isCa: false, extensions: [platformExtension()] }),
      tcbSigner: issue('tcbSigner', 'root', { isCa: false }),
    },
  }
}

const sgx = '1.2.840.113741.1.13.1'
const pair = (oid: string, value: Uint8Array) => derSequence(derOid(oid), value)

/** What a PCK certificate says of its platform, as Intel writes it. */
export function platformExtension({
  fmspc = simulatedFmspc,
  svns = cpuSvns,
}: {
  fmspc?: string
  svns?: readonly number[]
} = {}) {
  const tcb = [
    ...svns.map((svn, index) => pair(`${sgx}.2.${index + 1}`, derSmallInteger(svn))),
    pair(`${sgx}.2.17`, derSmallInteger(pceSvn)),
    pair(`${sgx}.2.18`, derOctets(Uint8Array.from(svns))),
  ]
  const value = derSequence(
    pair(`${sgx}.1`, derOctets(new Uint8Array(16))),
    pair(`${sgx}.2`, derSequence(...tcb)),
    pair(`${sgx}.3`, derOctets(new Uint8Array(2))),
    pair(`${sgx}.4`, derOctets(hexToBytes(fmspc))),
    pair(`${sgx}.5`, encodeDer(0x0a, Uint8Array.of(0))),
  )
  return { oid: sgx, value }
}

/** A chain, leaf first, in PEM. */
export const encodePem = (...chain: readonly Uint8Array[]): string =>
  chain
    .map((der) => `-----BEGIN CERTIFICATE-----\n${bytesToBase64(der)}\n-----END CERTIFICATE-----\n`)
    .join('')
