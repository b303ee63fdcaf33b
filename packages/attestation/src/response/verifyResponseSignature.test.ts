import { secp256k1 } from '@noble/curves/secp256k1.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { keccak_256 } from '@noble/hashes/sha3.js'
import { bytesToBase64, bytesToHex, concatBytes, utf8ToBytes } from '@zg/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readImages } from './readImages.js'
import { verifyResponseSignature } from './verifyResponseSignature.js'

const key = sha256(utf8ToBytes('a key of this test'))
const request = '{"messages":[]}'
const response = '{"id":"1","score":1.0,"text":"é"}'
const hash = (data: Uint8Array | string) =>
  bytesToHex(sha256(typeof data === 'string' ? utf8ToBytes(data) : data))
const address = (secret: Uint8Array) =>
  `0x${bytesToHex(keccak_256(secp256k1.getPublicKey(secret, false).subarray(1)).subarray(12))}`
const signer = address(key)

function sign(text: string, { secret = key, v = 27 } = {}) {
  const message = utf8ToBytes(text)
  const digest = keccak_256(
    concatBytes(utf8ToBytes(`\u0019Ethereum Signed Message:\n${message.length}`), message),
  )
  const bytes = secp256k1.sign(digest, secret, { prehash: false, format: 'recovered' })
  const [recovery = 0, ...rs] = bytes
  return { text, signature: `0x${bytesToHex(Uint8Array.of(...rs, recovery + v))}` }
}

const pair = `${hash(request)}:${hash(response)}`
const verify = (changed: Partial<verifyResponseSignature.Options>) =>
  verifyResponseSignature({ request, response, signature: sign(pair), signer, ...changed })
const firstFault = (changed: Partial<verifyResponseSignature.Options>) =>
  verify(changed).checks.find(({ status }) => status !== 'pass')

describe('a signature', () => {
  test('verifies over the bytes of both, as text, bytes or hash', () => {
    for (const v of [27, 0]) expect(verify({ signature: sign(pair, { v }) }).verdict).toBe('verified')
    expect(verify({ request: utf8ToBytes(request), response: utf8ToBytes(response) }).verdict).toBe(
      'verified',
    )
    expect(verify({ signer: `0x${signer.slice(2).toUpperCase()}` }).verdict).toBe('verified')
  })

  test('is the signer’s for whatever key and text', () => {
    const secrets = fc
      .uint8Array({ minLength: 32, maxLength: 32 })
      .filter((bytes) => secp256k1.utils.isValidSecretKey(bytes))
    fc.assert(
      fc.property(secrets, fc.string({ unit: 'binary' }), (secret, text) => {
        const signature = sign(text, { secret })
        const { checks } = verify({ signature, signer: address(secret) })
        return checks.find(({ name }) => name === 'response.signer')?.status === 'pass'
      }),
      { numRuns: 40 },
    )
  })

  test('with one bit changed is nobody’s, or another’s', () => {
    const good = sign(pair)
    fc.assert(
      fc.property(fc.nat(64), fc.nat(7), (index, bit) => {
        const bytes = Uint8Array.from({ length: 65 }, (_, at) =>
          Number.parseInt(good.signature.slice(2 + 2 * at, 4 + 2 * at), 16),
        )
        bytes[index] = (bytes[index] ?? 0) ^ (1 << bit)
        return (
          firstFault({ signature: { ...good, signature: `0x${bytesToHex(bytes)}` } })?.name ===
          'response.signer'
        )
      }),
      { numRuns: 60 },
    )
  })

  test('that is made to lead to no key at all is nobody’s', () => {
    const { Point } = secp256k1
    const message = utf8ToBytes(pair)
    const digest = keccak_256(
      concatBytes(utf8ToBytes(`\u0019Ethereum Signed Message:\n${message.length}`), message),
    )
    // s·R is the digest times the base point, so that nothing is left of the key; the library refuses to write that point down.
    const s = Point.Fn.create(BigInt(`0x${bytesToHex(digest)}`))
    const isHigh = s > Point.Fn.ORDER / 2n
    const hex = (value: bigint) => value.toString(16).padStart(64, '0')
    const low = isHigh ? Point.Fn.neg(s) : s
    const { x, y } = (isHigh ? Point.BASE.negate() : Point.BASE).toAffine()
    const signature = `0x${hex(x)}${hex(low)}${y % 2n === 0n ? '1b' : '1c'}`
    const nobody = '0xdcc703c0E500B653Ca82273B7BFAd8045D85a470'
    expect(firstFault({ signature: { text: pair, signature }, signer: nobody })).toMatchObject({
      ...{ name: 'response.signer', reason: 'the signature is malformed' },
    })
  })

  test('is judged before the form of what it signs', () => {
    expect(firstFault({ signature: { text: '', signature: '' } })).toMatchObject({
      name: 'response.signer',
      reason: 'the signature has not 65 bytes',
    })
  })

  test('that is missing fails, and skips the rest', () => {
    const { verdict, checks } = verify({ signature: null })
    expect([verdict, ...checks.map(({ status }) => status)]).toEqual([
      'failed',
      'fail',
      ...Array(4).fill('skipped'),
    ])
  })
})

describe('of what was received', () => {
  test('nobody saw the bytes: incomplete', () => {
    const report = verify({ response: { unknown: 'compressed' } })
    expect(report.verdict).toBe('incomplete')
    expect(report.checks.at(-1)).toEqual({
      ...{ name: 'response.body.hash', status: 'skipped', required: true, reason: 'compressed' },
    })
  })

  test('Python’s own writing is accepted only where it was asked for', () => {
    const dumped = String.raw`{"id": "1", "score": 1.0, "text": "\u00e9"}`
    const signature = sign(`${hash(request)}:${hash(dumped)}`)
    expect(firstFault({ signature })?.name).toBe('response.body.hash')
    const hashForms = ['wire', 'python-json-dumps'] as const
    expect(verify({ signature, hashForms }).verdict).toBe('verified')
    expect(verify({ hashForms }).verdict).toBe('verified')
    expect(firstFault({ signature, hashForms, response: `${response} x` })?.name).toBe('response.body.hash')
    expect(firstFault({ signature, hashForms, response: Uint8Array.of(0xff) })?.name).toBe(
      'response.body.hash',
    )
    const only = ['python-json-dumps'] as const
    expect(firstFault({ signature, hashForms: only, response: 'data: x' })?.reason).toContain('ours is none')
  })

  test('a model is named and must be the expected one', () => {
    const signature = sign(`a/b:c:${pair}`)
    expect(verify({ signature, model: 'a/b:c' }).verdict).toBe('verified')
    for (const model of [undefined, 'a/b', '']) {
      expect(firstFault({ signature, model })?.name).toBe('response.text.format')
    }
    expect(verify({ model: 'a/b:c' }).verdict).toBe('verified')
  })
})

describe('images', () => {
  const pictures = [Uint8Array.of(1, 2), Uint8Array.of(3)]
  const answer = (fields: object = {}) =>
    JSON.stringify({ data: pictures.map((picture) => ({ b64_json: bytesToBase64(picture), ...fields })) })
  const signature = sign(`${hash(request)}:${pictures.map(hash).join(',')}`)

  test('are signed one by one', () => {
    const images = readImages(answer())
    expect(images).toEqual(pictures)
    expect(verify({ signature, response: answer(), images: pictures }).verdict).toBe('verified')
    expect(verify({ images: pictures }).verdict).toBe('verified')
    for (const others of [[...pictures].reverse(), pictures.slice(1), [], [...pictures, ...pictures]])
      expect(firstFault({ signature, response: answer(), images: others })?.name).toBe('response.body.hash')
  })

  test('are not looked for in an answer of which nobody said that it holds some', () => {
    expect(firstFault({ signature, response: answer() })?.name).toBe('response.body.hash')
    const one = JSON.stringify({
      data: [{ b64_json: bytesToBase64(utf8ToBytes(response)) }],
      choices: ['forged'],
    })
    expect(firstFault({ response: one })?.name).toBe('response.body.hash')
  })

  test.each([
    ['an address in the place of one', JSON.stringify({ data: [{ url: 'https://x' }] })],
    ['an address beside it', answer({ url: 'https://x' })],
    ['no image', '{"data":[]}'],
    ['no list', '{"data":{}}'],
    ['what is no base64', '{"data":[{"b64_json":"!"}]}'],
    ['what is no JSON', 'data: [DONE]'],
    ['bytes that are no text', Uint8Array.of(0xff)],
  ])('can’t be read with %s', (_, body) => {
    expect(readImages(body)).toBeNull()
  })
})
