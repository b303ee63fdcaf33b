import { expect, test, vi } from 'vitest'
import { requireModel } from './requireModel.js'

const model = 'zg/one'
const only = { model, others: [] }

test.each([undefined, model])('%s is on offer', (asked) => {
  const onMismatch = vi.fn()
  requireModel(asked, { ...only, onMismatch })
  expect(onMismatch).not.toHaveBeenCalled()
})

test('another model is refused and told of', () => {
  const onMismatch = vi.fn()
  expect(() => requireModel('zg/two', { ...only, onMismatch })).toThrow(
    "prepare HTTP request: enforce configured model: model not supported: requested 'zg/two', only 'zg/one' is available for this service",
  )
  expect(onMismatch).toHaveBeenCalledOnce()
})

test.each([5, null, ['zg/one']])('%j is no name, and no attempt at another model', (asked) => {
  const onMismatch = vi.fn()
  expect(() => requireModel(asked, { ...only, onMismatch })).toThrow(
    'prepare HTTP request: enforce configured model: invalid model type in request (expected string), configured model is: zg/one',
  )
  expect(onMismatch).not.toHaveBeenCalled()
})

test('one of several is on offer, another is not', () => {
  const onMismatch = vi.fn()
  const several = { model, others: ['zg/two'], onMismatch }
  requireModel('zg/two', several)
  expect(() => requireModel('zg/three', several)).toThrow(
    "model not supported: 'zg/three' is not available for this service",
  )
  expect(onMismatch).toHaveBeenCalledOnce()
})
