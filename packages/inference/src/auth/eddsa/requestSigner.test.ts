import { bytesToHex, hexToBytes } from '@zg/core'
import { packSignature, signPedersen } from '@zg/crypto'
import { expect, test } from 'vitest'
import { packRequest, requestHash } from './packRequest.js'
import { createRequestSigner } from './requestSigner.js'

const key = () => hexToBytes('004cd81f851cc170f5866c33ef3845f3760815aa4ea9b2cf9185c7d6b3672e2a')
const user = '0xabcdefabcdefabcdefabcdefabcdefabcdefabcd'
const provider = '0x1234567890123456789012345678901234567890'
const other = '0x00000000000000000000000000000000000000ff'

test('signs and hashes as without preparation, whatever provider, nonce and fee follow each other', () => {
  const sign = createRequestSigner(key())
  for (const to of [provider, other, provider] as const) {
    for (const [nonce, fee] of [
      [1n, 0n],
      [2n ** 64n - 1n, 2n ** 128n - 1n],
      [17325017303560040n, 10n ** 20n],
    ] as const) {
      const trace = { nonce, fee, user, provider: to } as const
      const { signature, hash } = sign(trace)
      expect(bytesToHex(signature)).toBe(bytesToHex(packSignature(signPedersen(key(), packRequest(trace)))))
      expect(hash).toBe(requestHash(trace))
    }
  }
})

test('the two parties are not exchanged', () => {
  const sign = createRequestSigner(key())
  const forth = sign({ nonce: 1n, fee: 0n, user, provider })
  const back = sign({ nonce: 1n, fee: 0n, user: provider, provider: user })
  expect(back.hash).not.toBe(forth.hash)
  expect(back.hash).toBe(requestHash({ nonce: 1n, user: provider, provider: user }))
})

test('clears the key that it was given', () => {
  const given = key()
  createRequestSigner(given)
  expect(given).toEqual(new Uint8Array(32))
})

test('tells nothing of the key', () => {
  const sign = createRequestSigner(key())
  expect(JSON.stringify(sign) ?? '').toBe('')
  expect(Object.keys(sign)).toEqual([])
})
