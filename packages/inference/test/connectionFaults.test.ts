import { useDevnet } from '@zg/devnet/vitest'
import { describe, expect, test } from 'vitest'
import { chatInit, connectionRig } from './connectionRig.js'
import { countedMeter } from './countedMeter.js'
import { type Mischief, useFaultyProxy } from './faultyProxy.js'

const spend = { total: '1', maxOutputTokens: 200 }
const json = (error: unknown) => JSON.stringify({ error })
/** What befalls a request, what its caller sees, how often the provider is asked, and how each attempt's reservation ends. */
type Row = [string, Mischief[], { status: number; code: string | null }, string[][]]
const paid = ['sent', 'settled']
const rows: Row[] = [
  ['nothing', [], { status: 200, code: null }, [paid]],
  [
    '503 for good',
    [1, 2, 3].map(() => ({ answer: 503, body: 'Service Unavailable' })),
    { status: 503, code: 'ProviderBusyError' },
    [1, 2, 3].map(() => ['sent', 'released']),
  ],
  [
    'a provider that fails for good',
    [1, 2, 3].map(() => ({ answer: 500, body: json('Internal Server Error') })),
    { status: 500, code: 'ProviderFailedError' },
    [1, 2, 3].map(() => ['sent', 'released']),
  ],
  [
    '429 that asks for too long a wait',
    [{ answer: 429, body: json('Rate limit exceeded'), headers: { 'retry-after': '3600' } }],
    { status: 429, code: 'ProviderBusyError' },
    [['sent', 'released']],
  ],
  ...[502, 504, 524].map(
    (status): Row => [
      `a gateway that lost the provider (${status})`,
      [{ answer: status, body: '<html>' }],
      { status, code: 'ProviderFailedError' },
      [['sent', 'settled whole']],
    ],
  ),
  [
    'the caller’s own fault',
    [{ answer: 400, body: json({ message: 'The model says no.', code: 'x' }) }],
    { status: 400, code: 'RequestRefusedError' },
    [['sent', 'released']],
  ],
]

/** Faults that any framework meets stand in the matrix of `@zg/sdk`. */
describe.each([
  ['v1', { protocol: 'v1' }],
  ['legacy', { protocol: 'legacy' }],
] as const)('%s', (protocol, options) => {
  const local = useDevnet(options)
  const rig = connectionRig(local)
  const proxy = useFaultyProxy(() => local.provider.url)

  async function open() {
    const waits: number[] = []
    const wait = async (ms: number) => void waits.push(ms)
    const { meter, ends } = countedMeter()
    const opened = await rig.open({ fetch: proxy.fetch, spend, meter, wait })
    const ask = (more: object = {}, init: RequestInit = {}) =>
      opened.connection.fetch(`${opened.connection.baseUrl}/chat/completions`, chatInit(more, init))
    return { ...opened, ends, ask, waits }
  }
  /** The names of how reservations ended, without the amounts. */
  const kinds = (ends: readonly (readonly string[])[]) =>
    ends.map((each) => each.map((end) => end.replace(/ \d+$/, '')))
  /** Every request came with credentials of its own; those of the legacy protocol are used once. */
  const checkCredentials = () => {
    const nonces = proxy
      .seen()
      .map(({ headers }) => (protocol === 'legacy' ? headers.nonce : headers.authorization))
    expect(nonces).not.toContain(undefined)
    if (protocol === 'legacy') expect(new Set(nonces).size).toBe(nonces.length)
    const leaked = proxy.seen().filter(({ headers }) => String(headers.authorization).includes('own'))
    expect(leaked).toEqual([])
  }

  test.each(rows)('%s', async (_, faults, { status, code }, expected) => {
    const { ask, ends, connection } = await open()
    proxy.plan(...faults)
    const response = await ask()
    const answer = await response.json()
    expect([response.status, answer.error?.code ?? null]).toEqual([status, code])
    if (code !== null) expect(response.headers.get('x-should-retry')).toBe('false')
    expect(proxy.seen()).toHaveLength(expected.length)
    expect(kinds(ends())).toEqual(expected)
    checkCredentials()
    const receipts = await connection.receipts()
    expect(receipts.map(({ report }) => report.verdict)).toEqual(code === null ? ['verified'] : [])
  })

  test('a busy provider is waited for as it says', async () => {
    const { ask, waits } = await open()
    proxy.plan({ answer: 429, body: json('Rate limit exceeded'), headers: { 'retry-after': '7' } })
    await ask()
    expect(waits).toEqual([7_000])
  })

  test('a stream that is cut settles whole, and its reader sees why', async () => {
    const { ask, ends, connection } = await open()
    proxy.plan({ cutAfter: 3 })
    const response = await ask({ stream: true })
    await expect(response.text()).rejects.toMatchObject({ name: 'AnswerLostError', began: true })
    expect(kinds(ends())).toEqual([['sent', 'settled whole']])
    expect(proxy.seen()).toHaveLength(1)
    const [receipt] = await connection.receipts()
    expect([receipt?.state, receipt?.report.verdict === 'verified']).toEqual(['cut', false])
  })

  test('a document that is cut comes as an error Response', async () => {
    const { ask, ends } = await open()
    proxy.plan({ cutAfter: 0 })
    const response = await ask()
    expect([response.status, (await response.json()).error.code]).toEqual([502, 'AnswerLostError'])
    expect(kinds(ends())).toEqual([['sent', 'settled whole']])
  })

  test('a stream that its reader leaves settles', async () => {
    const { ask, ends } = await open()
    proxy.plan({ holdAfter: 1 })
    const response = await ask({ stream: true })
    const reader = response.body?.getReader()
    await reader?.read()
    await reader?.cancel()
    expect(kinds(ends())).toEqual([['sent', 'settled whole']])
  })

  test.each([true, false])('an abort is the caller’s own, and settles (stream %s)', async (stream) => {
    const { ask, ends } = await open()
    const controller = new AbortController()
    const reason = new Error('enough')
    proxy.plan({ holdAfter: stream ? 1 : 0 })
    const asking = ask({ stream }, { signal: controller.signal }).then((response) => response.text())
    await proxy.held()
    controller.abort(reason)
    await expect(asking).rejects.toBe(reason)
    await expect.poll(() => kinds(ends())).toEqual([['sent', 'settled whole']])
  })
})
