import { expect, test, vi } from 'vitest'
import { requireModel } from './requireModel.js'

const model = 'zg/one'

test.each([undefined, model])('%s is on offer', (asked) => {
  const onMismatch = vi.fn()
  requireModel(asked, { model, onMismatch })
  expect(onMismatch).not.toHaveBeenCalled()
})

test('another model is refused and told of', () => {
  const onMismatch = vi.fn()
  expect(() => requireModel('zg/two', { model, onMismatch })).toThrow(
    "prepare HTTP request: enforce configured model: model not supported: requested 'zg/two', only 'zg/one' is available for this service",
  )
  expect(onMismatch).toHaveBeenCalledOnce()
})

test.each([5, null, ['zg/one']])('%j is no name, and no attempt at another model', (asked) => {
  const onMismatch = vi.fn()
  expect(() => requireModel(asked, { model, onMismatch })).toThrow(
    'prepare HTTP request: enforce configured model: invalid model type in request (expected string), configured model is: zg/one',
  )
  expect(onMismatch).not.toHaveBeenCalled()
})
