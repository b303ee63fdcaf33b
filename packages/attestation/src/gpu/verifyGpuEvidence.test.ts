import { base64ToBytes, bytesToBase64, concatBytes, hexToBytes } from '@zg/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { field, gpuEvidence, nonce, now, root } from '../../test/gpuEvidence.js'
import { nvidiaRootHash } from '../roots.js'
import { verifyGpuEvidence } from './verifyGpuEvidence.js'

const verify = (changed: Partial<verifyGpuEvidence.Options> = {}) =>
  verifyGpuEvidence({ evidence: [gpuEvidence()], nonce, now, roots: { nvidia: root }, ...changed })
const firstFault = (report: ReturnType<typeof verify>) => {
  const found = report.checks.find(({ status }) => status === 'fail')
  return found && `${found.name}: ${found.reason}`
}

const fieldsWith = (driver: Uint8Array) =>
  concatBytes(field(6, new Uint8Array(8)), field(3, driver), field(20, new Uint8Array(48)))

describe('evidence of a GPU', () => {
  test('holds but for the measurements, which only NVIDIA can compare', () => {
    const report = verify()
    expect(firstFault(report)).toBeUndefined()
    expect([report.verdict, report.assurance, report.checkedAt]).toEqual(['incomplete', 'simulated', now])
    expect(report.checks.map(({ name, status }) => [name, status])).toEqual([
      ...['gpu.evidence.parse', 'gpu.nonce', 'gpu.cert.chain', 'gpu.report.signature', 'gpu.fwid'].map(
        (name) => [name, 'pass'],
      ),
      ['gpu.measurements', 'skipped'],
    ])
    expect(report.claims).toEqual({
      gpus: [{ driverVersion: '570.172.08', vbiosVersion: '96.00.CF.00.02', serial: '02' }],
    })
  })

  test('may be filled up with zeros', () => {
    const evidence = [gpuEvidence({ behind: new Uint8Array(500) })]
    expect(firstFault(verify({ evidence }))).toBeUndefined()
  })

  test.each<[string, Parameters<typeof gpuEvidence>[0], RegExp]>([
    ['another nonce', { nonce: new Uint8Array(32) }, /^gpu\.nonce: it was asked with 0{64}, not with 0001/],
    ['another signer', { signer: 'root' }, /^gpu\.report\.signature: GPU 0 has not signed/],
    ['other firmware', { firmware: new Uint8Array(48) }, /^gpu\.fwid: GPU 0 runs other firmware/],
    ['a certificate for other firmware', { certified: new Uint8Array(48) }, /^gpu\.fwid: GPU 0/],
    [
      'something behind it',
      { behind: Uint8Array.of(0, 1) },
      /^gpu\.evidence\.parse: .*something stands behind/,
    ],
    ['no certificate', { pem: '\0'.repeat(4_096) }, /^gpu\.cert\.chain: PEM: it holds no certificate/],
    [
      'measurements out of place',
      { measurements: Uint8Array.of(2, 1, 0, 0) },
      /^gpu\.evidence\.parse: .*measurement 1/,
    ],
    ['no firmware id', { fields: new Uint8Array() }, /^gpu\.evidence\.parse: .*no firmware id/],
    [
      'a driver’s version that is no text',
      { fields: fieldsWith(Uint8Array.of(0xff)) },
      /^gpu\.evidence\.parse: .*no driver version/,
    ],
    [
      'no driver’s version',
      { fields: fieldsWith(new Uint8Array()) },
      /^gpu\.evidence\.parse: .*no driver version/,
    ],
    ['a field twice', { fields: Uint8Array.of(3, 0, 0, 0, 3, 0, 0, 0) }, /^gpu\.evidence\.parse: .*twice/],
  ])('fails with %s', (_, changes, reason) => {
    const report = verify({ evidence: [gpuEvidence(changes)] })
    expect(firstFault(report)).toMatch(reason)
    expect(report.claims).toBeUndefined()
  })

  test('is not the one that NVIDIA’s tools give where there is no GPU', () => {
    for (const canned of [
      '931d8dd0add203ac3d8b4fbde75e115278eefcdceac5b87671a748f32364dfcb',
      '4cff7f5380ead8fad8ec2c531c110aca4302a88f603792801a8ca29ee151af2e',
    ]) {
      const asked = hexToBytes(canned)
      expect(firstFault(verify({ evidence: [gpuEvidence({ nonce: asked })], nonce: asked }))).toMatch(
        /^gpu\.nonce: .*no GPU/,
      )
    }
  })

  test('leads to NVIDIA’s root, unless told otherwise', () => {
    const report = verify({ roots: undefined })
    expect(report.assurance).toBe('hardware')
    expect(firstFault(report)).toBe('gpu.cert.chain: the chain ends in a different root')
    expect(nvidiaRootHash).toHaveLength(64)
  })

  test('is of each GPU once, and of at least one', () => {
    const one = gpuEvidence()
    expect(firstFault(verify({ evidence: [one, one] }))).toBe(
      'gpu.cert.chain: the same GPU stands there twice',
    )
    expect(firstFault(verify({ evidence: [] }))).toBe('gpu.evidence.parse: there is no GPU in it')
    expect(firstFault(verify({ evidence: Array(65).fill(one) }))).toMatch(/65 GPUs, more than 64/)
  })

  test('expires with its certificates', () => {
    expect(firstFault(verify({ now: now + 2 * 86_400_000 }))).toMatch(/^gpu\.cert\.chain: .*expired/)
  })

  test('is no text that isn’t base64', () => {
    const { certificate, evidence } = gpuEvidence()
    expect(firstFault(verify({ evidence: [{ certificate, evidence: '!' }] }))).toMatch(
      /^gpu\.evidence\.parse/,
    )
    expect(firstFault(verify({ evidence: [{ certificate: 'A'.repeat(1 << 18), evidence }] }))).toMatch(
      /^gpu\.cert\.chain/,
    )
  })

  test('never holds with one bit changed, and nothing is thrown', () => {
    const { certificate, evidence } = gpuEvidence()
    const bytes = base64ToBytes(evidence)
    fc.assert(
      fc.property(fc.nat(8 * bytes.length - 1), (bit) => {
        const changed = bytes.map((byte, index) => (index === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte))
        const report = verify({ evidence: [{ certificate, evidence: bytesToBase64(changed) }] })
        return report.verdict === 'failed'
      }),
      { numRuns: 60 },
    )
  })
})
