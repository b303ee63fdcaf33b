import { useDevnet } from '@zg/devnet/vitest'
import { beforeAll, describe, expect, test } from 'vitest'
import { connectionRig } from '../../inference/test/connectionRig.js'
import { countedMeter } from '../../inference/test/countedMeter.js'
import { type Mischief, useFaultyProxy } from '../../inference/test/faultyProxy.js'
import { type Framework, frameworks } from './frameworks.js'

const prompt = 'What is 2+2?'
const reply = '2 + 2 = 4.'
const spend = { total: '1', maxOutputTokens: 200 }
const json = (error: unknown) => JSON.stringify({ error })
const shortage =
  'validate request: insufficient balance: your locked balance is 1.000000 0G, but the required minimum is 1.500000 0G (…)'
const released = ['sent', 'released']
const settled = ['sent', 'settled']
const whole = ['sent', 'settled whole']
const busy: Mischief = { answer: 503, body: 'Service Unavailable' }

/** What befalls the requests, what the framework's own error says (null for an answer), and how each attempt's reservation ends. */
type Row = [string, Mischief[], [status: number, words: string] | null, string[][]]
const rows: Row[] = [
  ['ok', [], null, [settled]],
  ['503 once', [busy], null, [released, settled]],
  [
    '429 with Retry-After',
    [{ answer: 429, body: json('Rate limit exceeded'), headers: { 'retry-after': '7' } }],
    null,
    [released, settled],
  ],
  ['upstream down', [{ answer: 400, body: json('call proxied service: EOF') }], null, [released, settled]],
  ['reset before headers', ['reset'], [502, 'broke before it answered'], [whole]],
  ['insufficient balance (400)', [{ answer: 400, body: json(shortage) }], [402, 'transferFund'], [released]],
  [
    'insufficient balance (402)',
    [{ answer: 402, body: json({ message: 'insufficient balance' }) }],
    [402, 'transferFund'],
    [released],
  ],
]

describe.each([
  ['v1', { protocol: 'v1' }],
  ['v1, rewriting', { protocol: 'v1', rewrites: true }],
  ['legacy', { protocol: 'legacy' }],
] as const)('%s', (_, options) => {
  const local = useDevnet(options)
  const isLegacy = options.protocol === 'legacy'
  const { newUser, open: connectAs } = connectionRig(local)
  const proxy = useFaultyProxy(() => local.provider.url)
  let user: Awaited<ReturnType<typeof newUser>>
  beforeAll(async () => {
    user = await newUser()
  })

  async function open({ mostIdleMs = 60_000 } = {}) {
    const { meter, ends } = countedMeter()
    const wait = async () => undefined
    const { connection } = await connectAs({ fetch: proxy.fetch, spend, meter, wait, mostIdleMs }, user)
    return {
      connection,
      /** How reservations ended, without the amounts. */
      ends: () => ends().map((each) => each.map((end) => end.replace(/ \d+$/, ''))),
      verdicts: async () => (await connection.receipts()).map(({ report }) => report.verdict),
    }
  }
  /** Each request that reached the provider came with credentials of its own, and with nobody else's. */
  const checkCredentials = () => {
    const sent = proxy.seen().map(({ headers }) => (isLegacy ? headers.nonce : headers.authorization))
    expect(sent).not.toContain(undefined)
    if (isLegacy) expect(new Set(sent).size).toBe(sent.length)
    expect(proxy.seen().filter(({ headers }) => String(headers.authorization).includes('callers'))).toEqual(
      [],
    )
  }

  describe.each(frameworks)('%s', (name, framework: Framework) => {
    test.each(rows)('%s', async (__, faults, failure, expected) => {
      const { connection, ends, verdicts } = await open()
      proxy.plan(...faults)
      const answer = await framework.ask(connection, prompt).catch((error: unknown) => framework.read(error))
      if (failure === null) expect(answer).toBe(reply)
      else {
        const [status, words] = failure
        expect(answer).toMatchObject({ status, message: expect.stringContaining(words) })
      }
      expect(proxy.seen()).toHaveLength(expected.length)
      expect(ends()).toEqual(expected)
      checkCredentials()
      expect(await verdicts()).toEqual(failure === null ? ['verified'] : [])
    })

    test('a stream', async () => {
      const { connection, ends, verdicts } = await open()
      expect(await framework.stream(connection, prompt)).toBe(reply)
      expect(ends()).toEqual([settled])
      expect(await verdicts()).toEqual(['verified'])
    })

    test('tools', async () => {
      const { connection, ends, verdicts } = await open()
      expect(await framework.callTool(connection)).toBe('Paris')
      expect(ends()).toEqual([settled])
      expect(await verdicts()).toEqual(['verified'])
    })

    test('a stream that is cut is not asked for again', async () => {
      const { connection, ends, verdicts } = await open()
      proxy.plan({ cutAfter: 3 })
      await expect(framework.stream(connection, prompt)).rejects.toThrow('broke off')
      expect([ends(), proxy.seen().length]).toEqual([[whole], 1])
      expect(await verdicts()).not.toContain('verified')
    })

    test('an abort settles', async () => {
      const { connection, ends } = await open()
      proxy.plan({ holdAfter: 3 })
      const controller = new AbortController()
      const streaming = framework
        .stream(connection, prompt, { signal: controller.signal })
        .catch(() => 'aborted')
      await proxy.held()
      controller.abort()
      await streaming
      await expect.poll(ends).toEqual([whole])
    })

    test('a loop that is left settles', async () => {
      // The AI SDK leaves a stream without a word.
      const { connection, ends } = await open({ mostIdleMs: name === 'ai' ? 100 : 60_000 })
      proxy.plan({ holdAfter: 4 })
      expect(reply.startsWith(await framework.stream(connection, prompt, { stopAfter: 1 }))).toBe(true)
      await expect.poll(ends).toEqual([whole])
    })

    if (isLegacy) return
    test('a session that is over is renewed', async () => {
      const { connection, ends, verdicts } = await open()
      proxy.plan({ answer: 400, body: json('validate session: session token expired') })
      expect(await framework.ask(connection, prompt)).toBe(reply)
      expect(ends()).toEqual([released, settled])
      const [first, second] = proxy.seen().map(({ headers }) => headers.authorization)
      expect(first).not.toBe(second)
      expect(await verdicts()).toEqual(['verified'])
    })
  })
})
