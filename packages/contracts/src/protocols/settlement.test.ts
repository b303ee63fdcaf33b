import { describe, expect, test } from 'vitest'
import { provider, user } from '../../test/typedErrors.js'
import { statusOf, toPreview } from './settlement.js'

test.each([
  [0, 'success'],
  [1, 'partial'],
  [2, 'providerMismatch'],
  [3, 'noSigner'],
  [4, 'invalidNonce'],
  [5, 'invalidSignature'],
  // Whatever a later contract means by it, it isn't a success.
  [6, 'invalidSignature'],
  [255, 'invalidSignature'],
  [-1, 'invalidSignature'],
])('status %d is %s', (code, status) => {
  expect(statusOf(code)).toBe(status)
})

describe('a preview', () => {
  test('pairs users with their reasons and amounts, in order', () => {
    expect(
      toPreview([
        [user, provider],
        [4, 5],
        [provider, user],
        [7n, 8n],
      ]),
    ).toEqual({
      failed: [
        { user, status: 'invalidNonce' },
        { user: provider, status: 'invalidSignature' },
      ],
      partial: [
        { user: provider, unsettled: 7n },
        { user, unsettled: 8n },
      ],
    })
  })

  test('of nothing is empty', () => {
    expect(toPreview([[], [], [], []])).toEqual({ failed: [], partial: [] })
  })
})
