import fc from 'fast-check'
import { test } from 'vitest'
import { createTeeVerifier } from '../src/verifier/createTeeVerifier.js'
import { brokerReport, fetchOf, options, service } from './teeRig.js'

test('evidence with one digit changed in what is signed or measured is never verified', async () => {
  const good = brokerReport()
  const verdictOf = async (quote: object) =>
    (await createTeeVerifier(options(fetchOf(quote))).verifyProvider(service)).verdict
  const events: Readonly<Record<string, string | number>>[] = JSON.parse(good.event_log)
  const replaced = (text: string, at: number, digit: string) =>
    `${text.slice(0, at)}${digit}${text.slice(at + 1)}`
  // The quote up to the end of what its signature and the enclave's are over; the log from where RTMR3 proves its texts; the compose text.
  const inQuote = fc.nat(2 * (632 + 4 + 128) - 1).map((at) => ({ part: 'quote', at, field: '' }) as const)
  const inCompose = fc
    .nat(good.tcb_info.length - 1)
    .map((at) => ({ part: 'tcb_info', at, field: '' }) as const)
  const inLog = fc.record({
    part: fc.constant('event_log' as const),
    at: fc.nat(300),
    field: fc.constantFrom('digest', 'event', 'event_payload'),
  })
  const entry = fc.integer({ min: 3, max: events.length - 1 })
  const digits = fc.constantFrom(...'0123456789abcdef')
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(inQuote, inCompose, inLog),
      entry,
      digits,
      async ({ part, at, field }, index, digit) => {
        const before = part === 'event_log' ? String(events[index]?.[field]) : good[part]
        if (!/[0-9a-z]/.test(before[at] ?? '') || before[at] === digit) return true
        const after = replaced(before, at, digit)
        const changed = events.map((event, place) => (place === index ? { ...event, [field]: after } : event))
        return (
          (await verdictOf({ ...good, [part]: part === 'event_log' ? JSON.stringify(changed) : after })) !==
          'verified'
        )
      },
    ),
    { numRuns: 150 },
  )
})
