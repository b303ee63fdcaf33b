import { expect, test } from 'vitest'
import { type TcbStatus, tcbStatuses } from '../policy/policy.js'
import { mergeTcbStatuses, readTcbStatus } from './tcbStatus.js'

// What Intel's verifier makes of a platform's status when its quoting enclave or its module has another one.
test.each<[TcbStatus, TcbStatus, TcbStatus]>([
  ['UpToDate', 'UpToDate', 'UpToDate'],
  ['UpToDate', 'OutOfDate', 'OutOfDate'],
  ['SWHardeningNeeded', 'UpToDate', 'SWHardeningNeeded'],
  ['SWHardeningNeeded', 'OutOfDate', 'OutOfDate'],
  ['ConfigurationNeeded', 'UpToDate', 'ConfigurationNeeded'],
  ['ConfigurationNeeded', 'OutOfDate', 'OutOfDateConfigurationNeeded'],
  ['ConfigurationAndSWHardeningNeeded', 'OutOfDate', 'OutOfDateConfigurationNeeded'],
  ['ConfigurationNeeded', 'SWHardeningNeeded', 'ConfigurationAndSWHardeningNeeded'],
  ['OutOfDateConfigurationNeeded', 'UpToDate', 'OutOfDateConfigurationNeeded'],
  ['OutOfDate', 'ConfigurationNeeded', 'OutOfDateConfigurationNeeded'],
])('%s and %s make %s', (one, other, whole) => {
  expect(mergeTcbStatuses([one, other])).toBe(whole)
  expect(mergeTcbStatuses([other, one])).toBe(whole)
})

test('what is revoked stays so, and a status alone is itself', () => {
  for (const status of tcbStatuses) {
    expect(mergeTcbStatuses([status, 'Revoked'])).toBe('Revoked')
    expect(mergeTcbStatuses([status])).toBe(status)
    expect(mergeTcbStatuses([status, 'UpToDate', status])).toBe(status)
    expect(readTcbStatus(status)).toBe(status)
  }
})

test.each(['', 'uptodate', 'UpToDate ', 'toString'])('the status %j is unknown', (text) => {
  expect(readTcbStatus(text)).toBeUndefined()
})
