import { expect, test } from 'vitest'
import { createChecklist } from './checklist.js'
import { EvidenceError, MalformedEvidenceError } from './errors.js'

test('a check passes with a value that the next one is given', () => {
  const list = createChecklist()
  const one = list.run('one', [], () => 1)
  const two = list.run('two', [one], (value) => `${value + 1}`)
  const both = list.run('both', [one, two], (first, second) => [first, second])
  expect(both.value).toEqual([1, '2'])
  expect(list.checks).toEqual(
    ['one', 'two', 'both'].map((name) => ({ name, status: 'pass', required: true })),
  )
})

test('what depends on a failed check is skipped with that reason, however far away', () => {
  const list = createChecklist()
  const one = list.run('one', [], (): number => {
    throw new MalformedEvidenceError('CRL', 'it is truncated')
  })
  const two = list.run('two', [one], (value) => value)
  list.run('three', [two], () => expect.unreachable())
  list.run('four', [], () => undefined)
  expect(list.checks).toEqual([
    { name: 'one', status: 'fail', required: true, reason: 'CRL: it is truncated' },
    { name: 'two', status: 'skipped', required: true, reason: 'depends on one' },
    { name: 'three', status: 'skipped', required: true, reason: 'depends on two' },
    { name: 'four', status: 'pass', required: true },
  ])
})

test('a check that passed without a value is passed on all the same', () => {
  const list = createChecklist()
  const one = list.run('one', [], () => undefined)
  expect(list.run('two', [one], () => 2).value).toBe(2)
})

test('an error that is not about evidence is not taken for a failed check', () => {
  const list = createChecklist()
  const fault = new TypeError('a fault of ours')
  expect(() =>
    list.run('one', [], () => {
      throw fault
    }),
  ).toThrow(fault)
  expect(() =>
    list.run('two', [], () => {
      throw new EvidenceError('no')
    }),
  ).not.toThrow()
})

test('skip lists a check that was not made', () => {
  const list = createChecklist()
  list.skip('one', 'no allow list', { required: true })
  expect(list.checks).toEqual([{ name: 'one', status: 'skipped', required: true, reason: 'no allow list' }])
})
