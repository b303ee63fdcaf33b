import { describe, test } from 'vitest'

describe('a group', () => {
  test('never reached', () => undefined)
  throw new Error('broken while it was collected')
})
