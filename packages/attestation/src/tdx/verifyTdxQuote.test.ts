import { describe, expect, test } from 'vitest'
import { bytes, day, levelOf, now, outcome, type TdxCase, tdxCase } from '../../test/tdxCase.js'
import { InvalidPolicyError } from '../errors.js'
import type { Policy } from '../policy/policy.js'
import { verifyTdxQuote } from './verifyTdxQuote.js'

const verify = (options: TdxCase = {}, more: Partial<verifyTdxQuote.Options> = {}) =>
  verifyTdxQuote({ ...tdxCase(options), ...more })

const serviceTd = bytes(48, 7)

const good = tdxCase()

const names = [
  'tdx.quote.parse',
  'tdx.quote.header',
  'tdx.collateral.crl.parse',
  'tdx.collateral.tcbInfo',
  'tdx.collateral.qeIdentity',
  'tdx.pck.chain',
  'tdx.qe.reportSignature',
  'tdx.qe.keyBinding',
  'tdx.qe.identity',
  'tdx.quote.signature',
  'tdx.tcb.platform',
  'tdx.tcb.module',
  'tdx.tcb.level',
  'tdx.tcb.status',
  'tdx.tcb.notRevoked',
  'tdx.policy.debug',
  'tdx.policy.attributes',
  'tdx.policy.serviceTd',
]

test.each<[string, TdxCase['quote']]>([
  ['version 4', {}],
  ['version 5 with a report of TDX 1.0', { header: { version: 5 } }],
  ['version 5 with a report of TDX 1.5', { header: { version: 5 }, td: { mrServiceTd: bytes(48) } }],
])('a good quote of %s is verified, as simulated', (_, quote) => {
  const report = verify({ quote: { ...quote, td: { ...quote?.td, reportData: bytes(64, 1, 2) } } })
  expect(report).toMatchObject({
    subject: 'provider',
    verdict: 'verified',
    assurance: 'simulated',
    checkedAt: now,
  })
  expect(report.checks).toEqual(names.map((name) => ({ name, status: 'pass', required: true })))
  expect(report.claims).toMatchObject({
    quoteVersion: quote?.header?.version ?? 4,
    reportData: `0102${'00'.repeat(62)}`,
    fmspc: '5e1f7e57cafe',
    tcbStatus: 'UpToDate',
    advisories: [],
    collateral: { issuedAt: now - day, expiresAt: now + 365 * day, evaluationNumber: 19 },
  })
})

test("it never verifies under Intel's root, whatever the policy", () => {
  const report = verify({}, { roots: undefined })
  expect(report).toMatchObject({ verdict: 'failed', assurance: 'hardware', claims: undefined })
  expect(outcome(report)).toBe('tdx.collateral.tcbInfo: the chain ends in a different root')
})

describe('the policy', () => {
  const policy = (changes: Partial<Policy>): Partial<verifyTdxQuote.Options> => ({
    policy: { ...tdxPolicy, ...changes },
  })
  const tdxPolicy = tdxCase().policy
  const old: TdxCase = { quote: { td: { teeTcbSvn: bytes(16, 5, 1, 4) } } }
  const served: TdxCase = { quote: { header: { version: 5 }, td: { mrServiceTd: serviceTd } } }

  test.each<[string, TdxCase, Partial<Policy>, string]>([
    ['accepts a status that it lists', old, { acceptedTcbStatuses: ['OutOfDate'] }, 'verified'],
    [
      'accepts OutOfDate for known advisories',
      old,
      { advisoryAllowlist: ['INTEL-SA-SIM-0001', 'x'] },
      'verified',
    ],
    [
      'not for others',
      old,
      { advisoryAllowlist: ['x'] },
      'tdx.tcb.status: TCB status OutOfDate is not accepted (INTEL-SA-SIM-0001)',
    ],
    [
      'refuses what it does not list',
      {},
      { acceptedTcbStatuses: [] },
      'tdx.tcb.status: TCB status UpToDate is not accepted',
    ],
    ['allows a service TD by name', served, { allowedServiceTd: [`07${'00'.repeat(47)}`] }, 'verified'],
    [
      'wants an evaluation',
      {},
      { minTcbEvaluationDataNumber: 20 },
      'tdx.collateral.tcbInfo: it is of evaluation 19, the policy wants 20 at least',
    ],
    ['takes that evaluation', {}, { minTcbEvaluationDataNumber: 19 }, 'verified'],
    [
      'wants fresh collateral',
      {},
      { maxCollateralAgeMs: day - 1 },
      'tdx.collateral.tcbInfo: it was issued at 2026-05-31T00:00:00.000Z, longer ago than the policy allows',
    ],
    ['takes fresh collateral', {}, { maxCollateralAgeMs: day }, 'verified'],
  ])('%s', (_, options, changes, expected) => {
    expect(outcome(verify(options, policy(changes)))).toBe(expected)
  })

  test('a waived check stays in sight, with what was wrong', () => {
    const report = verify(old, policy({ waive: ['tdx.tcb.status'] }))
    expect(report.verdict).toBe('verified')
    expect(report.checks).toContainEqual({
      name: 'tdx.tcb.status',
      status: 'skipped',
      required: false,
      reason: 'waived: TCB status OutOfDate is not accepted (INTEL-SA-SIM-0001)',
    })
    expect(report.policy).toMatchObject({ waive: ['tdx.tcb.status'] })
  })

  test.each([
    ['Revoked', 'Intel has revoked the platform'],
    ['Fine', 'the TCB status Fine is unknown'],
  ])('a platform that is %s fails though its status is waived', (status, reason) => {
    const report = verify(levelOf(status), policy({ waive: ['tdx.tcb.status'] }))
    expect(outcome(report)).toBe(`tdx.tcb.notRevoked: ${reason}`)
  })

  test('what proves evidence genuine can not be waived', () => {
    const waive = ['tdx.quote.signature' as 'tdx.tcb.status']
    expect(() => verify({}, policy({ waive }))).toThrow(InvalidPolicyError)
  })
})

test('what depends on a failed check is skipped, and says on which', () => {
  const { checks } = verify({ quote: { header: { teeType: 0 } } })
  const skipped = checks.filter(({ status }) => status === 'skipped')
  expect(skipped.map(({ name, reason }) => `${name} ${reason}`)).toEqual([
    'tdx.pck.chain depends on tdx.quote.header',
    'tdx.qe.reportSignature depends on tdx.quote.header',
    'tdx.qe.keyBinding depends on tdx.qe.reportSignature',
    'tdx.qe.identity depends on tdx.qe.reportSignature',
    'tdx.quote.signature depends on tdx.qe.keyBinding',
    'tdx.tcb.platform depends on tdx.pck.chain',
    'tdx.tcb.module depends on tdx.quote.signature',
    'tdx.tcb.level depends on tdx.tcb.platform',
    'tdx.tcb.status depends on tdx.tcb.level',
    'tdx.tcb.notRevoked depends on tdx.tcb.level',
    'tdx.policy.debug depends on tdx.quote.signature',
    'tdx.policy.attributes depends on tdx.quote.signature',
    'tdx.policy.serviceTd depends on tdx.quote.signature',
  ])
})

test('claims are there once the signatures above the quote hold', () => {
  const expired = verify({ tcbInfo: { nextUpdate: '2026-05-31T00:00:00Z' } })
  expect(expired.claims).toMatchObject({ tcbStatus: undefined, collateral: undefined, fmspc: '5e1f7e57cafe' })
  expect(verify({ quote: { qe: { reportData: bytes(64) } } }).claims).toBeUndefined()
  expect(verify({ quote: { qe: { isvSvn: 3 } } }).claims).toMatchObject({ tcbStatus: 'OutOfDate' })
})

test.each<[string, keyof verifyTdxQuote.Options['collateral'], (text: string) => string]>([
  ['tdx.collateral.crl.parse: DER: it is truncated', 'pck_crl', () => ''],
  ['tdx.collateral.crl.parse: CRL: it is not hex', 'root_ca_crl', (hex) => `${hex}0`],
  [
    'tdx.collateral.tcbInfo: the signature is not by the TCB signer',
    'tcb_info',
    (text) => text.replace('"svn":5', '"svn":4'),
  ],
  ['tdx.collateral.tcbInfo: the signature is not by the TCB signer', 'tcb_info', (text) => ` ${text}`],
  [
    'tdx.collateral.tcbInfo: the signature is not by the TCB signer',
    'tcb_info_signature',
    (hex) => hex.slice(2),
  ],
  ['tdx.collateral.tcbInfo: PEM: it holds no certificate', 'tcb_info_issuer_chain', () => ''],
  [
    'tdx.collateral.tcbInfo: collateral: a statement has 1048577 characters',
    'tcb_info',
    () => ' '.repeat(1_048_577),
  ],
  [
    'tdx.collateral.qeIdentity: the signature is not by the TCB signer',
    'qe_identity',
    (text) => text.replace('2}', '1}'),
  ],
  ['tdx.pck.chain: there is no CRL of an issuer', 'pck_crl', () => good.collateral.root_ca_crl],
])('edited collateral fails: %s', (expected, member, edit) => {
  const collateral = { ...good.collateral, [member]: edit(good.collateral[member]) }
  expect(outcome(verifyTdxQuote({ ...good, collateral }))).toBe(expected)
})
