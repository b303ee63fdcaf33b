import { describe, expect, test } from 'vitest'
import { createService } from '../../test/createService.js'
import { pricesOf } from '../pricing/prices.js'
import { quote } from '../pricing/quote.js'
import { boundAudio } from './boundAudio.js'
import { boundChat } from './boundChat.js'

const service = createService({ inputPrice: 7n, outputPrice: 11n })
const prices = pricesOf(service)
const messages = [{ role: 'user', content: 'What is 2+2?' }]
const bound = (body: boundChat.Body, policy: boundChat.Options['policy'] = {}) =>
  boundChat({ model: service.model, ...body }, { prices, policy })
const bytesOf = (body: object) => BigInt(Buffer.byteLength(JSON.stringify(body)))

test('counts the bytes that are sent, 64 tokens a message, and the whole answer', () => {
  const { body, worst } = bound({ messages, max_tokens: 100 })
  expect(body).toEqual({ model: service.model, messages, max_tokens: 100 })
  expect(worst).toBe((bytesOf(body) + 64n) * 7n + 1_100n)
  expect(bound({ messages, max_tokens: 100, stream: true }).worst).toBe(
    worst + BigInt(',"stream":true'.length) * 7n,
  )
  expect(bound({ messages, max_tokens: 100 }, { messageTokens: 0 }).worst).toBe(worst - 64n * 7n)
})

test('is what a quote for the same body says', () => {
  const { worst } = quote(service, messages, { maxTokens: 20, fields: { max_tokens: 20, n: 3 } })
  expect(bound({ messages, max_tokens: 20, n: 3 }).worst).toBe(worst)
})

describe('the limit', () => {
  test('is the policy’s where the body has none, and is written into it', () => {
    for (const none of [{}, { max_tokens: null }, { max_completion_tokens: null }]) {
      const { body, worst } = bound({ messages, ...none }, { maxOutputTokens: 5 })
      expect(body).toEqual({ model: service.model, messages, ...none, max_tokens: 5 })
      expect(worst).toBe((bytesOf(body) + 64n) * 7n + 55n)
    }
  })

  test('is the body’s where it has one, the longer of two', () => {
    for (const own of [
      { max_tokens: 9 },
      { max_completion_tokens: 9 },
      { max_tokens: 3, max_completion_tokens: 9 },
      { max_tokens: 9, max_completion_tokens: 3 },
    ]) {
      const { body, worst } = bound({ messages, ...own }, { maxOutputTokens: 5 })
      expect(body).toEqual({ model: service.model, messages, ...own })
      expect(worst).toBe((bytesOf(body) + 64n) * 7n + 99n)
    }
  })

  test('is asked for where nobody gives one', () => {
    expect(() => bound({ messages })).toThrow(
      expect.objectContaining({
        name: 'UnboundedRequestError',
        message: expect.stringMatching(/max_tokens.*maxOutputTokens/),
      }),
    )
  })

  test.each([-1, 1.5, '100', true, Number.NaN, {}])('can’t be %j', (limit) => {
    for (const own of [{ max_tokens: limit }, { max_completion_tokens: limit }]) {
      expect(() => bound({ messages, ...own }, { maxOutputTokens: 5 })).toThrow(
        expect.objectContaining({ name: 'InvalidCountError' }),
      )
    }
  })
})

test.each([0, 1, 2, null])('n = %j', (n) => {
  const { body, worst } = bound({ messages, max_tokens: 10, n })
  expect(worst).toBe((bytesOf(body) + 64n) * 7n + (n === 2 ? 220n : 110n))
})

test.each(['3', 1.5, -1])('n = %j is refused', (n) => {
  expect(() => bound({ messages, max_tokens: 10, n })).toThrow(
    expect.objectContaining({ name: 'InvalidCountError' }),
  )
})

test('what isn’t text has to be bounded, in whatever stands for a message', () => {
  const image = { content: [{ type: 'image_url', image_url: { url: 'https://a.example' } }] }
  for (const odd of [{ ...image, role: 'user' }, image]) {
    const body = { messages: [...messages, odd, null, 5], max_tokens: 1 }
    expect(() => bound(body)).toThrow(
      expect.objectContaining({
        name: 'UnboundedRequestError',
        message: expect.stringContaining('attachmentTokens'),
      }),
    )
    const bounded = bound(body, { attachmentTokens: 1_000 })
    expect(bounded.worst).toBe((bytesOf(bounded.body) + 128n + 1_000n) * 7n + 11n)
  }
})

test('prices that can’t be read bound nothing', () => {
  const odd = pricesOf(createService({ additionalInfo: '{"cacheTokenBilling":{"divisor":0}}' }))
  expect(() => boundChat({ messages, max_tokens: 1 }, { prices: odd, policy: {} })).toThrow(
    expect.objectContaining({ name: 'PricesUnreadableError' }),
  )
})

test('audio costs what the policy says, or is refused', () => {
  expect(boundAudio({ maxAudioFee: '0.5' })).toBe(5n * 10n ** 17n)
  expect(() => boundAudio({})).toThrow(expect.objectContaining({ name: 'UnboundedRequestError' }))
})
