import { bytesToHex, utf8ToBytes } from '@zg/core'
import { expect, test } from 'vitest'
import { policies } from '../src/policy/policies.js'
import { encodePem, serials } from '../src/simulate/authority.js'
import { createPlatform } from '../src/simulate/platform.js'
import { verifyTdxQuote } from '../src/tdx/verifyTdxQuote.js'
import { bytes, day, now, outcome, stranger, type TdxCase, tdxCase } from './tdxCase.js'

const afterwards = { nextUpdate: now - day / 2 }
const serial = (role: keyof typeof serials) => ({ revoked: [serials[role]] })

test.each<[string, TdxCase, string]>([
  ['a revoked PCK', { crls: { pckCa: serial('pck') } }, 'tdx.pck.chain: certificate 04 is revoked'],
  ['a revoked PCK CA', { crls: { root: serial('pckCa') } }, 'tdx.pck.chain: certificate 02 is revoked'],
  [
    'a revoked TCB signer',
    { crls: { root: serial('tcbSigner') } },
    'tdx.collateral.tcbInfo: certificate 03 is revoked',
  ],
  [
    'an expired PCK',
    { certificates: { pck: { notAfter: now - 1000 } } },
    'tdx.pck.chain: a certificate expired at 2026-05-31T23:59:59.000Z',
  ],
  [
    'an expired PCK CRL',
    { crls: { pckCa: afterwards } },
    'tdx.pck.chain: a CRL expired at 2026-05-31T12:00:00.000Z',
  ],
  [
    'an expired root CRL',
    { crls: { root: afterwards } },
    'tdx.collateral.tcbInfo: a CRL expired at 2026-05-31T12:00:00.000Z',
  ],
  [
    'a forged PCK CRL',
    { crls: { pckCa: { issuer: { ...stranger, name: 'SIMULATED TEST PCK Platform CA, NOT INTEL' } } } },
    'tdx.pck.chain: the signature of a CRL is not by its issuer',
  ],
  [
    'a CRL of somebody else',
    { crls: { pckCa: { issuer: stranger } } },
    'tdx.pck.chain: there is no CRL of an issuer',
  ],
  [
    'an intermediate that is no CA',
    { certificates: { pckCa: { isCa: false } } },
    'tdx.pck.chain: an issuer is no CA',
  ],
  [
    'a PCK of a stranger',
    { certificates: { pck: { issuer: { ...stranger, name: 'SIMULATED TEST PCK Platform CA, NOT INTEL' } } } },
    'tdx.pck.chain: the signature of a certificate is not by its issuer',
  ],
  [
    'a PCK that is a CA',
    { certificates: { pck: { isCa: true } } },
    'tdx.pck.chain: the first certificate is a CA',
  ],
  [
    'a PCK without its platform',
    { certificates: { pck: { extensions: [] } } },
    'tdx.pck.chain: the PCK certificate says nothing of its platform',
  ],
  [
    'statements of another signer',
    { signer: stranger },
    'tdx.collateral.tcbInfo: the signature is not by the TCB signer',
  ],
  [
    'TCB info of tomorrow',
    { tcbInfo: { issueDate: '2026-06-02T00:00:00Z' } },
    'tdx.collateral.tcbInfo: it is of the future: 2026-06-02T00:00:00.000Z',
  ],
  [
    'expired TCB info',
    { tcbInfo: { nextUpdate: '2026-05-31T00:00:00Z' } },
    'tdx.collateral.tcbInfo: it expired at 2026-05-31T00:00:00.000Z',
  ],
  [
    'TCB info of SGX',
    { tcbInfo: { id: 'SGX' } },
    'tdx.collateral.tcbInfo: TCB info: it is SGX of version 3, not TDX of version 3',
  ],
  [
    'TCB info of version 2',
    { tcbInfo: { version: 2 } },
    'tdx.collateral.tcbInfo: TCB info: it is TDX of version 2, not TDX of version 3',
  ],
  [
    'TCB info of another type',
    { tcbInfo: { tcbType: 1 } },
    'tdx.collateral.tcbInfo: TCB info: its TCB type is unknown',
  ],
  [
    'an expired QE identity',
    { qeIdentity: { nextUpdate: '2026-05-31T00:00:00Z' } },
    'tdx.collateral.qeIdentity: it expired at 2026-05-31T00:00:00.000Z',
  ],
  [
    'the identity of another enclave',
    { qeIdentity: { id: 'QE' } },
    'tdx.collateral.qeIdentity: QE identity: it is QE of version 2, not TD_QE of version 2 or 3',
  ],
  [
    'a QE in debug mode',
    { quote: { qe: { attributes: bytes(16, 0x13) } } },
    'tdx.qe.identity: the quoting enclave is in debug mode',
  ],
  [
    'a QE of another signer',
    { quote: { qe: { mrSigner: bytes(32, 9) } } },
    `tdx.qe.identity: the quoting enclave is signed by 09${'00'.repeat(31)}`,
  ],
  [
    'a QE of another product',
    { quote: { qe: { isvProdId: 1 } } },
    'tdx.qe.identity: the quoting enclave is product 1, not 2',
  ],
  [
    'a QE with other miscselect',
    { quote: { qe: { miscSelect: bytes(4, 1) } } },
    'tdx.qe.identity: the quoting enclave has another miscselect',
  ],
  [
    'a QE with other attributes',
    { quote: { qe: { attributes: bytes(16, 0x51) } } },
    'tdx.qe.identity: the quoting enclave has other attributes',
  ],
  [
    'a QE below every level',
    { quote: { qe: { isvSvn: 1 } } },
    'tdx.qe.identity: the quoting enclave of version 1 is below every level',
  ],
  [
    'a QE that vouches for another key',
    { quote: { qe: { reportData: bytes(64) } } },
    'tdx.qe.keyBinding: the QE report does not bind the attestation key',
  ],
  ['a TEE that is SGX', { quote: { header: { teeType: 0 } } }, 'tdx.quote.header: TEE type 0x0 is not TDX'],
  [
    'a key of another type',
    { quote: { header: { attestationKeyType: 3 } } },
    'tdx.quote.header: attestation keys of type 3 are unknown',
  ],
  [
    'a QE of another vendor',
    { quote: { header: { qeVendor: '00'.repeat(16) } } },
    `tdx.quote.header: the quoting enclave is of vendor ${'00'.repeat(16)}`,
  ],
])('%s fails', (_, options, expected) => {
  const report = verifyTdxQuote(tdxCase(options))
  expect(outcome(report)).toBe(expected)
  expect(report.verdict).toBe('failed')
})

test.each([
  ['TCB info', 'tcb_info', 'tdx.collateral.tcbInfo'],
  ['a QE identity', 'qe_identity', 'tdx.collateral.qeIdentity'],
] as const)('%s is not a platform’s to sign, though its chain leads to the root', (_, member, check) => {
  // Keys of platforms have been taken out of servers: one of them must not say how current it is.
  const { certificates, issuers, collateral, createQuote } = createPlatform({ now })
  const chain = encodePem(certificates.pck, certificates.pckCa, certificates.root)
  const signature = bytesToHex(issuers.pck.key.sign(utf8ToBytes(collateral[member])))
  const forged = { ...collateral, [`${member}_signature`]: signature, [`${member}_issuer_chain`]: chain }
  const given = { quote: createQuote({ td: {} }), now, policy: policies.strict }
  const roots = { intel: certificates.root }
  expect(verifyTdxQuote({ ...given, roots, collateral }).verdict).toBe('verified')
  expect(outcome(verifyTdxQuote({ ...given, roots, collateral: forged }))).toBe(
    `${check}: its signer is not one that the root itself has named`,
  )
})

test('no moment at all is never within what is in date', () => {
  expect(outcome(verifyTdxQuote({ ...tdxCase(), now: Number.NaN }))).toBe(
    'tdx.collateral.tcbInfo: a certificate is valid from 2026-05-31T00:00:00.000Z on only',
  )
})
