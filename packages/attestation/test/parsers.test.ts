import { utf8ToBytes } from '@zg/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readCollateral } from '../src/collateral/collateral.js'
import { familyOf } from '../src/collateral/collateralSource.js'
import { readCollateralBundle } from '../src/collateral/offlineCollateral.js'
import { rawMembers } from '../src/collateral/rawMembers.js'
import { EvidenceError, MalformedEvidenceError } from '../src/errors.js'
import { parseQuote } from '../src/quote/parseQuote.js'
import { readQeIdentity } from '../src/tcb/qeIdentity.js'
import { readTcbInfo } from '../src/tcb/tcbInfo.js'
import { verifyTdxQuote } from '../src/tdx/verifyTdxQuote.js'
import { tdxCase } from './tdxCase.js'

const good = tdxCase()
const { quote, collateral } = good

/** Valid bytes with some replaced, cut off or added: what gets past the first checks of a parser. */
const damaged = (valid: Uint8Array) =>
  fc
    .tuple(
      fc.array(fc.tuple(fc.nat({ max: valid.length - 1 }), fc.nat({ max: 255 })), { maxLength: 5 }),
      fc.oneof(fc.constant(0), fc.integer({ min: -valid.length, max: 40 })),
    )
    .map(([edits, more]) => {
      const bytes = new Uint8Array(valid.length + more)
      bytes.set(valid.subarray(0, bytes.length))
      for (const [at, value] of edits) if (at < bytes.length) bytes[at] = value
      return bytes
    })

const latin1 = (bytes: Uint8Array) => String.fromCharCode(...bytes)

/** It reads, or it throws one of our own. */
function readsOrRefuses(read: () => unknown): void {
  try {
    read()
  } catch (error) {
    expect(error).toBeInstanceOf(EvidenceError)
  }
}

describe('any bytes are read or refused by an error of our own', () => {
  test.each<[string, (bytes: Uint8Array) => unknown, Uint8Array]>([
    ['quote', parseQuote, quote],
    ['platform family', familyOf, quote],
    ['TCB info', (bytes) => readTcbInfo(latin1(bytes)), utf8ToBytes(collateral.tcb_info)],
    ['QE identity', (bytes) => readQeIdentity(latin1(bytes)), utf8ToBytes(collateral.qe_identity)],
    ['raw members', (bytes) => rawMembers(latin1(bytes), 'it'), utf8ToBytes(collateral.qe_identity)],
  ])('%s', (_, read, valid) => {
    const bytes = fc.oneof(fc.uint8Array({ maxLength: 200 }), { arbitrary: damaged(valid), weight: 4 })
    fc.assert(
      fc.property(bytes, (value) => readsOrRefuses(() => read(value))),
      { numRuns: 500 },
    )
  })

  test('any JSON value as collateral', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        readsOrRefuses(() => readCollateral(value))
        readsOrRefuses(() => readCollateralBundle(value))
      }),
    )
  })
})

test('the verifier never throws, whatever it is handed', () => {
  const text = fc.oneof(
    fc.string(),
    fc.constant(''),
    fc.string({ unit: fc.constantFrom(...'0123456789abcdef') }),
  )
  const members = Object.keys(collateral)
  const edit = fc.tuple(fc.constantFrom(...members), text)
  fc.assert(
    fc.property(damaged(quote), fc.array(edit, { maxLength: 3 }), (bytes, edits) => {
      const changed = { ...collateral, ...Object.fromEntries(edits) }
      const { verdict, checks } = verifyTdxQuote({ ...good, quote: bytes, collateral: changed })
      expect(checks).toHaveLength(18)
      expect(['verified', 'failed']).toContain(verdict)
    }),
    { numRuns: 300 },
  )
})

test.each<[string, () => unknown]>([
  ['a quote of more than 64 kB', () => parseQuote(new Uint8Array(65_537))],
  ['TCB info of more than a million characters', () => readTcbInfo(' '.repeat(1_000_001))],
  [
    'a thousand and one hundred levels',
    () =>
      readTcbInfo(
        collateral.tcb_info.replace(
          /"tcbLevels":\[\{"tcb":\{"sgx/,
          `"tcbLevels":[${'{},'.repeat(1100)}{"tcb":{"sgx`,
        ),
      ),
  ],
])('%s is refused', (_, read) => {
  expect(read).toThrow(MalformedEvidenceError)
})
