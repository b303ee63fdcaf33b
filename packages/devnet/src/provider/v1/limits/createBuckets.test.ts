import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createBuckets } from './createBuckets.js'

function bucketsOf(perSecond: number, burst: number) {
  const clock = { ms: 0 }
  return { clock, ...createBuckets({ perSecond, burst, now: () => clock.ms }) }
}

test('a burst goes through at once, then one for each refill', () => {
  const { clock, take, remaining } = bucketsOf(2, 3)
  expect([take('a'), take('a'), take('a'), take('a')]).toEqual([true, true, true, false])
  clock.ms = 499
  expect(take('a')).toBe(false)
  clock.ms = 500
  expect([take('a'), take('a')]).toEqual([true, false])
  clock.ms = 1_000_000
  expect(remaining('a')).toBe(3)
})

test('each key has its own', () => {
  const { take } = bucketsOf(1, 1)
  expect([take('a'), take('b'), take('a')]).toEqual([true, true, false])
})

test('what was used may be more than there is, and is waited for', () => {
  const { clock, spend, hasAny, remaining, secondsToWait } = bucketsOf(10, 100)
  expect([hasAny('a'), remaining('a'), secondsToWait('a')]).toEqual([true, 100, 0])
  spend('a', 99.5)
  expect([hasAny('a'), remaining('a'), secondsToWait('a')]).toEqual([true, 0, 0])
  spend('a', 150.5)
  expect([hasAny('a'), remaining('a'), secondsToWait('a')]).toEqual([false, 0, 15])
  clock.ms = 15_000
  expect([hasAny('a'), secondsToWait('a')]).toEqual([false, 0])
  clock.ms = 15_100
  expect([hasAny('a'), remaining('a')]).toEqual([true, 1])
})

test('keys that are full again are forgotten, the others are not', () => {
  const { clock, take } = bucketsOf(1, 1)
  for (let key = 0; key < 10_000; key += 1) take(`k${key}`)
  clock.ms = 999
  take('late')
  clock.ms = 1_000
  take('more')
  expect([take('late'), take('k5')]).toEqual([false, true])
})

test('within any time never more than a burst and its refills go through', () => {
  const waits = fc.array(fc.integer({ min: 0, max: 1_000 }), { maxLength: 200 })
  fc.assert(
    fc.property(waits, fc.integer({ min: 1, max: 20 }), (times, burst) => {
      const { clock, take } = bucketsOf(4, burst)
      let passed = 0
      for (const wait of times) {
        clock.ms += wait
        if (take('a')) passed += 1
      }
      expect(passed).toBeLessThanOrEqual(burst + (clock.ms / 1_000) * 4 + 1e-6)
    }),
  )
})
