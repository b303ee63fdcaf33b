import fc from 'fast-check'
import { expect, test } from 'vitest'
import { steadyClock } from './steadyClock.js'

test('follows a clock that is set forward, and passes over one that is set back', () => {
  const machine = { now: 1_000_000, elapsed: 50.5 }
  const clock = steadyClock({ now: () => machine.now, elapsed: () => machine.elapsed })
  const after = (elapsed: number, step: number) => {
    machine.elapsed += elapsed
    machine.now += elapsed + step
    return clock()
  }
  expect(after(0, 0)).toBe(1_000_000)
  expect(after(10, 0)).toBe(1_000_010)
  expect(after(10, 5_000)).toBe(1_005_020)
  expect(after(10, -3_600_000)).toBe(1_005_030)
  expect(after(0.25, 0)).toBe(1_005_030)
  expect(after(10, 3_600_000)).toBe(1_005_040)
})

test('never goes back, and never runs slower than time, whatever becomes of the machine’s', () => {
  const steps = fc.array(fc.record({ elapsed: fc.nat(1e6), now: fc.integer({ min: -1e9, max: 1e9 }) }))
  fc.assert(
    fc.property(steps, (moves) => {
      const machine = { now: 0, elapsed: 0 }
      const clock = steadyClock({ now: () => machine.now, elapsed: () => machine.elapsed })
      let last = clock()
      for (const move of moves) {
        machine.elapsed += move.elapsed
        machine.now = move.now
        const time = clock()
        expect(time).toBe(Math.max(move.now, last + move.elapsed))
        last = time
      }
    }),
  )
})

test('is the machine’s clock by default', () => {
  const before = Date.now()
  const time = steadyClock()()
  expect(time).toBeGreaterThanOrEqual(before)
  expect(time).toBeLessThanOrEqual(Date.now())
})
