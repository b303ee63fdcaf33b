import { p384 } from '@noble/curves/nist.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToBase64, bytesToHex, utf8ToBytes } from '@zg/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { verifyNrasBundle } from './verifyNrasBundle.js'

const secret = p384.utils.randomSecretKey()
const point = p384.getPublicKey(secret, false)
const url = (bytes: Uint8Array) =>
  bytesToBase64(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
const key = { kty: 'EC', crv: 'P-384', kid: 'one', x: url(point.subarray(1, 49)), y: url(point.subarray(49)) }
const now = Date.parse('2026-06-01T00:10:00Z')
const seconds = now / 1_000
const [issuer, nonce] = ['https://nras.example', 'ab'.repeat(32)]

function sign(claims: object, header: object = {}, by = secret): string {
  const part = (value: object) => url(utf8ToBytes(JSON.stringify(value)))
  const input = `${part({ alg: 'ES384', kid: 'one', ...header })}.${part(claims)}`
  return `${input}.${url(p384.sign(utf8ToBytes(input), by, { lowS: false }))}`
}

const dates = { iss: issuer, nbf: seconds - 600, exp: seconds + 3_000, eat_nonce: nonce }
const gpuClaims = { ...dates, measres: 'success', secboot: true, dbgstat: 'disabled' }
const digest = (token: string) => ['DIGEST', ['SHA-256', bytesToHex(sha256(utf8ToBytes(token)))]]

function bundle({
  overall = {},
  gpu = {},
  header = {},
  count = 1,
  submods = {},
} = {}): [[string, string], Record<string, string>] {
  const tokens = Object.fromEntries(
    Array.from({ length: count }, (_, index) => [`GPU-${index}`, sign({ ...gpuClaims, ...gpu })]),
  )
  const digests = Object.fromEntries(Object.entries(tokens).map(([name, token]) => [name, digest(token)]))
  const claims = {
    ...dates,
    'x-nvidia-overall-att-result': true,
    submods: { ...digests, ...submods },
    ...overall,
  }
  return [['JWT', sign(claims, header)], tokens]
}

const verify = (value: unknown, changed: Partial<verifyNrasBundle.Options> = {}) =>
  verifyNrasBundle({ bundle: value, keys: { keys: [key] }, issuer, nonce, gpus: 1, now, ...changed })
const firstFault = (...options: Parameters<typeof verify>) =>
  verify(...options).checks.find(({ status }) => status === 'fail')?.name

const [token, verdict, submods] = ['gpu.nras.token', 'gpu.nras.verdict', 'gpu.nras.submods']

describe('a bundle', () => {
  test('of one or more GPUs verifies', () => {
    expect(verify(bundle())).toMatchObject({ verdict: 'verified', subject: 'provider', checkedAt: now })
    expect(verify(bundle({ count: 8 }), { gpus: 8 }).verdict).toBe('verified')
    // A minute, by which clocks may differ.
    expect(verify(bundle({ overall: { nbf: seconds + 60 }, gpu: { nbf: seconds + 60 } })).verdict).toBe(
      'verified',
    )
  })

  test.each<[string, unknown, string]>([
    ['no algorithm', bundle({ header: { alg: 'none' } }), token],
    ['a shared secret', bundle({ header: { alg: 'HS256' } }), token],
    ['another curve', bundle({ header: { alg: 'ES256' } }), token],
    ['an unknown key', bundle({ header: { kid: 'two' } }), token],
    ['no key', bundle({ header: { kid: undefined } }), token],
    ['another signer', [['JWT', sign({ ...dates }, {}, p384.utils.randomSecretKey())], {}], token],
    ['another issuer', bundle({ overall: { iss: 'https://else' } }), token],
    ['an end that has come', bundle({ overall: { exp: seconds } }), token],
    ['an end that is a text', bundle({ overall: { exp: `${seconds + 9}` } }), token],
    ['a start to come', bundle({ overall: { nbf: seconds + 61 } }), token],
    ['no start', bundle({ overall: { nbf: undefined } }), token],
    ['another nonce', bundle({ overall: { eat_nonce: '00'.repeat(32) } }), token],
    ['a verdict that is a text', bundle({ overall: { 'x-nvidia-overall-att-result': 'true' } }), verdict],
    ['a bad verdict', bundle({ overall: { 'x-nvidia-overall-att-result': false } }), verdict],
    ['no verdict', bundle({ overall: { 'x-nvidia-overall-att-result': undefined } }), verdict],
    ['no GPU', bundle({ count: 0 }), submods],
    ['more GPUs than there is evidence of', bundle({ count: 2 }), submods],
    ['a GPU without a token', [bundle()[0], {}], submods],
    ['a token of another name', [bundle()[0], { 'GPU-1': '' }], submods],
    ['another token', [bundle()[0], bundle({ gpu: { more: 1 } })[1]], submods],
    ['another kind of digest', bundle({ submods: { 'GPU-0': ['DIGEST', ['MD5', '']] } }), submods],
    ['no digest', bundle({ submods: { 'GPU-0': 'x' } }), submods],
    ['bad measurements', bundle({ gpu: { measres: 'fail' } }), submods],
    ['no secure boot', bundle({ gpu: { secboot: 'true' } }), submods],
    ['debugging', bundle({ gpu: { dbgstat: 'enabled' } }), submods],
    ['a GPU asked with another nonce', bundle({ gpu: { eat_nonce: '' } }), submods],
    ['no bundle', {}, token],
    ['one part', [['JWT', '']], token],
    ['no token', [['JWT'], {}], token],
    ['another kind of token', [['SD', sign(dates)], {}], token],
    ['GPUs without text', [['JWT', sign(dates)], { 'GPU-0': 1 }], token],
    ['two parts in a token', [['JWT', 'a.b'], {}], token],
    ['what is no base64', [['JWT', '!.!.!'], {}], token],
    ['what is no JSON', [['JWT', 'AA.AA.AA'], {}], token],
    ['a long token', [['JWT', 'A'.repeat(1 << 19)], {}], token],
  ])('fails with %s', (_, value, name) => {
    expect(firstFault(value)).toBe(name)
    expect(verify(value).verdict).toBe('failed')
  })

  test.each([
    ['no keys', null],
    ['two keys of a name', { keys: [key, key] }],
    ['a key of another curve', { keys: [{ ...key, crv: 'P-256' }] }],
    ['a key that is on no curve', { keys: [{ ...key, x: key.y }] }],
    ['half a key', { keys: [{ ...key, x: undefined }] }],
    ['a short key', { keys: [{ ...key, x: 'AA' }] }],
  ])('fails with %s', (_, keys) => {
    expect(firstFault(bundle(), { keys })).toBe(token)
  })
})

test('whatever a service answers, by whatever keys, is a report and not verified', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), fc.string(), (value, keys, text) => {
      const forged = [['JWT', text], { 'GPU-0': text }]
      return [value, forged].every((each) => verify(each, { keys }).verdict === 'failed')
    }),
  )
})
