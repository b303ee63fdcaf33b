import { type Check, createReport } from '@zg/core'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatReport } from './formatReport.js'

const check = (name: string, status: Check['status'] = 'pass', more: Partial<Check> = {}): Check => ({
  name,
  status,
  required: true,
  ...more,
})
const format = (checks: readonly Check[], options = {}) =>
  formatReport(createReport({ subject: 'provider', assurance: 'simulated', checks }), options)

test('writes the chain of trust as a tree, with reasons below', () => {
  const hash = 'ab'.repeat(48)
  expect(
    format([
      check('chain.service'),
      check('tdx.quote.parse'),
      check('model.tdx.quote.parse'),
      check('model.reportData.binding', 'fail', { reason: `the quote names ${hash}, not 0x11` }),
      check('compose.allowed', 'skipped', { required: false, reason: 'waived: no list' }),
      check('provider.unchanged', 'skipped', { reason: 'depends on tdx.quote.parse' }),
    ]),
  ).toBe(
    `provider: failed (assurance: simulated, which proves nothing)
├─ What stands on chain
│  └─ pass  chain.service
├─ The processor, up to Intel’s root
│  └─ pass  tdx.quote.parse
├─ What runs there
│  └─ skip  compose.allowed (not required)
│           waived: no list
├─ Else
│  └─ skip  provider.unchanged
│           depends on tdx.quote.parse
└─ The model’s own machine
   ├─ The processor, up to Intel’s root
   │  └─ pass  tdx.quote.parse
   └─ Who signs there
      └─ FAIL  reportData.binding
               the quote names
               ${hash.slice(0, 65)}
               ${hash.slice(65)}, not 0x11
Failed: model.reportData.binding`,
  )
})

test('says of what failed no assurance, and last what stands in the way', () => {
  const report = createReport({
    ...{ subject: 'provider', assurance: 'hardware', claims: { modelInTee: false } },
    checks: [
      check('compose.imagesPinned', 'fail', { reason: 'line 3: a is not pinned; line 9: b is not pinned' }),
      check('dstack.osImage', 'skipped', { reason: 'no list' }),
      check('gpu.fwid', 'skipped', { reason: 'depends on gpu.cert.chain' }),
      check('compose.allowed', 'skipped', { required: false }),
    ],
  })
  expect(formatReport(report)).toBe(`provider: failed
The model runs elsewhere, and is not attested: only who passes questions on is.
├─ What runs there
│  ├─ FAIL  compose.imagesPinned
│  │        line 3: a is not pinned
│  │        line 9: b is not pinned
│  ├─ skip  dstack.osImage
│  │        no list
│  └─ skip  compose.allowed (not required)
└─ The GPUs, up to NVIDIA’s root
   └─ skip  gpu.fwid
            depends on gpu.cert.chain
Failed: compose.imagesPinned
Not checked: dstack.osImage`)
})

test('colors only when asked to', () => {
  const checks = [check('a'), check('b', 'fail'), check('c', 'skipped')]
  expect(format(checks)).not.toContain('\u001b')
  const colored = format(checks, { color: true })
  for (const code of ['\u001b[32mpass\u001b[0m', '\u001b[31mFAIL\u001b[0m', '\u001b[33mskip\u001b[0m'])
    expect(colored).toContain(code)
})

test('keeps to 80 columns, and to the tree, whatever a reason or a name says', () => {
  const text = fc.string({ unit: 'binary', maxLength: 400 })
  fc.assert(
    fc.property(text, text, (reason, name) => {
      const lines = format([
        check('tdx.quote.parse', 'fail', { reason }),
        check('model.gpu.nonce', 'fail', { reason }),
        check(name, 'skipped', { reason, required: false }),
        check(`model.${name}`, 'pass'),
      ]).split('\n')
      return lines.every((line) => line.length <= 80 && !/[\p{Cc}\u2028\u2029\u202e]/u.test(line))
    }),
  )
})
