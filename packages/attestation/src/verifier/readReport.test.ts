import fc from 'fast-check'
import { expect, test } from 'vitest'
import { MalformedEvidenceError } from '../errors.js'
import { readBrokerReport, readCryptopilotReport, readModelReport } from './readReport.js'

const readers = [readBrokerReport, readModelReport, readCryptopilotReport]
const members = [
  'quote',
  'intel_quote',
  'event_log',
  'tcb_info',
  'vm_config',
  'evidence',
  'nvidia_payload',
  'info',
]

test('whatever a provider answers is read, or malformed', () => {
  const report = fc.dictionary(
    fc.constantFrom(...members),
    fc.oneof(fc.jsonValue(), fc.json(), fc.constantFrom('00', 'e30=')),
  )
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.json(),
        report.map((value) => JSON.stringify(value)),
      ),
      (text) => {
        for (const read of readers) {
          try {
            read(text)
          } catch (error) {
            if (!(error instanceof MalformedEvidenceError)) throw error
          }
        }
      },
    ),
    { numRuns: 1_000 },
  )
})

test('more than 4 MiB are not', () => {
  const text = `{"quote":"${'0'.repeat(4 << 20)}"}`
  for (const read of readers) expect(() => read(text)).toThrow(MalformedEvidenceError)
})

test('what stands beside the quote in another version’s form is found all the same', () => {
  const base = { quote: '00', event_log: '[]' }
  const text = readBrokerReport(
    JSON.stringify({ ...base, tcb_info: '{"app_compose":"x"}', vm_config: '{"mr_config":"y"}' }),
  )
  const object = readBrokerReport(
    JSON.stringify({ ...base, tcb_info: { app_compose: 'x' }, vm_config: { mr_config: 'y' } }),
  )
  expect(object).toEqual(text)
  expect(text.log).toEqual({ kind: 'dstack', eventLog: '[]', appCompose: 'x', mrConfig: 'y' })
})
