import { createReport, NetworkError, type Report } from '@zg/core'
import { useDevnet } from '@zg/devnet/vitest'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { connect } from '../src/connection/index.js'
import { chatInit, connectionRig, messages } from './connectionRig.js'
import { useFaultyProxy } from './faultyProxy.js'

const local = useDevnet({ protocol: 'v1' })
const rig = connectionRig(local)
const proxy = useFaultyProxy(() => local.provider.url)
afterEach(() => local.provider.setFault(null))

const reportOf = (status: 'pass' | 'fail'): Report =>
  createReport({
    subject: 'provider',
    assurance: 'simulated',
    checks: [{ name: 'tdx.quote.signature', status, required: true, reason: 'because' }],
  })
/** Finds the provider as it is told to, and counts how often it was asked. */
const verifierOf = (...reports: readonly Report[]) => {
  const asked = { count: 0 }
  const verifyProvider = async () => reports[Math.min(asked.count++, reports.length - 1)] ?? reportOf('fail')
  return { verifier: { verifyProvider }, asked }
}
const require = 'verified' as const

async function open(options: Partial<connect.Parameters> = {}) {
  const opened = await rig.open(options)
  const ask = (more: object = {}) =>
    opened.connection.fetch(`${opened.connection.baseUrl}/chat/completions`, chatInit(more))
  return { ...opened, ask }
}

describe('require: verified', () => {
  test('sends nothing to a provider that isn’t proven', async () => {
    const { verifier } = verifierOf(reportOf('fail'))
    const { ask, sent, connection } = await open({ verifier, require })
    const response = await ask()
    expect(response.status).toBe(424)
    expect((await response.json()).error).toMatchObject({
      code: 'UnprovenError',
      message: expect.stringContaining('tdx.quote.signature failed: because'),
    })
    await expect(connection.chat(messages)).rejects.toMatchObject({ name: 'UnprovenError' })
    expect(sent).toEqual([])
  })

  test('sends nothing without a verifier', async () => {
    const { ask, sent } = await open({ require })
    expect((await ask()).status).toBe(424)
    expect(sent).toEqual([])
  })

  test('hands over a proven answer, and says what stands behind it', async () => {
    const { verifier, asked } = verifierOf(reportOf('pass'))
    const { connection } = await open({ verifier, require })
    const { content, report } = await connection.chat(messages)
    expect(content).toBe('2 + 2 = 4.')
    expect(report).toMatchObject({ verdict: 'verified', assurance: 'simulated' })
    expect(report.checks.at(-1)).toEqual({
      name: 'response.providerVerified',
      status: 'pass',
      required: true,
    })
    expect(asked.count).toBe(1)
  })

  test.each([
    ['tamperAnswer', 'response.body.hash failed'],
    ['wrongSigner', 'response.signer failed'],
    ['noSignature', 'response.signature.present failed'],
    ['staleSignature', 'response.body.hash failed'],
  ] as const)('keeps back an answer of a provider that cheats (%s)', async (kind, words) => {
    const { verifier } = verifierOf(reportOf('pass'))
    const { ask, sent } = await open({ verifier, require })
    local.provider.setFault({ kind })
    const response = await ask()
    const { error } = await response.json()
    expect([response.status, error.code]).toEqual([424, 'UnprovenError'])
    expect(error.message).toContain(words)
    expect(sent).toHaveLength(1)
  })

  test('passes a stream as it comes, and its end once it is proven', async () => {
    const { verifier } = verifierOf(reportOf('pass'))
    const { ask } = await open({ verifier, require })
    const text = await (await ask({ stream: true })).text()
    expect(text.endsWith('data: [DONE]\n\n')).toBe(true)
  })

  test('ends a stream that isn’t proven in an error, without its closing line', async () => {
    const { verifier } = verifierOf(reportOf('pass'))
    const { ask, connection } = await open({ verifier, require })
    local.provider.setFault({ kind: 'tamperAnswer' })
    const response = await ask({ stream: true })
    const decoder = new TextDecoder()
    let text = ''
    const reading = (async () => {
      for await (const chunk of response.body ?? []) text += decoder.decode(chunk, { stream: true })
    })()
    await expect(reading).rejects.toMatchObject({
      name: 'UnprovenError',
      message: expect.stringContaining('response.body.hash'),
    })
    expect(text).toContain('"finish_reason":"stop"')
    expect(text).not.toContain('[DONE]')
    const streaming = (async () => {
      for await (const part of connection.chat.stream(messages)) expect(part.type).toBe('text')
    })()
    await expect(streaming).rejects.toMatchObject({ name: 'UnprovenError' })
  })

  test('keeps back an answer by another signer than the evidence names', async () => {
    const claims = { answerSigner: local.provider.address }
    const { verifier } = verifierOf({ ...reportOf('pass'), claims })
    const { ask } = await open({ verifier, require })
    const response = await ask()
    expect(response.status).toBe(424)
    expect((await response.json()).error.message).toContain('was verified with the signer')
  })

  test('examines a provider again that was not proven', async () => {
    const { verifier, asked } = verifierOf(reportOf('fail'), reportOf('pass'))
    const { ask } = await open({ verifier, require })
    expect((await ask()).status).toBe(424)
    expect((await ask()).status).toBe(200)
    expect(asked.count).toBe(2)
  })
})

describe('verify', () => {
  test('without a verifier says that somebody’s word stands behind the signer', async () => {
    const { connection } = await open()
    const { report } = await connection.chat(messages)
    expect([report.verdict, report.assurance]).toEqual(['verified', 'acknowledged'])
    expect(report.checks.at(-1)).toMatchObject({
      name: 'response.providerVerified',
      status: 'skipped',
      required: false,
    })
  })

  test('while the chain can’t be asked a paid answer is handed over, and not proven yet', async () => {
    const user = await rig.newUser()
    const { connection } = await rig.open({}, user)
    await connection.chat(messages)
    const down = new NetworkError({ what: 'The RPC endpoint', url: 'http://127.0.0.1:1', reason: 'refused' })
    const spy = vi.spyOn(user.client, 'request').mockRejectedValue(down)
    const { content, report, id } = await connection.chat(messages)
    expect([content, report.verdict, report.checks[0]?.reason]).toEqual([
      ...['2 + 2 = 4.', 'incomplete', down.shortMessage],
    ])
    await expect(connection.verify(id ?? '')).rejects.toBe(down)
    spy.mockRestore()
    expect((await connection.verify(id ?? '')).verdict).toBe('verified')
  })

  test('finds an exchange by key, by id and by Response, and no other', async () => {
    const { connection, ask } = await open()
    const response = await ask()
    const { id } = await response.json()
    const key = response.headers.get('zg-res-key') ?? ''
    const first = await connection.verify(response)
    const others = [await connection.verify(key), await connection.verify(id)]
    expect(others).toEqual([first, first])
    await expect(connection.verify('another')).rejects.toMatchObject({ name: 'ExchangeNotFoundError' })
    await expect(connection.verify(new Response())).rejects.toMatchObject({ name: 'ExchangeNotFoundError' })
  })

  test('fails both answers that came under one id, though each was proven alone', async () => {
    const { connection, ask } = await open({ fetch: proxy.fetch })
    const first = await ask()
    expect((await connection.verify(first)).verdict).toBe('verified')
    const key = first.headers.get('zg-res-key') ?? ''
    proxy.plan({ answer: 200, body: '{"id":"another"}', headers: { 'zg-res-key': key } })
    const second = await ask()
    for (const response of [first, second]) {
      const { verdict, checks } = await connection.verify(response)
      expect([verdict, checks.find(({ status }) => status === 'fail')?.name]).toEqual([
        'failed',
        'response.id',
      ])
    }
  })

  test('of a compressed answer is incomplete: nobody here saw what was signed', async () => {
    const { connection, ask } = await open({ fetch: proxy.fetch })
    proxy.plan({ compress: true })
    const { verdict, checks } = await connection.verify(await ask())
    expect(verdict).toBe('incomplete')
    expect(checks.find(({ name }) => name === 'response.body.hash')).toMatchObject({
      status: 'skipped',
      reason: 'the answer came compressed (gzip)',
    })
  })
})
