import { createHash } from 'node:crypto'
import { type IncomingMessage, request } from 'node:http'
import { gunzipSync } from 'node:zlib'
import { recoverMessageAddress } from 'viem'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Fault } from '../src/index.js'
import { useDevnet } from '../src/vitest.js'
import { createLegacyUser } from './legacyUser.js'
import { createV1User } from './v1User.js'

const question = 'What is 2+2?'
const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex')

describe.each(['v1', 'legacy'] as const)('a provider of %s', (protocol) => {
  const local = useDevnet({ protocol })
  const isV1 = protocol === 'v1'
  let ask: (body?: object) => Promise<Response>
  beforeAll(async () => {
    const user = isV1 ? await createV1User(local) : await createLegacyUser(local)
    ask = (body = {}) => user.ask(question, { body: { ...body } })
  })
  afterEach(() => local.provider.setFault(null))

  const set = (fault: Fault) => local.provider.setFault(fault)
  const records = () => local.provider.requests()
  /** The name of an answer's signature, and the signature. */
  const signatureOf = async (answer: Response, text: string) => {
    const id = answer.headers.get('zg-res-key') ?? JSON.parse(text).id
    return fetch(`${local.provider.url}/v1/proxy/signature/${id}`)
  }
  const refused = async (fault: Fault) => {
    set(fault)
    const before = records().length
    const answer = await ask()
    const { error } = await answer.json()
    expect(records()).toHaveLength(before)
    return { status: answer.status, retryAfter: answer.headers.get('retry-after'), error }
  }

  test.each<[Fault, number, string | null]>([
    [{ kind: 'unavailable' }, 503, null],
    [{ kind: 'rateLimited' }, 429, '1'],
    [{ kind: 'rateLimited', retryAfter: 30 }, 429, '30'],
    [{ kind: 'paymentRequired' }, 402, null],
    [{ kind: 'insufficientBalance' }, 400, null],
  ])('refuses before it enters anything: %j', async (fault, status, retryAfter) => {
    expect(await refused(fault)).toMatchObject({ status, retryAfter })
  })

  test('says that the balance is short as the network does', async () => {
    const { error } = await refused({ kind: 'insufficientBalance' })
    expect(error).toMatch(
      isV1
        ? /^validate request: insufficient balance: your locked balance is 0\.000000 0G, but the required minimum is 1\./
        : /^Provider proxy: handle proxied service, validate request: insufficient balance, total fee of \d+ .* of 0$/,
    )
  })

  test('says what a gateway says of a payment', async () => {
    const { error } = await refused({ kind: 'paymentRequired' })
    expect(error).toMatchObject({ type: 'insufficient_quota', code: 'insufficient_balance' })
  })

  test('lets a session expire where there are sessions', async () => {
    const fault = { kind: 'sessionExpired' } as const
    if (!isV1) return expect(() => set(fault)).toThrow('`fault.kind` takes one of hang, latency')
    const error = 'validate session: session token expired'
    expect(await refused(fault)).toMatchObject({ status: 400, error })
  })

  test('says that its model is down, and charges nothing', async () => {
    set({ kind: 'upstreamDown' })
    const answer = await ask()
    expect(answer.status).toBe(400)
    expect((await answer.json()).error).toMatch(/call proxied service: .*connection refused$/)
    expect(records().at(-1)).toMatchObject({ state: 'failed', fee: null })
  })

  test('resets the connection before a header, and charges nothing', async () => {
    set({ kind: 'reset' })
    const before = records().length
    await expect(ask()).rejects.toMatchObject({ cause: { code: 'ECONNRESET' } })
    expect(records()).toHaveLength(before)
    expect((await fetch(`${local.provider.url}/v1/quote`)).status).toBe(200)
  })

  test.each([false, true])('cuts an answer in its middle, which is billed (streamed: %s)', async (stream) => {
    const whole = await (await ask({ stream })).text()
    set({ kind: 'cut' })
    const answer = await ask({ stream })
    expect(answer.status).toBe(200)
    let text = ''
    const reading = (async () => {
      const decoder = new TextDecoder()
      for await (const chunk of answer.body ?? []) text += decoder.decode(chunk, { stream: true })
    })()
    await expect(reading).rejects.toThrow('terminated')
    expect(text.length).toBeGreaterThan(0)
    expect(text.length).toBeLessThan(whole.length)
    if (stream) expect(text.split('\n\n').length).toBeGreaterThan(2)
    await expect.poll(() => records().at(-1)?.state).toBe('owed')
  })

  test('streams slowly, and whole', async () => {
    const whole = await (await ask({ stream: true })).text()
    set({ kind: 'slowStream', ms: 5 })
    const text = await (await ask({ stream: true })).text()
    expect(text.split('\n\n')).toHaveLength(whole.split('\n\n').length)
    expect(text).toContain('[DONE]')
  })

  test('compresses unasked, and signs what it sent', async () => {
    set({ kind: 'gzip' })
    const decoded = await (await ask()).json()
    expect(decoded.choices[0].message.content).toBe('2 + 2 = 4.')
    const raw = await askRaw()
    expect(raw.encoding).toBe('gzip')
    const text = gunzipSync(raw.bytes).toString()
    const signature = await (await signatureOf(new Response(null, { headers: raw.headers }), text)).json()
    expect(signature.text.split(':')[1]).toBe(sha256(raw.bytes))
    expect(records().at(-1)).toMatchObject({ state: 'owed', usage: expect.anything() })
  })

  /** As `fetch` would ask, but without decoding. */
  async function askRaw() {
    const sent: { headers: Headers; body: string }[] = []
    const original = globalThis.fetch
    globalThis.fetch = async (_, init) => {
      sent.push({ headers: new Headers(init?.headers), body: String(init?.body) })
      return new Response()
    }
    await ask()
    globalThis.fetch = original
    const [{ headers, body } = expect.unreachable('nothing was sent')] = sent
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      const url = `${local.provider.url}/v1/proxy/chat/completions`
      request(url, { method: 'POST', headers: Object.fromEntries(headers) }, resolve)
        .once('error', reject)
        .end(body)
    })
    const chunks: Buffer[] = []
    for await (const chunk of answer) chunks.push(chunk)
    const key = String(answer.headers['zg-res-key'] ?? '')
    return {
      encoding: answer.headers['content-encoding'],
      bytes: Buffer.concat(chunks),
      headers: new Headers(key === '' ? {} : { 'zg-res-key': key }),
    }
  }

  test.each([
    ['tamperAnswer', 'response'],
    ['rewriteRequest', 'request'],
    ['staleSignature', 'both'],
    ['wrongSigner', 'signer'],
    ['noSignature', 'missing'],
  ] as const)('cheats with the signature: %s', async (kind, wrong) => {
    await (await ask()).text()
    set({ kind })
    const answer = await ask()
    const text = await answer.text()
    const reply = await signatureOf(answer, text)
    expect(reply.status).toBe(wrong === 'missing' ? 400 : 200)
    if (wrong === 'missing') return
    const { text: signed, signature } = await reply.json()
    const signer = await recoverMessageAddress({ message: signed, signature })
    const [requestHash, responseHash] = signed.split(':')
    const messages = [{ role: 'user', content: question }]
    const body = JSON.stringify({ model: local.provider.model, messages })
    expect({
      response: responseHash === sha256(text),
      request: requestHash === sha256(body),
      signer: signer === local.provider.signer,
    }).toEqual({
      response: wrong !== 'response' && wrong !== 'both',
      request: wrong !== 'request',
      signer: wrong !== 'signer',
    })
  })

  test('waits, and hangs until the client leaves', async () => {
    set({ kind: 'latency', ms: 5 })
    expect((await ask()).status).toBe(200)
    set({ kind: 'hang' })
    const left = fetch(`${local.provider.url}/v1/quote`, { signal: AbortSignal.timeout(50) })
    await expect(left).rejects.toMatchObject({ name: 'TimeoutError' })
  })

  test('does so as often as it is told, counting the requests that it concerns', async () => {
    set({ kind: 'rateLimited', times: 1 })
    await fetch(`${local.provider.url}/v1/quote`)
    const statuses = [(await ask()).status, (await ask()).status]
    expect(statuses).toEqual([429, 200])
  })

  test('puts another signer into its evidence', async () => {
    const own = await (await fetch(`${local.provider.url}/v1/quote`)).text()
    set({ kind: 'wrongQuote', times: 1 })
    expect(await (await fetch(`${local.provider.url}/v1/quote`)).text()).not.toBe(own)
    expect(await (await fetch(`${local.provider.url}/v1/quote`)).text()).toBe(own)
  })

  test('lets pages ask first, whatever is wrong', async () => {
    set({ kind: 'unavailable', times: 1 })
    const asked = await fetch(`${local.provider.url}/v1/proxy/chat/completions`, { method: 'OPTIONS' })
    expect(asked.status).toBe(204)
    expect((await ask()).status).toBe(503)
  })
})
