import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, concatBytes, utf8ToBytes } from '@zg/core'
import type { Collateral } from '../collateral/collateral.js'
import type { QeReport, QuoteHeader, TdReport } from '../quote/quote.js'
import { type Authority, type Changes, createAuthority, encodePem } from './authority.js'
import { encodeQeReport, encodeQuote, encodeSignedPart, textBytes } from './encodeQuote.js'
import type { Issuer } from './issueCertificate.js'
import { issueCrl } from './issueCrl.js'
import { createSimulatedKey } from './signingKey.js'
import { qeIdentity, type Statement, simulatedQeSigner, tcbInfo, tdxSvns } from './statements.js'

/** A machine that doesn't exist, and everything that vouches for it. */
export type SimulatedPlatform = Authority & {
  collateral: Collateral
  createQuote(options: QuoteOptions): Uint8Array
}

export type QuoteOptions = {
  td: Partial<TdReport>
  header?: Partial<QuoteHeader> | undefined
  qe?: Partial<QeReport> | undefined
  qeAuthData?: Uint8Array | undefined
}

/** What differs from evidence as it should be: each is made as told, and signed all the same. */
export type PlatformOptions = {
  /** Milliseconds since 1970: what is made is valid from a day before to a year after. */
  now: number
  certificates?: Changes | undefined
  crls?: Partial<Record<'root' | 'pckCa', Partial<issueCrl.Options>>> | undefined
  tcbInfo?: Statement | undefined
  qeIdentity?: Statement | undefined
  /** Who signs the statements instead of the TCB signer. */
  signer?: Issuer | undefined
}

const day = 86_400_000

/** Makes a root, a platform under it and the collateral about it, with keys that live as long as this value. */
export function createPlatform(options: PlatformOptions): SimulatedPlatform {
  const second = options.now - (options.now % 1000)
  const [from, until] = [second - day, second + 365 * day] as const
  const authority = createAuthority({ notBefore: from, notAfter: until }, options.certificates)
  const { issuers, certificates } = authority
  const dates = { issueDate: from, nextUpdate: until }
  const signed = (statement: Statement) => {
    const text = JSON.stringify(statement)
    return { text, signature: bytesToHex((options.signer ?? issuers.tcbSigner).key.sign(utf8ToBytes(text))) }
  }
  const crl = (role: 'root' | 'pckCa') =>
    bytesToHex(
      issueCrl({ issuer: issuers[role], thisUpdate: from, nextUpdate: until, ...options.crls?.[role] }),
    )
  const info = signed({ ...tcbInfo(dates), ...options.tcbInfo })
  const identity = signed({ ...qeIdentity(dates), ...options.qeIdentity })
  const issuerChain = encodePem(certificates.tcbSigner, certificates.root)
  return {
    ...authority,
    collateral: {
      tcb_info_issuer_chain: issuerChain,
      tcb_info: info.text,
      tcb_info_signature: info.signature,
      qe_identity_issuer_chain: issuerChain,
      qe_identity: identity.text,
      qe_identity_signature: identity.signature,
      root_ca_crl: crl('root'),
      pck_crl: crl('pckCa'),
    },
    createQuote: (quote) => createQuote(authority, quote),
  }
}

function createQuote({ issuers, certificates }: Authority, options: QuoteOptions): Uint8Array {
  const key = createSimulatedKey()
  const attestationKey = key.publicKey.subarray(1)
  const { qeAuthData = Uint8Array.from({ length: 32 }, (_, index) => index) } = options
  const signedPart = encodeSignedPart({ ...header, ...options.header }, { ...emptyTd, ...options.td })
  const reportData = concatBytes(sha256(concatBytes(attestationKey, qeAuthData)), new Uint8Array(32))
  const qeReport = encodeQeReport({ ...qe, reportData, ...options.qe })
  return encodeQuote({
    signedPart,
    signature: key.sign(signedPart),
    attestationKey,
    qeReport,
    qeReportSignature: issuers.pck.key.sign(qeReport),
    qeAuthData,
    pckChain: utf8ToBytes(encodePem(certificates.pck, certificates.pckCa, certificates.root)),
  })
}

const header: QuoteHeader = {
  version: 4,
  attestationKeyType: 2,
  teeType: 0x81,
  qeVendor: '939a7233f79c4ca9940a0db3957f0607',
}

const qe: Omit<QeReport, 'reportData'> = {
  miscSelect: new Uint8Array(4),
  attributes: Uint8Array.of(0x11, ...new Uint8Array(15)),
  mrSigner: simulatedQeSigner,
  isvProdId: 2,
  isvSvn: 4,
}

const register = new Uint8Array(48)
const emptyTd: TdReport = {
  teeTcbSvn: Uint8Array.from(tdxSvns),
  mrSeam: textBytes('SIMULATED-DEVNET'.repeat(3), 48),
  mrSignerSeam: register,
  seamAttributes: new Uint8Array(8),
  // SEPT_VE_DISABLE alone.
  tdAttributes: Uint8Array.of(0, 0, 0, 0x10, 0, 0, 0, 0),
  xfam: Uint8Array.of(0xe7, 2, 6, 0, 0, 0, 0, 0),
  mrTd: textBytes('SIMULATED-DEVNET'.repeat(3), 48),
  mrConfigId: register,
  mrOwner: register,
  mrOwnerConfig: register,
  rtmrs: [register, register, register, register],
  reportData: new Uint8Array(64),
  mrServiceTd: undefined,
}
