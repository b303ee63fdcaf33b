import { expect, test } from 'vitest'
import { verifyTdxQuote } from '../src/tdx/verifyTdxQuote.js'
import { checkFlips } from './checkFlips.js'
import { tdxOptions } from './fixtures/tdxQuote.js'
import { readFixtures } from './readFixtures.js'
import { flipBit, signedPartsOf } from './signedParts.js'
import { bytes, tdxCase } from './tdxCase.js'

/** `pnpm fuzz attestation` raises this: 600 flips for a change, twenty thousand for a release. */
const factor = Number(process.env.ZG_FUZZ ?? 1)

// Real evidence is among it where it is at hand.
const { cases, read } = readFixtures()
const recorded = cases
  .filter(({ kind, id, expect: { ok } }) => kind === 'tdx-quote' && ok === true && id.startsWith('real'))
  .map((fixture) => tdxOptions(fixture, read))
const evidence = [
  tdxCase(),
  tdxCase({ quote: { header: { version: 5 }, td: { mrServiceTd: bytes(48) } } }),
  ...recorded,
]

test('no flipped bit of what is signed verifies', { timeout: 3_600_000 }, () => {
  checkFlips(evidence, { flips: 600 * factor })
})

test('the parts put together again are the evidence, and a flip is one', () => {
  for (const each of evidence) {
    for (const { bytes: part, put } of signedPartsOf(each)) {
      expect(verifyTdxQuote(put(part)).verdict).toBe('verified')
      expect(flipBit(flipBit(part, 9), 9)).toEqual(part)
      expect(flipBit(part, 9)).not.toEqual(part)
    }
  }
})
