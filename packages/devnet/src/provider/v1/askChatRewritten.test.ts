import { sha256, stringToBytes } from 'viem'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestUpstream } from '../../../test/testUpstream.js'
import { createV1User, errorOf } from '../../../test/v1User.js'
import { useDevnet } from '../../vitest.js'

let upstream: Awaited<ReturnType<typeof startTestUpstream>> | undefined
let answer: () => Response = () => Response.json({})
beforeAll(async () => {
  upstream = await startTestUpstream(() => answer())
})
afterAll(() => upstream?.stop())
const local = useDevnet({
  protocol: 'v1',
  rewrites: true,
  get upstream() {
    return upstream?.url
  },
})
const hashOf = (text: string) => sha256(stringToBytes(text)).slice(2)
const usage = { prompt_tokens: 5, completion_tokens: 3 }
const messages = [{ role: 'user', content: 'What is 2+2?' }]

async function ask(body: Record<string, unknown>) {
  const user = await createV1User(local)
  const reply = await user.send('/v1/proxy/chat/completions', { authorization: await user.bearer(), body })
  const key = reply.headers.get('zg-res-key')
  const text = await reply.clone().text()
  const signature = await (await fetch(`${local.provider.url}/v1/proxy/signature/${key}`)).json()
  const [asked] = upstream?.received.slice(-1) ?? []
  return { reply, text, key, signed: signature.text, sent: String(asked?.body), headers: asked?.headers }
}

describe('a request', () => {
  test('goes on with what it lacked, and is signed as it went on', async () => {
    answer = () =>
      Response.json({ id: 'gen-1', provider: 'somebody', choices: [], usage: { ...usage, cost: 1 } })
    const { sent, headers, text, key, signed } = await ask({ messages, stream: false })
    expect(sent).toBe(
      '{"messages":[{"content":"What is 2+2?","role":"user"}],"model":"test/model","stream":false}',
    )
    expect(headers?.authorization).toBeUndefined()
    expect(text).toBe(
      `{"choices":[],"id":"chatcmpl-${key}","usage":{"completion_tokens":3,"prompt_tokens":5}}`,
    )
    expect(signed).toBe(`${hashOf(sent)}:${hashOf(text)}`)
    expect(local.provider.requests().at(-1)).toMatchObject({ id: `chatcmpl-${key}`, usage })
  })

  test('that lacks nothing goes on byte for byte', async () => {
    const body = { stream: true, messages, stream_options: { include_usage: true }, model: 'test/model' }
    const events = [
      ': PROCESSING\n\n',
      'data: {"id":"gen-1","choices":[{"delta":{"content":"4"}}]}\n\n',
      `data: {"id":"gen-1","choices":[],"usage":${JSON.stringify(usage)}}\n\n`,
      'data: [DONE]\n\n',
    ]
    answer = () => new Response(events.join(''), { headers: { 'content-type': 'text/event-stream' } })
    const { sent, text, key, signed } = await ask(body)
    expect(sent).toBe(JSON.stringify(body))
    expect(text).toBe(
      [
        '\n',
        `data: {"choices":[{"delta":{"content":"4"}}],"id":"chatcmpl-${key}"}\n\n`,
        `data: {"choices":[],"id":"chatcmpl-${key}","usage":{"completion_tokens":3,"prompt_tokens":5}}\n\n`,
        'data: [DONE]\n\n',
      ].join(''),
    )
    expect(signed).toBe(`${hashOf(sent)}:${hashOf(text)}`)
    expect(local.provider.requests().at(-1)).toMatchObject({ usage, fee: 1_700_000_000_000n })
  })

  test('for another model is refused, and costs nothing', async () => {
    const { reply } = await ask({ model: 'another', messages })
    expect(await errorOf(reply)).toEqual({
      status: 400,
      error:
        "prepare HTTP request: enforce configured model: model not supported: requested 'another', only 'test/model' is available for this service",
    })
    expect(local.provider.requests().at(-1)).toMatchObject({ state: 'failed', fee: null })
  })
})

test('what the model refuses is passed on as it is', async () => {
  const text = '{"error":{"message":"no","provider":"somebody"}}'
  answer = () => new Response(text, { status: 429, headers: { 'content-type': 'application/json' } })
  const { reply, text: passed, key } = await ask({ messages })
  expect([reply.status, passed, key]).toEqual([429, text, null])
})
