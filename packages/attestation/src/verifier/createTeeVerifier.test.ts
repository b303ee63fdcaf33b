import { NetworkError } from '@zg/core'
import { describe, expect, test } from 'vitest'
import {
  answering,
  brokerReport,
  composeOf,
  faults,
  fetchOf,
  modelReport,
  modelSigner,
  now,
  options,
  separated,
  service,
  signer,
  tee,
  verify,
} from '../../test/teeRig.js'
import { policies } from '../policy/policies.js'
import { createSimulatedTee } from '../simulate/createSimulatedTee.js'
import { createTeeVerifier } from './createTeeVerifier.js'
import type { TeeService } from './teeService.js'

describe('a provider', () => {
  test('is verified by simulated evidence under its own root', async () => {
    const report = await verify()
    expect(report).toMatchObject({
      subject: 'provider',
      verdict: 'verified',
      assurance: 'simulated',
      checkedAt: now,
    })
    expect(report.claims).toMatchObject({ answerSigner: signer, modelInTee: true, model: undefined })
    expect(report.claims?.broker.app?.images).toEqual([`a/b@sha256:${'0'.repeat(64)}`])
    expect(report.checks.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['chain.service', 'tdx.quote.signature', 'compose.imagesPinned']),
    )
  })

  test('fails without that root, and with another’s', async () => {
    const collateral = async () => tee.collateral
    const report = await verify({ policy: policies.strict, roots: undefined, collateral })
    expect([report.verdict, report.assurance]).toEqual(['failed', 'hardware'])
    const other = createSimulatedTee({ now }).root
    expect((await verify({ roots: { intel: other } })).verdict).toBe('failed')
  })

  test('is no hardware where anybody else stands in for NVIDIA', async () => {
    const collateral = async () => tee.collateral
    const around = { policy: policies.strict, collateral, roots: { nvidia: tee.root } }
    expect((await verify(around)).assurance).toBe('simulated')
    expect((await verify({ ...around, ...fetchOf(503) })).assurance).toBe('simulated')
  })

  test('whose collateral nobody has is incomplete', async () => {
    const none = { policy: policies.strict, roots: undefined }
    expect(await faults(none)).toEqual(['incomplete', 'skipped tdx.collateral.tcbInfo'].concat(unproven))
    const collateral = async () => {
      throw new NetworkError({ what: 'The PCCS', url: 'https://pccs', reason: 'refused' })
    }
    expect((await verify({ collateral })).verdict).toBe('incomplete')
    const unreadable = { ...fetchOf({ ...brokerReport(), quote: '00' }), collateral }
    expect((await faults(unreadable)).slice(0, 2)).toEqual(['failed', 'fail tdx.quote.parse'])
    const bug = async () => {
      throw new TypeError('a fault of ours')
    }
    await expect(verify({ collateral: bug })).rejects.toThrow('a fault of ours')
  })
  const unproven = ['skipped reportData.nonce', 'skipped dstack.osImage', 'skipped compose.allowed']

  test.each<[string, object | number, string[]]>([
    ['that is gone', 503, ['incomplete', 'skipped tdx.quote.parse']],
    ['that is busy', 429, ['incomplete', 'skipped tdx.quote.parse']],
    ['that has no report', 404, ['failed', 'fail tdx.quote.parse']],
    ['whose quote is the text 00', { ...brokerReport(), quote: '00' }, ['failed', 'fail tdx.quote.parse']],
    [
      'whose report has no quote',
      { ...brokerReport(), quote: undefined },
      ['failed', 'fail tdx.quote.parse'],
    ],
    ['with another signer', brokerReport({ address: modelSigner }), ['failed', 'fail reportData.binding']],
    [
      'with another compose text',
      { ...brokerReport(), tcb_info: '{"app_compose":"{}"}' },
      ['failed', 'fail dstack.composeHash'],
    ],
    [
      'without a compose text',
      { ...brokerReport(), tcb_info: '' },
      ['incomplete', 'skipped dstack.composeHash'],
    ],
    ['with an empty log', { ...brokerReport(), event_log: '[]' }, ['failed', 'fail dstack.eventLog.replay']],
    [
      'with an image that isn’t pinned',
      brokerReport({ appCompose: composeOf('a/b:latest') }),
      ['failed', 'fail compose.imagesPinned'],
    ],
    [
      'that runs a script',
      brokerReport({ appCompose: composeOf(undefined, { runner: 'bash' }) }),
      ['failed', 'fail compose.imagesPinned'],
    ],
    [
      'of another root',
      brokerReport({ from: createSimulatedTee({ now }) }),
      ['failed', 'fail tdx.collateral.tcbInfo'],
    ],
  ])('%s', async (_, quote, expected) => {
    const found = await faults(fetchOf(quote))
    expect(found.slice(0, 2)).toEqual(expected)
  })

  test('that can’t be reached is incomplete', async () => {
    const fetch = async () => {
      throw new TypeError('fetch failed')
    }
    expect(await faults({ fetch })).toEqual(['incomplete', 'skipped tdx.quote.parse'])
    expect(await faults({}, { ...service, url: 'ftp:/nowhere' })).toBeDefined()
  })

  test('is named by the signal’s own reason when the caller stops', async () => {
    const signal = AbortSignal.abort(new Error('enough'))
    await expect(createTeeVerifier(options()).verifyProvider(service, { signal })).rejects.toThrow('enough')
  })

  test.each<[string, Partial<TeeService>, string]>([
    ['no signer', { signer: null }, 'fail chain.service'],
    ['the zero signer', { signer: `0x${'0'.repeat(40)}` }, 'fail chain.service'],
    ['no word of the owner', { signerAcknowledged: false }, 'fail chain.signerAcknowledged'],
    ['an unknown TEE', { details: { ...service.details, verifier: 'else' } }, 'fail chain.service'],
    ['an unknown kind', { details: { ...service.details, providerType: 'else' } }, 'fail chain.service'],
    ['no model’s signer', { details: { ...separated.details, targetSigner: null } }, 'fail chain.service'],
  ])('fails with %s on chain', async (_, changed, expected) => {
    const [verdict, first] = await faults({}, { ...service, ...changed })
    expect([verdict, first]).toEqual(['failed', expected])
  })

  test('that passes questions on has no model in a TEE', async () => {
    const centralized = { ...service, details: { ...service.details, providerType: 'centralized' } }
    expect((await verify({}, centralized)).claims?.modelInTee).toBe(false)
  })

  test('of a protocol without an owner’s word needs none', async () => {
    expect((await verify({}, { ...service, signerAcknowledged: null })).verdict).toBe('verified')
  })
})

describe('a model in a machine of its own', () => {
  test('is verified too, by a nonce of ours', async () => {
    const report = await verify({}, separated)
    expect(report.verdict).toBe('verified')
    expect(report.claims).toMatchObject({ answerSigner: modelSigner, model: { signer: modelSigner } })
    expect(report.checks.filter(({ name }) => name.startsWith('model.')).length).toBeGreaterThan(20)
  })

  test.each<[string, (nonce: Uint8Array) => object | number, string]>([
    ['with a quote of another nonce', () => modelReport(), 'fail model.reportData.binding'],
    [
      'with another signer',
      (nonce) => modelReport({ nonce, address: signer }),
      'fail model.reportData.binding',
    ],
    ['that isn’t there', () => 501, 'skipped model.tdx.quote.parse'],
    [
      'with a broken GPU report',
      (nonce) => ({ ...modelReport({ nonce }), nvidia_payload: '{"evidence_list":[{}]}' }),
      'fail model.tdx.quote.parse',
    ],
  ])('%s', async (_, model, expected) => {
    expect((await faults({ fetch: answering({ model }) }, separated))[1]).toBe(expected)
  })

  test('needs a GPU where the policy says so', async () => {
    const policy = { ...policies.devnet, gpu: 'required' } as const
    expect(await faults({ policy }, separated)).toEqual([
      'failed',
      'fail gpu.evidence.parse',
      'fail model.gpu.evidence.parse',
    ])
  })
})
