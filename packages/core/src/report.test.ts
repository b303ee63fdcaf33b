import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Check, createReport } from './report.js'

const check = (status: Check['status'], required = true): Check => ({ name: 'x', status, required })
const verdict = (...checks: Check[]) =>
  createReport({ subject: 'answer', assurance: 'acknowledged', checks }).verdict

test.each([
  ['nothing was checked', [], 'failed'],
  ['all pass', [check('pass'), check('pass')], 'verified'],
  ['one fails', [check('pass'), check('fail')], 'failed'],
  ['one that is not required fails', [check('pass'), check('fail', false)], 'failed'],
  ['a required one was skipped', [check('pass'), check('skipped')], 'incomplete'],
  ['one that is not required was skipped', [check('pass'), check('skipped', false)], 'verified'],
  ['only checks that nobody required', [check('pass', false)], 'incomplete'],
  ['a failure outweighs a skip', [check('skipped'), check('fail')], 'failed'],
] as const)('%s', (_, checks, expected) => {
  expect(verdict(...checks)).toBe(expected)
})

test('verified always means that every required check passed, and there is one', () => {
  const checks = fc.array(
    fc.record({
      name: fc.string(),
      status: fc.constantFrom('pass', 'fail', 'skipped'),
      required: fc.boolean(),
    }),
  )
  fc.assert(
    fc.property(checks, (list) => {
      const sound =
        list.some(({ required }) => required) &&
        list.every(({ status, required }) => status === 'pass' || (status === 'skipped' && !required))
      return (verdict(...list) === 'verified') === sound
    }),
  )
})

test('keeps what it was given', () => {
  const checks = [check('pass')]
  expect(createReport({ subject: 'provider', assurance: 'simulated', checks })).toEqual({
    subject: 'provider',
    assurance: 'simulated',
    verdict: 'verified',
    checks,
  })
})

test('keeps claims, policy and moment, and never a verdict of somebody else', () => {
  const stated = { claims: { signer: '0x1' }, policy: { name: 'strict' }, checkedAt: 7 }
  const fields = { subject: 'provider', assurance: 'hardware', checks: [check('fail')], ...stated } as const
  const report = createReport<{ signer: string }>(Object.assign({ verdict: 'verified' as const }, fields))
  expect(report.verdict).toBe('failed')
  expect(report).toMatchObject(stated)
  expect(report.claims?.signer).toBe('0x1')
})
