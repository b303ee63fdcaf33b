import { describe, expect, test } from 'vitest'
import { verifyTdxQuote } from '../src/tdx/verifyTdxQuote.js'
import { verifyByDcapQvl } from './dcapQvl.js'
import { bytes, now, outcome, stranger, type TdxCase, tdxCase } from './tdxCase.js'

// Lax about what Intel has replaced: the policy is ours alone, the status is theirs too.
const anyStatus = [
  ...(['UpToDate', 'SWHardeningNeeded', 'ConfigurationNeeded', 'OutOfDate'] as const),
  ...(['ConfigurationAndSWHardeningNeeded', 'OutOfDateConfigurationNeeded'] as const),
]

function bothOf(options: TdxCase) {
  const evidence = tdxCase(options)
  const root = evidence.roots?.intel ?? new Uint8Array()
  const report = verifyTdxQuote({
    ...evidence,
    policy: { ...evidence.policy, acceptedTcbStatuses: anyStatus },
  })
  return { report, theirs: () => verifyByDcapQvl({ ...evidence, root }) }
}

describe('on good quotes we find what @phala/dcap-qvl finds', () => {
  test.each<[string, TdxCase]>([
    ['of version 4', {}],
    ['of version 5', { quote: { header: { version: 5 } } }],
    ['of version 5 and TDX 1.5', { quote: { header: { version: 5 }, td: { mrServiceTd: bytes(48) } } }],
    ['of an outdated platform', { quote: { td: { teeTcbSvn: bytes(16, 7, 1, 2) } } }],
    ['of an outdated QE', { quote: { qe: { isvSvn: 2 } } }],
  ])('%s', (_, options) => {
    const { report, theirs } = bothOf(options)
    expect(report.verdict).toBe('verified')
    const { status, advisories } = theirs()
    expect(report.claims).toMatchObject({ tcbStatus: status, advisories: [...advisories].sort() })
  })
})

describe('it says UpToDate where we refuse', () => {
  const revoked = { issuer: { ...stranger, name: 'SIMULATED TEST PCK Platform CA, NOT INTEL' } }
  test.each<[string, TdxCase, string]>([
    [
      'a forged CRL',
      { crls: { pckCa: revoked } },
      'tdx.pck.chain: the signature of a CRL is not by its issuer',
    ],
    [
      'an expired CRL',
      { crls: { pckCa: { nextUpdate: now - 1000 } } },
      'tdx.pck.chain: a CRL expired at 2026-05-31T23:59:59.000Z',
    ],
    [
      'an intermediate that is no CA',
      { certificates: { pckCa: { isCa: false } } },
      'tdx.pck.chain: an issuer is no CA',
    ],
    [
      'an outdated TDX module',
      { quote: { td: { teeTcbSvn: bytes(16, 5, 1, 4) } } },
      'tdx.tcb.status: TCB status OutOfDate is not accepted (INTEL-SA-SIM-0001)',
    ],
    [
      'a module of another signer',
      { quote: { td: { mrSignerSeam: bytes(48, 1) } } },
      'tdx.tcb.module: the TDX module has another signer',
    ],
    [
      'an unknown QE vendor',
      { quote: { header: { qeVendor: '00'.repeat(16) } } },
      `tdx.quote.header: the quoting enclave is of vendor ${'00'.repeat(16)}`,
    ],
  ])('%s', (_, options, expected) => {
    expect(bothOf(options).theirs().status).toBe('UpToDate')
    expect(outcome(verifyTdxQuote(tdxCase(options)))).toBe(expected)
  })

  test('an empty CRL', () => {
    const evidence = tdxCase()
    const collateral = { ...evidence.collateral, pck_crl: '', root_ca_crl: '' }
    const root = evidence.roots?.intel ?? new Uint8Array()
    expect(verifyByDcapQvl({ ...evidence, collateral, root }).status).toBe('UpToDate')
    expect(outcome(verifyTdxQuote({ ...evidence, collateral }))).toBe(
      'tdx.collateral.crl.parse: DER: it is truncated',
    )
  })
})
