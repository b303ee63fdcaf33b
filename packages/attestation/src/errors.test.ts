import { BaseError } from '@zg/core'
import { expect, test } from 'vitest'
import { EvidenceError, InvalidPolicyError, MalformedEvidenceError } from './errors.js'

test('a malformed piece of evidence is evidence that does not hold, and says which', () => {
  const error = new MalformedEvidenceError('CRL', 'it is truncated')
  expect(error).toBeInstanceOf(EvidenceError)
  expect(error).toMatchObject({
    name: 'MalformedEvidenceError',
    format: 'CRL',
    shortMessage: 'CRL: it is truncated',
  })
})

test('a policy that makes no sense is no matter of evidence', () => {
  const error = new InvalidPolicyError('No.')
  expect(error).not.toBeInstanceOf(EvidenceError)
  expect(BaseError.is(error)).toBe(true)
  expect([error.name, new EvidenceError('No.').name]).toEqual(['InvalidPolicyError', 'EvidenceError'])
})
