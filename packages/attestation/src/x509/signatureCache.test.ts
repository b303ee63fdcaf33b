import { expect, test } from 'vitest'
import { tdxCase } from '../../test/tdxCase.js'
import { verifyTdxQuote } from '../tdx/verifyTdxQuote.js'
import type { SignatureAlgorithm } from './signatureAlgorithm.js'
import { createSignatureCache } from './signatureCache.js'

/** An algorithm that says yes or no as it is told, and counts. */
function counting(answer: (signature: Uint8Array) => boolean) {
  const seen: string[] = []
  const algorithm: SignatureAlgorithm = {
    ...{ oid: '1.2', curve: '1.3', size: 1 },
    verify(signature, message, publicKey) {
      seen.push([...signature, ...message, ...publicKey].join())
      return answer(signature)
    },
  }
  return { algorithm, seen }
}

const byte = (value: number) => Uint8Array.of(value)

test('what held is not computed again; what differs in any part is', () => {
  const { algorithm, seen } = counting(() => true)
  const { verify } = createSignatureCache().remember(algorithm)
  const cases = [
    [1, 2, 3],
    [9, 2, 3],
    [1, 9, 3],
    [1, 2, 9],
  ] as const
  for (const [signature, message, key] of [...cases, ...cases]) {
    expect(verify(byte(signature), byte(message), byte(key))).toBe(true)
  }
  expect(seen).toEqual(['1,2,3', '9,2,3', '1,9,3', '1,2,9'])
})

test('what did not hold is computed again, and never becomes true', () => {
  const { algorithm, seen } = counting(() => false)
  const { verify } = createSignatureCache().remember(algorithm)
  expect([verify(byte(1), byte(2), byte(3)), verify(byte(1), byte(2), byte(3))]).toEqual([false, false])
  expect(seen).toHaveLength(2)
})

test('two algorithms share a memory without taking one for the other', () => {
  const cache = createSignatureCache()
  const [yes, no] = [counting(() => true).algorithm, counting(() => false).algorithm]
  expect(cache.remember(yes).verify(byte(1), byte(2), byte(3))).toBe(true)
  expect(cache.remember({ ...no, oid: '1.9' }).verify(byte(1), byte(2), byte(3))).toBe(false)
})

test('it forgets the oldest of more than 1,024', () => {
  const { algorithm, seen } = counting(() => true)
  const { verify } = createSignatureCache().remember(algorithm)
  const message = (index: number) => Uint8Array.of(index >> 8, index & 255)
  for (let index = 0; index <= 1024; index += 1) verify(byte(1), message(index), byte(3))
  verify(byte(1), message(1024), byte(3))
  expect(seen).toHaveLength(1025)
  verify(byte(1), message(0), byte(3))
  expect(seen).toHaveLength(1026)
})

test('a quote comes out the same with a memory, and a bad one no better', () => {
  const cache = createSignatureCache()
  const good = tdxCase()
  const report = verifyTdxQuote(good)
  expect(verifyTdxQuote({ ...good, cache })).toEqual(report)
  expect(verifyTdxQuote({ ...good, cache })).toEqual(report)
  const quote = good.quote.slice()
  quote[600] = (quote[600] ?? 0) ^ 1
  expect(verifyTdxQuote({ ...good, quote, cache }).verdict).toBe('failed')
})
