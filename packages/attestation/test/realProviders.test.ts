import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { hexToBytes } from '@zg/core'
import { describe, expect, test } from 'vitest'
import {
  createTeeVerifier,
  formatReport,
  type Policy,
  policies,
  readCollateral,
  type TeeService,
} from '../src/index.js'

const folder = process.env.ZG_TEE_FIXTURES
const read = (path: string) => readFileSync(join(folder ?? '', path), 'utf8')

const details = {
  isTargetSeparated: false,
  targetSigner: null,
  providerType: 'decentralized',
  verifier: null,
}
const service: TeeService = {
  ...{ provider: `0x${'11'.repeat(20)}`, url: 'https://provider.example', model: 'qwen', details },
  ...{ signer: '0xDC1A4da6BdCD90c20d7FF53a6cDc11fBf0E2303C', signerAcknowledged: true },
}
const model = '0x8a4D4984CF370210dFEeFC773FAf9bb0edE97cC0'

/** Today's policy over recorded evidence, at the time of its collateral. */
async function examine(
  of: TeeService,
  {
    broker,
    collateral,
    now,
    policy = policies.strict,
  }: { broker: string; collateral: string; now: string; policy?: Policy },
) {
  const fetch: typeof globalThis.fetch = async (url) =>
    new Response(read(String(url).endsWith('/v1/quote') ? broker : 'real/0g-llm-vllm-proxy.report.json'))
  const verifier = createTeeVerifier({
    ...{ policy, fetch, clock: () => Date.parse(now) },
    collateral: async () => readCollateral(JSON.parse(read(collateral))),
  })
  const nonce = hexToBytes('034b9c390f073a9c8f8a1b50e537342fff3952bf2f32f145174e8d87588ed2da')
  const report = await verifier.verifyProvider(of, { nonce })
  const open = report.checks
    .filter(
      ({ status, required, reason }) => status !== 'pass' && required && !reason?.startsWith('depends on'),
    )
    .map(({ name, status }) => `${status} ${name}`)
  return { report, open }
}

const february = {
  broker: 'real/0g-broker.report.json',
  collateral: 'collateral/tdx-90c06f-2026-02.json',
  now: '2026-03-01T00:00:00Z',
}

describe.skipIf(!folder)('what can be said of real providers (ZG_TEE_FIXTURES)', () => {
  test('a broker is genuine and current; its images move, and nobody has reviewed them', async () => {
    const { report, open } = await examine(service, february)
    expect([report.verdict, report.assurance]).toEqual(['failed', 'hardware'])
    expect(open).toEqual([
      'skipped reportData.nonce',
      'skipped dstack.osImage',
      'skipped compose.allowed',
      'fail compose.imagesPinned',
    ])
    expect(report.claims).toMatchObject({
      answerSigner: service.signer,
      broker: { tdx: { tcbStatus: 'UpToDate' } },
    })
    expect(formatReport(report)).toContain('ghcr.io/0gfoundation/0g-serving-broker:dev1 is not')
  })

  test('whoever waives these by name gets it verified, and sees them in the report', async () => {
    const waive = ['reportData.nonce', 'dstack.osImage', 'compose.allowed', 'compose.imagesPinned'] as const
    const { report, open } = await examine(service, { ...february, policy: { ...policies.strict, waive } })
    expect([report.verdict, open]).toEqual(['verified', []])
    expect(
      report.checks.filter(({ reason }) => reason?.startsWith('waived: ')).map(({ name }) => name),
    ).toEqual(waive)
  })

  test('a model’s machine is genuine, with a genuine GPU, and out of date', async () => {
    const separated = { ...service, details: { ...details, isTargetSeparated: true, targetSigner: model } }
    const { report, open } = await examine(separated, february)
    expect(report.verdict).toBe('failed')
    expect(open.filter((each) => each.includes('model.'))).toEqual([
      ...['fail model.tdx.tcb.status', 'skipped model.dstack.osImage', 'skipped model.compose.allowed'],
      ...['fail model.compose.imagesPinned', 'skipped model.gpu.measurements'],
    ])
    expect(report.claims?.model).toMatchObject({ signer: model, gpus: [{ driverVersion: '570.172.08' }] })
  })

  test('a machine of Alibaba’s is genuine, out of date, and its GPU has no certificate', async () => {
    const cryptopilot = {
      ...service,
      signer: '0x894df56e2817f38b9c1a2656a30ca91755b0885f',
      details: { ...details, verifier: 'cryptopilot' },
    }
    const { report, open } = await examine(cryptopilot, {
      ...{ broker: 'real/0g-cryptopilot.report.json', collateral: 'collateral/tdx-00806f-2025-10.json' },
      now: '2025-11-10T00:00:00Z',
    })
    expect(report.verdict).toBe('failed')
    expect(open).toEqual([
      ...[
        'fail tdx.tcb.status',
        'fail tdx.policy.serviceTd',
        'skipped reportData.nonce',
        'skipped compose.allowed',
      ],
      ...['skipped compose.imagesPinned', 'fail gpu.cert.chain', 'skipped gpu.measurements'],
    ])
    expect(report.claims?.broker.started?.length).toBe(19)
  })
})
