import { test } from 'vitest'
import { checkFlips } from '../test/checkFlips.js'
import { tdxCase } from '../test/tdxCase.js'

test('no flipped bit of what is signed verifies', () => {
  checkFlips([tdxCase()], { flips: 200 })
})
