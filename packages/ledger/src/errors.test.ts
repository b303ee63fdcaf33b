import { expect, test } from 'vitest'
import { ZeroAmountError } from './errors.js'

test('ZeroAmountError names the action', () => {
  const error = new ZeroAmountError({ action: 'refund' })
  expect(error.name).toBe('ZeroAmountError')
  expect(error.message).toBe('refund with an amount of 0 moves nothing.\nGive an amount above 0.')
})
