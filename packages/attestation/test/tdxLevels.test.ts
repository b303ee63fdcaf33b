import { expect, test } from 'vitest'
import { platformExtension } from '../src/simulate/authority.js'
import { verifyTdxQuote } from '../src/tdx/verifyTdxQuote.js'
import { bytes, levelOf, outcome, type TdxCase, tdxCase } from './tdxCase.js'

test.each<[string, TdxCase, string]>([
  [
    'a module that Intel does not list',
    { tcbInfo: { tdxModuleIdentities: [] } },
    'tdx.tcb.module: there is no TDX module identity for version 1',
  ],
  ['a revoked platform', levelOf('Revoked'), 'tdx.tcb.status: TCB status Revoked is not accepted'],
  ['a status that nobody knows', levelOf('Fine'), 'tdx.tcb.status: the TCB status Fine is unknown'],
  [
    'a platform to configure',
    levelOf('ConfigurationNeeded'),
    'tdx.tcb.status: TCB status ConfigurationNeeded is not accepted',
  ],
  [
    'collateral of another family',
    { tcbInfo: { fmspc: '90c06f000000' } },
    'tdx.tcb.platform: the TCB info is for FMSPC 90c06f000000, the platform is of 5e1f7e57cafe',
  ],
  [
    'a platform of another family',
    { certificates: { pck: { extensions: [platformExtension({ fmspc: '90c06f000000' })] } } },
    'tdx.tcb.platform: the TCB info is for FMSPC 5e1f7e57cafe, the platform is of 90c06f000000',
  ],
  [
    'another PCEID',
    { tcbInfo: { pceId: '0001' } },
    'tdx.tcb.platform: the TCB info is for PCEID 0001, the platform has 0000',
  ],
  [
    'a platform below every level',
    { certificates: { pck: { extensions: [platformExtension({ svns: [...bytes(16)] })] } } },
    'tdx.tcb.level: the platform is below every TCB level',
  ],
  [
    'an unknown module',
    { quote: { td: { teeTcbSvn: bytes(16, 7, 9) } } },
    'tdx.tcb.module: there is no TDX module identity for version 9',
  ],
  [
    'a module below every level',
    { quote: { td: { teeTcbSvn: bytes(16, 3, 1, 4) } } },
    'tdx.tcb.module: the TDX module TDX_01 is below every level',
  ],
  [
    'a module of another signer',
    { quote: { td: { mrSignerSeam: bytes(48, 1) } } },
    'tdx.tcb.module: the TDX module has another signer',
  ],
  [
    'a module with other attributes',
    { quote: { td: { seamAttributes: bytes(8, 1) } } },
    'tdx.tcb.module: the TDX module has other attributes',
  ],
  [
    'an outdated module',
    { quote: { td: { teeTcbSvn: bytes(16, 5, 1, 4) } } },
    'tdx.tcb.status: TCB status OutOfDate is not accepted (INTEL-SA-SIM-0001)',
  ],
  [
    'an outdated QE',
    { quote: { qe: { isvSvn: 3 } } },
    'tdx.tcb.status: TCB status OutOfDate is not accepted (INTEL-SA-SIM-0003)',
  ],
  [
    'an outdated platform',
    { quote: { td: { teeTcbSvn: bytes(16, 7, 1, 2) } } },
    'tdx.tcb.status: TCB status OutOfDate is not accepted (INTEL-SA-SIM-0002)',
  ],
  [
    'a debug TD',
    { quote: { td: { tdAttributes: bytes(8, 1, 0, 0, 0x10) } } },
    'tdx.policy.debug: the TD is in debug mode: attributes 0100001000000000',
  ],
  [
    'a TD that is profiled',
    { quote: { td: { tdAttributes: bytes(8, 4, 0, 0, 0x10) } } },
    'tdx.policy.debug: the TD is in debug mode: attributes 0400001000000000',
  ],
  [
    'SEPT_VE_DISABLE off',
    { quote: { td: { tdAttributes: bytes(8) } } },
    'tdx.policy.attributes: SEPT_VE_DISABLE is off: attributes 0000000000000000',
  ],
  [
    'a TD that can be moved',
    { quote: { td: { tdAttributes: bytes(8, 0, 0, 0, 0x30) } } },
    'tdx.policy.attributes: the TD can be moved to another host: attributes 0000003000000000',
  ],
  [
    'reserved attributes',
    { quote: { td: { tdAttributes: bytes(8, 0, 1, 0, 0x10) } } },
    'tdx.policy.attributes: reserved attributes are set: 0001001000000000',
  ],
  [
    'an unknown service TD',
    { quote: { header: { version: 5 }, td: { mrServiceTd: bytes(48, 7) } } },
    `tdx.policy.serviceTd: service TD 07${'00'.repeat(47)} is not among those that the policy allows`,
  ],
])('%s fails', (_, options, expected) => {
  const report = verifyTdxQuote(tdxCase(options))
  expect(outcome(report)).toBe(expected)
  expect(report.verdict).toBe('failed')
})

test('the first module has no level of its own, and its platform is compared from the first version on', () => {
  const first = (svn: number): TdxCase => ({
    tcbInfo: { tdxModuleIdentities: [] },
    quote: { td: { teeTcbSvn: bytes(16, svn, 0, 3) } },
  })
  expect(outcome(verifyTdxQuote(tdxCase(first(5))))).toBe('verified')
  expect(outcome(verifyTdxQuote(tdxCase(first(4))))).toBe(
    'tdx.tcb.status: TCB status OutOfDate is not accepted (INTEL-SA-SIM-0002)',
  )
})
