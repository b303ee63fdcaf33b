import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startTestUpstream } from '../../../../test/testUpstream.js'
import { createV1User, errorOf, type V1User } from '../../../../test/v1User.js'
import { useDevnet } from '../../../vitest.js'

const minute = 60_000
/** The providers' time stands still unless a test moves it. */
const clock = { ms: 1_800_000_000_000 }
const now = () => clock.ms
/** Far enough that nothing of another test is left. */
beforeEach(() => {
  clock.ms += 120 * minute
})
const network = useDevnet({ protocol: 'v1', limits: 'network', now })
const free = useDevnet({ protocol: 'v1', now })
const images = useDevnet({
  protocol: 'v1',
  limits: 'network',
  now,
  providers: [{ serviceType: 'text-to-image' }],
})
const path = '/v1/proxy/chat/completions'
const refusal = async (reply: Response) => {
  const { status, error } = await errorOf(reply)
  return `${status} ${typeof error === 'string' ? error : JSON.stringify(error)}`
}
/** A token that is fresh by the providers' clock. */
const fresh = (change: object = {}) => ({ timestamp: now(), expiresAt: now() + 60 * minute, ...change })
const ask = (user: V1User, change: object = {}, body: object = {}) =>
  user.ask('What is 2+2?', { token: fresh(change), body })

describe('a revocation', () => {
  test('takes effect within a second by default', async () => {
    const user = await createV1User(free)
    expect((await ask(user)).status).toBe(200)
    await user.onInference('revokeAllTokens', [free.provider.address])
    expect(await refusal(await ask(user))).toBe(
      '400 validate session: session token has been revoked (generation expired)',
    )
    expect((await ask(user, { generation: 1 })).status).toBe(200)
  })

  test('takes effect when the account is forgotten, after ten minutes, where limits are', async () => {
    const user = await createV1User(network)
    const future = '400 validate session: invalid session token (future generation)'
    expect((await ask(user)).status).toBe(200)
    await user.onInference('revokeAllTokens', [network.provider.address])
    clock.ms += 9 * minute
    expect((await ask(user)).status).toBe(200)
    expect(await refusal(await ask(user, { generation: 1 }))).toBe(future)
    clock.ms += minute
    expect(await refusal(await ask(user))).toBe(
      '400 validate session: session token has been revoked (generation expired)',
    )
    expect((await ask(user, { generation: 1 })).status).toBe(200)
  })
})

describe('money', () => {
  test('goes by the chain, whatever is remembered', async () => {
    const user = await createV1User(network, { share: 10n ** 18n })
    expect((await ask(user)).status).toBe(200)
    expect(await refusal(await ask(user))).toMatch(/^400 validate request: insufficient balance/)
    await user.deposit(10n ** 18n)
    expect((await ask(user)).status).toBe(200)
  })
})

describe('one user', () => {
  test('may ask five times at once and thirty times a minute, and is told what is left', async () => {
    const user = await createV1User(network)
    const left: (string | null)[] = []
    for (let index = 0; index < 5; index += 1) {
      const reply = await ask(user)
      left.push(reply.headers.get('x-ratelimit-remaining-requests'))
      await reply.text()
    }
    expect(left).toEqual(['4', '3', '2', '1', '0'])
    const limit = 'Rate limit exceeded. Please slow down your request rate (limit: 30 requests/min).'
    expect(await refusal(await ask(user))).toBe(
      `429 ${JSON.stringify({ type: 'rate_limit_error', message: limit })}`,
    )
    clock.ms += 2_000
    expect((await ask(user)).status).toBe(200)
  })

  test('may ask as often as he wants by default', async () => {
    const user = await createV1User(free)
    const replies = await Promise.all(Array.from({ length: 30 }, () => ask(user)))
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([200]))
    expect(replies[0]?.headers.get('x-ratelimit-remaining-requests')).toBeNull()
  })
})

test('pages may see what is left', async () => {
  const user = await createV1User(network)
  const reply = await user.send(path, {
    ...{ authorization: await user.bearer(fresh()), headers: { origin: 'http://page' } },
    body: { model: network.provider.model, messages: [{ role: 'user', content: 'a' }] },
  })
  expect(reply.headers.get('access-control-expose-headers')).toBe(
    'ZG-Res-Key, Provider, Content-Type, Content-Encoding, x-ratelimit-limit-requests, x-ratelimit-remaining-requests, x-ratelimit-reset-requests',
  )
})

describe('one address', () => {
  test('may ask everything but the proxy twenty times at once', async () => {
    const models = () => fetch(`${network.provider.url}/v1/models`)
    const replies = await Promise.all(Array.from({ length: 25 }, models))
    const refused = replies.filter(({ status }) => status === 429)
    expect(refused).toHaveLength(5)
    for (const reply of refused)
      expect(await refusal(reply)).toBe('429 Too many requests. Please try again later.')
    const all = await Promise.all(Array.from({ length: 25 }, () => fetch(`${free.provider.url}/v1/models`)))
    expect(new Set(all.map(({ status }) => status))).toEqual(new Set([200]))
  })

  test('may ask the proxy twenty times at once, whatever for', async () => {
    const ids = Array.from(
      { length: 30 },
      (_, index) => `${network.provider.url}/v1/proxy/signature/${index}`,
    )
    const statuses = (await Promise.all(ids.map((id) => fetch(id)))).map(({ status }) => status)
    expect(statuses.filter((status) => status === 400)).toHaveLength(20)
    expect(statuses.filter((status) => status === 429)).toHaveLength(10)
  })
})

test('images need no session, and are served thirty times at once', async () => {
  const statuses: number[] = []
  for (let index = 0; index < 31; index += 1) {
    const headers = { 'x-forwarded-for': `10.0.0.${index}` }
    const reply = await fetch(`${images.provider.url}/v1/proxy/images/none/0`, { headers })
    statuses.push(reply.status)
    if (index === 30) expect(await refusal(reply)).toBe('429 rate limit exceeded on image serve endpoint')
    if (index === 30) expect(reply.headers.get('retry-after')).toBe('1')
  }
  expect(statuses).toEqual([...Array(30).fill(404), 429])
})

describe('with slow answers', () => {
  let upstream: Awaited<ReturnType<typeof startTestUpstream>> | undefined
  let release: () => void = () => undefined
  let held: Promise<void> = Promise.resolve()
  beforeAll(async () => {
    upstream = await startTestUpstream(async () => {
      const answer = { id: 'x', choices: [], usage: { prompt_tokens: 900, completion_tokens: 200 } }
      // The headers come at once, the rest when the test lets it.
      const body = new ReadableStream<Uint8Array>({
        pull: async (controller) => {
          await held
          controller.enqueue(new TextEncoder().encode(JSON.stringify(answer)))
          controller.close()
        },
      })
      return new Response(body, { headers: { 'content-type': 'application/json' } })
    })
  })
  afterAll(() => upstream?.stop())
  const slow = useDevnet({
    ...{ protocol: 'v1', rewrites: true, now },
    limits: { requestsPerMinute: null, tokensPerMinute: 600 },
    get upstream() {
      return upstream?.url
    },
  })
  const hold = () => {
    held = new Promise((resolve) => {
      release = resolve
    })
  }

  test('five of one user are under way at a time', async () => {
    const user = await createV1User(slow)
    hold()
    const open = Array.from({ length: 5 }, () => ask(user))
    await expect
      .poll(() => slow.provider.requests().filter(({ user: who }) => who === user.address).length)
      .toBe(5)
    expect(await refusal(await ask(user))).toBe(
      '429 Too many concurrent requests. You have 5 active requests (limit: 5). Please wait for some to complete.',
    )
    release()
    for (const reply of await Promise.all(open)) await reply.text()
    clock.ms += 30 * minute
    expect((await ask(user)).status).toBe(200)
  })

  test('twenty of all users are under way at a time, until their answers are complete', async () => {
    const users = await Promise.all(Array.from({ length: 5 }, () => createV1User(slow)))
    hold()
    const send = async (user: V1User, index: number) =>
      user.send(path, {
        authorization: await user.bearer(fresh()),
        headers: { 'x-forwarded-for': `10.0.0.${index}` },
        body: { messages: [{ role: 'user', content: 'a' }] },
      })
    const [last, ...others] = users
    if (!last) throw new Error('there are five users')
    const open = await Promise.all(
      others.flatMap((user) => [0, 1, 2, 3, 4].map((index) => send(user, index))),
    )
    expect(new Set(open.map(({ status }) => status))).toEqual(new Set([200]))
    expect(await refusal(await send(last, 5))).toBe(
      '503 Server is currently processing too many requests. Please try again later.',
    )
    release()
    for (const reply of open) await reply.text()
    expect((await send(last, 5)).status).toBe(200)
  })

  test('what was used is waited for', async () => {
    const user = await createV1User(slow)
    await (await ask(user)).text()
    clock.ms += 50_000
    // A tenth of a minute's tokens may be used at once, and ten come back in a second.
    const limit = 'Token rate limit exceeded. Please wait 50 seconds (limit: 600 tokens/min).'
    expect(await refusal(await ask(user))).toBe(
      `429 ${JSON.stringify({ type: 'rate_limit_error', message: limit })}`,
    )
    clock.ms += 50_001
    expect((await ask(user)).status).toBe(200)
  })

  test('who asks five times for another model is blocked for an hour', async () => {
    const user = await createV1User(slow)
    const wrong = { model: 'another' }
    for (let attempt = 0; attempt < 5; attempt += 1)
      expect(await refusal(await ask(user, {}, wrong))).toMatch(/model not supported: requested 'another'/)
    expect(await refusal(await ask(user))).toBe(
      '429 Rate limit exceeded: too many invalid model requests. Please try again in 1h0m0s',
    )
    clock.ms += 60 * minute
    expect((await ask(user)).status).toBe(200)
  })
})
