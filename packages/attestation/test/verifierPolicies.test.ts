import { memoryStore } from '@zg/core'
import { describe, expect, test } from 'vitest'
import { InvalidPolicyError } from '../src/errors.js'
import { policies } from '../src/policy/policies.js'
import { waivableChecks } from '../src/policy/policy.js'
import { createTeeVerifier } from '../src/verifier/createTeeVerifier.js'
import { brokerReport, composeOf, faults, fetchOf, service, verify } from './teeRig.js'

describe('a policy', () => {
  test('of lists takes what is on them', async () => {
    const app = (await verify()).claims?.broker.app
    const { mrTd = '', rtmr1 = '', rtmr2 = '' } = (await verify()).claims?.broker.tdx.measurements ?? {}
    const image = { osImageHash: `0x${app?.osImageHash?.toUpperCase()}`, mrtd: mrTd, rtmr1, rtmr2 }
    const lists = {
      ...policies.devnet,
      waive: ['reportData.nonce'],
      allowedOsImages: [image],
      allowedComposeHashes: [app?.composeHash ?? ''],
    } as const
    expect(await faults({ policy: lists })).toEqual(['verified'])
    expect(await faults({ policy: { ...lists, allowedComposeHashes: [] } })).toEqual([
      'failed',
      'fail compose.allowed',
    ])
    const other = { ...image, rtmr2: mrTd }
    expect(await faults({ policy: { ...lists, allowedOsImages: [other] } })).toEqual([
      'failed',
      'fail dstack.osImage',
    ])
  })

  test('without lists is incomplete unless it waives them, which stays to be seen', async () => {
    const strict = { ...policies.strict, gpu: 'off' } as const
    expect(await faults({ policy: strict })).toEqual([
      'incomplete',
      ...['reportData.nonce', 'dstack.osImage', 'compose.allowed'].map((name) => `skipped ${name}`),
    ])
    const waived = (await verify()).checks.find(({ name }) => name === 'dstack.osImage')
    expect(waived).toMatchObject({
      status: 'skipped',
      required: false,
      reason: expect.stringMatching(/^waived: /),
    })
  })

  test('can waive what is not about being genuine, and nothing else', () => {
    expect(waivableChecks).toEqual([
      ...['chain.signerAcknowledged', 'tdx.tcb.status', 'tdx.policy.serviceTd', 'reportData.nonce'],
      ...['dstack.osImage', 'compose.allowed', 'compose.imagesPinned'],
      ...['gpu.measurements', 'gpu.nras.token', 'gpu.nras.verdict', 'gpu.nras.submods'],
    ])
  })

  test('for a devnet needs a root of one', () => {
    expect(() => createTeeVerifier({ policy: policies.devnet })).toThrow(InvalidPolicyError)
  })

  test('of first use holds a provider to what was seen, once that was good', async () => {
    const store = memoryStore()
    const policy = { ...policies.observed, waive: ['reportData.nonce'] } as const
    const see = (appCompose: string) => faults({ ...fetchOf(brokerReport({ appCompose })), policy, store })
    expect(await see(composeOf('a:latest'))).toEqual(['failed', 'fail compose.imagesPinned'])
    expect(await see(composeOf())).toEqual(['verified'])
    expect(await see(composeOf())).toEqual(['verified'])
    expect(await see(composeOf(undefined, { name: 'other' }))).toEqual(['failed', 'fail provider.unchanged'])
    expect(await see(composeOf())).toEqual(['verified'])
    const [key = ''] = [`zg.seen:${service.provider}:0`]
    await store.set(key, 'damaged')
    expect(await see(composeOf())).toEqual(['failed', 'fail provider.unchanged'])
  })
})
