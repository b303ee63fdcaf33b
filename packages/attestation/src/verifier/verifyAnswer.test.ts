import { secp256k1 } from '@noble/curves/secp256k1.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { keccak_256 } from '@noble/hashes/sha3.js'
import { bytesToHex, concatBytes, type Report, utf8ToBytes } from '@zg/core'
import { describe, expect, test } from 'vitest'
import { answering, brokerReport, now, options, service as plain } from '../../test/teeRig.js'
import { createTeeVerifier, type ProviderClaims } from './createTeeVerifier.js'
import type { TeeService } from './teeService.js'

const key = sha256(utf8ToBytes('the key of this TEE'))
const address = `0x${bytesToHex(keccak_256(secp256k1.getPublicKey(key, false).subarray(1)).subarray(12))}`
const service: TeeService = { ...plain, signer: address }
const [request, response] = ['{"messages":[]}', '{"id":"1"}']
const hash = (text: string) => bytesToHex(sha256(utf8ToBytes(text)))
const text = `${hash(request)}:${hash(response)}`

function sign(message: string) {
  const bytes = utf8ToBytes(message)
  const digest = keccak_256(
    concatBytes(utf8ToBytes(`\u0019Ethereum Signed Message:\n${bytes.length}`), bytes),
  )
  const [recovery = 0, ...rs] = secp256k1.sign(digest, key, { prehash: false, format: 'recovered' })
  return { text: message, signature: `0x${bytesToHex(Uint8Array.of(...rs, recovery + 27))}` }
}

const fetch = answering({ quote: brokerReport({ address }) })
let time = now
const verifier = createTeeVerifier(options({ fetch, clock: () => time }))
const proven = await verifier.verifyProvider(service)
const answer = { service, provider: proven, request, response, signature: sign(text) }
const last = ({ checks }: Report) => checks.at(-1)

describe('an answer', () => {
  test('of a verified provider has that provider’s assurance', () => {
    expect(proven.verdict).toBe('verified')
    const report = verifier.verifyResponse({ ...answer, require: 'verified' })
    expect(report).toMatchObject({
      subject: 'answer',
      verdict: 'verified',
      assurance: 'simulated',
      checkedAt: now,
    })
    expect(last(report)).toEqual({ name: 'response.providerVerified', status: 'pass', required: true })
  })

  test('is not proven at a moment that is none', () => {
    time = Number.NaN
    const report = verifier.verifyResponse({ ...answer, require: 'verified' })
    time = now
    expect([report.verdict, report.assurance]).toEqual(['failed', 'acknowledged'])
  })

  test('fails with other bytes, whoever gave it', () => {
    for (const changed of [{ request: `${request} ` }, { response: `${response} ` }, { signature: null }])
      expect(verifier.verifyResponse({ ...answer, ...changed }).verdict).toBe('failed')
  })

  test('of a provider that nobody examined is acknowledged, and unproven where proof was asked for', () => {
    const report = verifier.verifyResponse({ ...answer, provider: null })
    expect([report.verdict, report.assurance]).toEqual(['verified', 'acknowledged'])
    expect(last(report)).toMatchObject({
      status: 'skipped',
      required: false,
      reason: 'nobody examined the provider',
    })
    expect(verifier.verifyResponse({ ...answer, provider: null, require: 'verified' }).verdict).toBe(
      'incomplete',
    )
  })

  test('of a provider that failed fails where proof was asked for', async () => {
    const bad = await createTeeVerifier(options({ fetch: answering({ quote: 404 }) })).verifyProvider(service)
    const report = verifier.verifyResponse({ ...answer, provider: bad, require: 'verified' })
    expect(last(report)).toMatchObject({ status: 'fail', reason: 'the provider is failed: tdx.quote.parse' })
    expect(verifier.verifyResponse({ ...answer, provider: bad })).toMatchObject({
      verdict: 'verified',
      assurance: 'acknowledged',
    })
  })

  test('needs the provider verified with this signer, not long ago', () => {
    const other: Report<ProviderClaims> = {
      ...proven,
      claims: proven.claims && { ...proven.claims, answerSigner: plain.signer ?? '' },
    }
    expect(
      last(verifier.verifyResponse({ ...answer, provider: other, require: 'verified' }))?.reason,
    ).toMatch(/was verified with the signer 0x/)
    expect(verifier.verifyResponse({ ...answer, provider: other }).assurance).toBe('acknowledged')
    time = now + 3_600_001
    expect(last(verifier.verifyResponse({ ...answer, require: 'verified' }))).toMatchObject({
      status: 'fail',
      reason: 'the provider was verified 3600 s ago',
    })
    time = now
  })

  test('of a service without a signer fails', () => {
    const report = verifier.verifyResponse({ ...answer, service: { ...service, signer: null } })
    expect(report.checks.find(({ status }) => status === 'fail')?.name).toBe('response.signer')
  })

  test('of a model behind an unproven broker says that its question could be another', () => {
    const separated = {
      ...service,
      details: { ...service.details, isTargetSeparated: true, targetSigner: address },
    }
    const report = verifier.verifyResponse({ ...answer, service: separated, provider: null })
    expect(report.checks.find(({ name }) => name === 'response.request.hash')).toMatchObject({
      status: 'pass',
      reason: expect.stringMatching(/^weak/),
    })
  })
})
