import { type Hex, recoverMessageAddress, sha256 } from 'viem'
import { generatePrivateKey, privateKeyToAddress } from 'viem/accounts'
import { describe, expect, test } from 'vitest'
import type { FaultAt } from './faults/fault.js'
import { createResponseSigner } from './responseSigner.js'

const teeKey: Hex = generatePrivateKey()
const address = privateKeyToAddress(teeKey)
const request = new TextEncoder().encode('{"a":1}')
const requestHash = sha256(request).slice(2)
const responseHash = 'cd'.repeat(32)
const exchange = { request, responseHash }

async function signed(fault: FaultAt<'answer'>['kind'] | null) {
  const signer = createResponseSigner({ teeKey, now: () => 0 })
  await signer.sign('before', { request, responseHash: 'ef'.repeat(32) }, null)
  await signer.sign('Id-1', exchange, fault)
  const document = signer.find('id-1')
  if (!document) return null
  const { text, signature } = document
  return { ...document, by: await recoverMessageAddress({ message: text, signature }) }
}
const own = { text: `${requestHash}:${responseHash}`, signing_address: address, signing_algo: 'ecdsa' }

describe('a signature', () => {
  test('is over both hashes, by the TEE, found in any case', async () => {
    expect(await signed(null)).toEqual({ ...own, signature: expect.any(String), by: address })
  })

  test.each([
    ['wrongSigner', own],
    [
      'rewriteRequest',
      { ...own, text: `${sha256(new Uint8Array([...request, 32])).slice(2)}:${responseHash}` },
    ],
    ['staleSignature', { ...own, text: `${requestHash}:${'ef'.repeat(32)}` }],
    ['tamperAnswer', own],
  ] as const)('with %s', async (fault, wanted) => {
    const found = await signed(fault)
    expect(found).toMatchObject(wanted)
    if (fault === 'wrongSigner') expect(found?.by).not.toBe(address)
    else expect(found?.by).toBe(address)
  })

  test('that is stale before there was another is over nothing', async () => {
    const signer = createResponseSigner({ teeKey, now: () => 0 })
    await signer.sign('a', exchange, 'staleSignature')
    const nothing = sha256(new Uint8Array()).slice(2)
    expect(signer.find('a')?.text).toBe(`${nothing}:${nothing}`)
  })

  test('is not there with noSignature, nor for an unknown id', async () => {
    expect(await signed('noSignature')).toBeNull()
    expect(createResponseSigner({ teeKey, now: () => 0 }).find('x')).toBeNull()
  })

  test('of an id that comes again is the new one', async () => {
    const signer = createResponseSigner({ teeKey, now: () => 0 })
    await signer.sign('a', { request, responseHash: 'first' }, null)
    await signer.sign('A', { request, responseHash: 'second' }, null)
    expect(signer.find('a')?.text).toBe(`${requestHash}:second`)
  })
})

describe('signatures are kept', () => {
  test('for twenty minutes', async () => {
    let now = 0
    const signer = createResponseSigner({ teeKey, now: () => now })
    await signer.sign('a', exchange, null)
    now = 20 * 60_000 - 1
    expect(signer.find('a')).not.toBeNull()
    now += 1
    expect(signer.find('a')).toBeNull()
  })
})
