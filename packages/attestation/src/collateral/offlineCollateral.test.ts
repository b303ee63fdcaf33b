import { expect, test } from 'vitest'
import { now, tdxCase } from '../../test/tdxCase.js'
import { MalformedEvidenceError } from '../errors.js'
import { readCollateral } from './collateral.js'
import { CollateralNotFoundError } from './collateralSource.js'
import { bundleCollateral, offlineCollateral, readCollateralBundle } from './offlineCollateral.js'

const { quote, collateral } = tdxCase()
const bundle = bundleCollateral(collateral, { fetchedAt: now })

test('gives the newest bundle of the family', async () => {
  const older = { ...bundle, collateral: tdxCase().collateral, fetchedAt: now - 1 }
  const other = { ...bundle, fmspc: '00'.repeat(6), fetchedAt: now + 1 }
  const source = offlineCollateral([older, other, { ...bundle, fmspc: '5E1F7E57CAFE' }])
  expect(await source(quote)).toBe(collateral)
})

test('has nothing for another family', async () => {
  await expect(offlineCollateral([])(quote)).rejects.toThrow(CollateralNotFoundError)
})

test('a bundle says which family it is about', () => {
  expect(bundle).toEqual({ fmspc: '5e1f7e57cafe', collateral, fetchedAt: now })
  expect(() => bundleCollateral({ ...collateral, tcb_info: '{}' }, { fetchedAt: now })).toThrow(
    MalformedEvidenceError,
  )
})

test('a bundle is the same after a trip through JSON', () => {
  expect(readCollateralBundle(JSON.parse(JSON.stringify(bundle)))).toEqual(bundle)
  expect(readCollateral({ ...collateral, pck_crl_issuer_chain: 'of other tools' })).toEqual(collateral)
})

test.each<[string, unknown]>([
  ['nothing', null],
  ['no collateral', { ...bundle, collateral: undefined }],
  ['half the collateral', { ...bundle, collateral: { ...collateral, pck_crl: 1 } }],
  ['no moment', { ...bundle, fetchedAt: '2026' }],
  ['the collateral of another family', { ...bundle, fmspc: '00'.repeat(6) }],
])('a bundle with %s is refused', (_, value) => {
  expect(() => readCollateralBundle(value)).toThrow(MalformedEvidenceError)
})
