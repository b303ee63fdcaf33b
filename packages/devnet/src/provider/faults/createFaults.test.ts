import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createFaults } from './createFaults.js'
import type { Fault } from './fault.js'

/** Whom of so many requests a fault concerns. */
function drawn(fault: Fault, count: number, stage: Parameters<ReturnType<typeof createFaults>['take']>[0]) {
  const faults = createFaults()
  faults.set(fault)
  return Array.from({ length: count }, () => faults.take(stage) !== null)
}

test('nothing is wrong until it is said, and not after it is taken back', () => {
  const faults = createFaults()
  expect(faults.take('arrival')).toBeNull()
  faults.set({ kind: 'hang' })
  expect(faults.take('arrival')).toEqual({ kind: 'hang' })
  faults.set(null)
  expect(faults.take('arrival')).toBeNull()
})

test('a fault shows itself at its stage alone, and counts there alone', () => {
  const faults = createFaults()
  faults.set({ kind: 'rateLimited', times: 1 })
  expect([faults.take('arrival'), faults.take('answer'), faults.take('quote')]).toEqual([null, null, null])
  expect(faults.take('payment')).toMatchObject({ kind: 'rateLimited' })
  expect(faults.take('payment')).toBeNull()
})

test('saying it again starts it anew', () => {
  const faults = createFaults()
  for (let i = 0; i < 3; i += 1) {
    faults.set({ kind: 'unavailable', times: 1 })
    expect([faults.take('arrival'), faults.take('arrival')]).toEqual([expect.anything(), null])
  }
})

test('chance is the same on every machine, and another for another seed', () => {
  const fault = { kind: 'cut', probability: 0.5 } as const
  const shown = (seed?: number) =>
    drawn({ ...fault, ...(seed === undefined ? {} : { seed }) }, 24, 'delivery')
      .map((hit) => (hit ? '1' : '0'))
      .join('')
  expect(shown(1)).toMatchInlineSnapshot(`"010111110010000010011001"`)
  expect(shown()).toBe(shown(1))
  expect(shown(2)).not.toBe(shown(1))
})

test('about as many requests are concerned as their probability says, and never more than `times`', () => {
  fc.assert(
    fc.property(fc.integer(), fc.double({ min: 0, max: 1, noNaN: true }), (seed, probability) => {
      const hits = drawn({ kind: 'reset', probability, seed }, 2_000, 'payment').filter(Boolean).length
      // Six standard deviations.
      expect(Math.abs(hits - 2_000 * probability)).toBeLessThanOrEqual(6 * Math.sqrt(500))
      const few = drawn({ kind: 'reset', probability, seed, times: 3 }, 2_000, 'payment').filter(
        Boolean,
      ).length
      expect(few).toBe(Math.min(hits, 3))
    }),
    { numRuns: 20 },
  )
  expect(drawn({ kind: 'reset', probability: 0 }, 50, 'payment')).not.toContain(true)
  expect(drawn({ kind: 'reset', probability: 1 }, 50, 'payment')).not.toContain(false)
})
