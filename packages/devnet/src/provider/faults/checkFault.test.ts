import { expect, test } from 'vitest'
import { checkFault } from './checkFault.js'
import { kindsOf } from './fault.js'

const check =
  (fault: object, hasSessions = true) =>
  () =>
    checkFault(fault, { option: 'faults[1]', hasSessions })

test.each(Object.values(kindsOf).flat())('%s is a fault', (kind) => {
  const own = kind === 'latency' || kind === 'slowStream' ? { ms: 0 } : {}
  expect(check({ kind, ...own })).not.toThrow()
  expect(check({ kind, ...own, times: 3, probability: 0.25, seed: -7 })).not.toThrow()
})

test.each([
  [{}, '`faults[1].kind` takes one of hang, '],
  [{ kind: 'Hang' }, '`faults[1].kind` takes one of hang, '],
  [{ kind: 'toString' }, '`faults[1].kind` takes one of hang, '],
  [{ kind: 'latency' }, '`faults[1].ms` takes a number from 0 to 2147483647, not undefined.'],
  [{ kind: 'slowStream' }, '`faults[1].ms` takes a number from 0'],
  [{ kind: 'latency', ms: -1 }, '`faults[1].ms` takes a number from 0'],
  [{ kind: 'latency', ms: 2 ** 31 }, '`faults[1].ms` takes a number from 0'],
  [{ kind: 'latency', ms: '5' }, '`faults[1].ms` takes a number from 0'],
  [{ kind: 'hang', ms: 5 }, '`faults[1].ms` takes nothing with hang, not 5.'],
  [{ kind: 'unavailable', retryAfter: 5 }, '`faults[1].retryAfter` takes nothing with unavailable'],
  [{ kind: 'rateLimited', retryAfter: -1 }, '`faults[1].retryAfter` takes a number of seconds from 0'],
  [{ kind: 'hang', times: 0 }, '`faults[1].times` takes a whole number from 1, not 0.'],
  [{ kind: 'hang', times: 1.5 }, '`faults[1].times` takes a whole number from 1'],
  [{ kind: 'hang', probability: 1.1 }, '`faults[1].probability` takes a number from 0 to 1'],
  [{ kind: 'hang', probability: Number.NaN }, '`faults[1].probability` takes a number from 0 to 1'],
  [{ kind: 'hang', seed: Number.POSITIVE_INFINITY }, '`faults[1].seed` takes a number'],
  [
    { kind: 'hang', often: 1 },
    '`faults[1].often` takes nothing: known are times, probability, seed, ms, retryAfter',
  ],
])('%j is none', (fault, message) => {
  expect(check(fault)).toThrow(message)
})

test('only sessions expire', () => {
  expect(check({ kind: 'sessionExpired' }, false)).toThrow('`faults[1].kind` takes one of hang')
  expect(check({ kind: 'reset' }, false)).not.toThrow()
})
