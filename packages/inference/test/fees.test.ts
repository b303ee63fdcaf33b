import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { v1 } from '@zg/contracts'
import { useDevnet } from '@zg/devnet/vitest'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  audioFee,
  chatFee,
  getRequestHeaders,
  getService,
  imageFee,
  listModels,
  pricesOf,
  quote,
} from '../src/index.js'
import { createV1User, type V1User } from './v1User.js'

const protocol = v1
/** What the model behind all providers says that it took. */
let usage: object = {}
const image = { b64_json: btoa('an image') }
const answers: Readonly<Record<string, () => object>> = {
  '/models': () => ({ data: [{ id: 'zg/any' }] }),
  '/chat/completions': () => ({
    id: 'chatcmpl-1',
    choices: [{ index: 0, message: { role: 'assistant', content: 'Four.' }, finish_reason: 'stop' }],
    usage,
  }),
  '/images/generations': () => ({ created: 0, data: [image, image, image] }),
  '/audio/transcriptions': () => ({ text: 'Four.', usage }),
}
const model = createServer((request, response) => {
  request.resume()
  request.on('end', () => {
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify(answers[request.url ?? '']?.() ?? {}))
  })
})
await new Promise<void>((resolve) => model.listen(0, '127.0.0.1', resolve))
afterAll(() => model.close())

const tier = (maxInputTokens: number, ...[up, down, outUp, outDown]: readonly number[]) => ({
  maxInputTokens,
  inputMultiplier: up,
  inputMultiplierDenominator: down,
  outputMultiplier: outUp,
  outputMultiplierDenominator: outDown,
})
const tiers = [tier(100, 1, 1, 1, 1), tier(1_000, 3, 2, 5, 4), tier(0, 7, 3, 2, 1)]
const chat = { inputPrice: 100_000_000_007n, outputPrice: 400_000_000_003n }
const local = useDevnet({
  protocol: 'v1',
  upstream: `http://127.0.0.1:${(model.address() as AddressInfo).port}`,
  providers: [
    chat,
    { ...chat, additionalInfo: { tieredPricing: { tiers }, cacheTokenBilling: { divisor: 7 } } },
    { serviceType: 'text-to-image', inputPrice: 3n, outputPrice: 1_000_003n },
    { serviceType: 'speech-to-text', inputPrice: 700_000_001n, outputPrice: 11n },
  ],
})

let user: V1User
beforeAll(async () => {
  user = await createV1User(local, { share: null, ledger: '20' })
  for (const { address } of local.devnet.providers) await user.transfer('3', address)
})

/** Asks the provider of this index, and gives its service and what it entered in its books. */
async function pay(index: number, path: string, body: object) {
  const provider = local.devnet.providers[index]
  if (!provider) throw new Error('unreachable: there are four')
  const options = { protocol, provider: provider.address }
  const headers = await getRequestHeaders(user.client, { ...options, auth: user.auth })
  const isForm = body instanceof FormData
  const reply = await fetch(`${provider.url}/v1/proxy${path}`, {
    method: 'POST',
    headers: { ...headers, ...(isForm ? {} : { 'content-type': 'application/json' }) },
    body: isForm ? body : JSON.stringify({ model: provider.model, ...body }),
  })
  expect(reply.status, await reply.text()).toBe(200)
  return { service: await getService(user.client, options), fee: provider.requests().at(-1)?.fee }
}

const messages = [{ role: 'user', content: 'What is 2+2?' }]
const used = (prompt_tokens: number, completion_tokens: number, cached_tokens = 0) => ({
  prompt_tokens,
  completion_tokens,
  prompt_tokens_details: { cached_tokens },
})

test.each([
  ...[used(14, 8), used(0, 0), used(100, 9, 50), used(101, 9), used(1_000, 13, 999)],
  ...[used(1_001, 13, 17), used(5_000, 1, 5_000), used(50, 1, 70), used(123_457, 7_919, 4_321)],
])('a chat of %j costs what the provider enters', async (taken) => {
  usage = taken
  for (const index of [0, 1]) {
    const { service, fee } = await pay(index, '/chat/completions', { messages })
    expect(fee).toBe(chatFee(pricesOf(service), taken))
  }
})

test('a chat costs no more than was foreseen, and as much if it takes all it may', async () => {
  const most = JSON.stringify({ model: 'zg/any', messages }).length + 64
  for (const index of [0, 1]) {
    usage = used(most, 30)
    const { service, fee } = await pay(index, '/chat/completions', { messages, max_tokens: 30 })
    expect(quote(service, messages, { maxTokens: 30 }).worst).toBe(fee)
  }
})

test.each([{ n: 3 }, {}])('images %j cost what the provider enters', async (body) => {
  const { service, fee } = await pay(2, '/images/generations', { prompt: 'a cat', ...body })
  expect(fee).toBe(imageFee(pricesOf(service), body.n))
})

test.each([
  { type: 'tokens', input_tokens: 71, output_tokens: 13 },
  { type: 'duration', seconds: 12.5 },
  { type: 'duration', seconds: 0.1 },
])('a transcription of %j costs what the provider enters', async (taken) => {
  usage = taken
  const form = new FormData()
  form.set('model', 'zg/any')
  form.set('file', new Blob(['sound']), 'a.wav')
  const { service, fee } = await pay(3, '/audio/transcriptions', form)
  expect(fee).toBe(audioFee(pricesOf(service), taken))
})

test('a provider’s own list has the prices that stand on chain', async () => {
  for (const { address: provider } of local.devnet.providers) {
    const service = await getService(user.client, { protocol, provider })
    const [only, ...others] = await listModels(user.client, { protocol, provider })
    expect(others).toEqual([])
    expect(only).toMatchObject({ id: 'zg/any', canonicalId: 'zg/any' })
    // It tells no input price of images, which cost nothing on their way in.
    const input = service.serviceType === 'text-to-image' ? 0n : service.inputPrice
    expect(only?.prices).toEqual({ ...pricesOf(service), input })
  }
})
