import { expect, test } from 'vitest'
import { chainWith, day, issuers, now } from '../../test/testChain.js'
import { EvidenceError } from '../errors.js'
import { createSimulatedKey } from '../simulate/signingKey.js'
import { ecdsaP384 } from './ecdsaP384.js'
import { verifyChain } from './verifyChain.js'

type Options = verifyChain.Options
const good = chainWith()
const stranger = { name: 'intermediate', key: createSimulatedKey() }
const strange = { oid: '1.2.3.4', critical: true, value: new Uint8Array() }

test('a chain that is as it should be', () => {
  expect(verifyChain(good)).toBeUndefined()
  expect(verifyChain({ ...good, crls: 'not published' })).toBeUndefined()
  expect(verifyChain({ ...good, algorithms: [ecdsaP384, ...good.algorithms] })).toBeUndefined()
})

test.each<[string, Options, string]>([
  ['nothing', { ...good, chain: [] }, 'no issuer'],
  ['a root alone', { ...good, chain: good.chain.slice(2) }, 'no issuer'],
  ['another root', { ...good, rootHash: '00'.repeat(32) }, 'a different root'],
  ['no root at the end', { ...good, chain: good.chain.slice(0, 2) }, 'a different root'],
  ['a leaf that is a CA', chainWith({ leaf: { isCa: true } }), 'is a CA'],
  ['an expired leaf', chainWith({ leaf: { notAfter: now - 1000 } }), 'expired at 2026-05-31'],
  ['a leaf of tomorrow', chainWith({ leaf: { notBefore: now + 1000 } }), 'valid from 2026-06-01'],
  ['an expired intermediate', chainWith({ intermediate: { notAfter: now - day } }), 'expired'],
  ['an expired root', chainWith({ root: { notAfter: now - day } }), 'expired'],
  ['a root of tomorrow', chainWith({ root: { notBefore: now + day } }), 'valid from'],
  ['an unknown critical extension', chainWith({ leaf: { extensions: [strange] } }), '1.2.3.4'],
  ['one in an issuer', chainWith({ intermediate: { extensions: [strange] } }), '1.2.3.4'],
  ['an intermediate that is no CA', chainWith({ intermediate: { isCa: false } }), 'no CA'],
  [
    'whose key is not for it',
    chainWith({ intermediate: { keyUsage: Uint8Array.of(1, 2) } }),
    'may not sign certificates',
  ],
  [
    'whose key is not for CRLs',
    chainWith({ intermediate: { keyUsage: Uint8Array.of(2, 4) } }),
    'may not sign CRLs',
  ],
  ['a root that is no CA', chainWith({ root: { isCa: false } }), 'no CA'],
  ['a path that is too long', chainWith({ root: { pathLength: 0 } }), 'longer than'],
  ['a signature by another key', chainWith({ leaf: { issuer: stranger } }), 'signature of a certificate'],
  ['another issuer named', chainWith({ leaf: { issuer: issuers.root } }), 'names another issuer'],
  ['an algorithm that is not asked for', { ...good, algorithms: [ecdsaP384] }, 'no place here'],
  ['no CRL', { ...good, crls: [] }, 'no CRL'],
  ['no CRL of the root', { ...good, crls: good.crls.slice(1) }, 'no CRL'],
  ['no CRL of the intermediate', { ...good, crls: good.crls.slice(0, 1) }, 'no CRL'],
  [
    'an expired CRL',
    chainWith({}, { intermediate: { nextUpdate: now - 1000 } }),
    'CRL expired at 2026-05-31',
  ],
  ['an expired CRL of the root', chainWith({}, { root: { nextUpdate: now - 1000 } }), 'CRL expired'],
  ['a CRL of tomorrow', chainWith({}, { root: { thisUpdate: now + 1000 } }), 'of the future'],
  ['a forged CRL', chainWith({}, { intermediate: { issuer: stranger } }), 'signature of a CRL'],
  [
    'a revoked leaf',
    chainWith({}, { intermediate: { revoked: [Uint8Array.of(0x80, 3)] } }),
    '8003 is revoked',
  ],
  ['a revoked intermediate', chainWith({}, { root: { revoked: [Uint8Array.of(0x80, 2)] } }), 'is revoked'],
])('%s is refused', (_, options, reason) => {
  expect(() => verifyChain(options)).toThrow(EvidenceError)
  expect(() => verifyChain(options)).toThrow(reason)
})

test('an extension that the caller examines may be critical', () => {
  const options = chainWith({ leaf: { extensions: [strange] } })
  expect(verifyChain({ ...options, understood: ['1.2.3.4'] })).toBeUndefined()
})

test('the first and the last moment are in date', () => {
  const { notBefore = 0, notAfter = 0 } = good.chain[0] ?? {}
  const wide = { thisUpdate: notBefore, nextUpdate: notAfter }
  const options = chainWith({}, { root: wide, intermediate: wide })
  expect(verifyChain({ ...options, now: notBefore })).toBeUndefined()
  expect(verifyChain({ ...options, now: notAfter })).toBeUndefined()
  expect(() => verifyChain({ ...options, now: notBefore - 1 })).toThrow('valid from')
  expect(() => verifyChain({ ...options, now: notAfter + 1 })).toThrow('expired')
})
