import { expect, test } from 'vitest'
import { createMismatchBlock } from './mismatchBlock.js'

const minute = 60_000

function setUp() {
  const clock = { ms: 1_000 }
  const block = createMismatchBlock({ now: () => clock.ms })
  const repeat = (times: number, everyMs = 0) => {
    for (let index = 0; index < times; index += 1) {
      clock.ms += everyMs
      block.record('0xAb')
    }
  }
  return { clock, block, repeat }
}

test('the fifth mismatch blocks for an hour, whatever the case of the address', () => {
  const { clock, block, repeat } = setUp()
  repeat(4)
  expect(block.find('0xab')).toBeNull()
  repeat(1)
  expect(block.find('0xAB')).toBe('1h0m0s')
  expect(block.find('0xcd')).toBeNull()
  clock.ms += 30 * minute + 1
  expect(block.find('0xab')).toBe('30m0s')
  clock.ms += 29.5 * minute
  expect(block.find('0xab')).toBe('0s')
  // More of them don't make it longer.
  repeat(5)
  clock.ms += 0.5 * minute - 1
  expect(block.find('0xab')).toBeNull()
  repeat(4)
  expect(block.find('0xab')).toBeNull()
})

test('each within five minutes of the last counts, a longer pause forgets', () => {
  const { block, repeat } = setUp()
  repeat(5, 5 * minute)
  expect(block.find('0xab')).toBe('1h0m0s')
  const other = setUp()
  other.repeat(4)
  other.clock.ms += 5 * minute + 1
  other.repeat(4)
  expect(other.block.find('0xab')).toBeNull()
})
