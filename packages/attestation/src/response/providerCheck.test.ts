import { createReport, type Report } from '@zg/core'
import { describe, expect, test } from 'vitest'
import { providerCheck } from './providerCheck.js'

const signer = '0xDC1A4da6BdCD90c20d7FF53a6cDc11fBf0E2303C'
const other = `0x${'11'.repeat(20)}`
const proven = (claims?: object): Report =>
  createReport({
    ...{ subject: 'provider', assurance: 'hardware', claims },
    checks: [{ name: 'tdx.quote.signature', status: 'pass', required: true }],
  })
const check = (claims: object | undefined, required = true) =>
  providerCheck(proven(claims), { required, signer })

describe('a proven provider', () => {
  test('stands behind the signer that its evidence names, in any letters', () => {
    for (const answerSigner of [signer, signer.toLowerCase()])
      expect(check({ answerSigner })).toMatchObject({ check: { status: 'pass' }, assurance: 'hardware' })
  })

  test('does not stand behind another', () => {
    expect(check({ answerSigner: other })).toEqual({
      check: {
        ...{ name: 'response.providerVerified', status: 'fail', required: true },
        reason: `the provider was verified with the signer ${other}, not ${signer}`,
      },
      assurance: 'acknowledged',
    })
    expect(check({ answerSigner: other }, false)).toMatchObject({
      check: { status: 'skipped', required: false },
      assurance: 'acknowledged',
    })
  })

  test('examined by somebody whose report names no signer has that one’s word', () => {
    expect(check(undefined).assurance).toBe('hardware')
    expect(check({}).assurance).toBe('hardware')
  })
})
