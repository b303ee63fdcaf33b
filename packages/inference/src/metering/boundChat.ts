import { largest } from '../largest.js'
import { byteLengthOf, mostInputTokens, worstChatFee } from '../pricing/chatBounds.js'
import type { Content } from '../pricing/countAttachments.js'
import { InvalidCountError, PricesUnreadableError } from '../pricing/errors.js'
import type { Prices } from '../pricing/prices.js'
import { toCount } from '../pricing/toCount.js'
import { UnboundedRequestError } from './errors.js'
import type { SpendPolicy } from './spendPolicy.js'

/**
 * What a chat request can cost at most, in neuron, and the body to send: with the policy's `maxOutputTokens` as its `max_tokens` where it had no limit
 * of its own. Pure.
 *
 * Each byte of the body counts as a token, each message as 64 more (the policy's `messageTokens`), each part that isn't text as its
 * `attachmentTokens`; the answer as long as the limit allows, `n` times; each at the dearest price within reach. Throws `UnboundedRequestError` where
 * nothing bounds the answer or an attachment, `InvalidCountError` for a limit that is none, `PricesUnreadableError`.
 *
 * @example
 * ```ts
 * import type { Service } from '@zg/contracts'
 * import { boundChat, pricesOf } from '@zg/inference'
 *
 * const messages = [{ role: 'user', content: 'What is 2+2?' }]
 * const bound = (service: Service) =>
 *   boundChat({ model: service.model, messages }, { prices: pricesOf(service), policy: { maxOutputTokens: 500 } })
 * ```
 */
export function boundChat(
  body: boundChat.Body,
  { prices, policy }: boundChat.Options,
): { body: boundChat.Body; worst: bigint } {
  if (!prices.readable) throw new PricesUnreadableError()
  const limit = limitOf(body)
  const most = limit ?? policy.maxOutputTokens
  if (most === undefined) {
    throw new UnboundedRequestError({
      what: 'its answer may have any length',
      remedy: 'Give max_tokens with the request, or maxOutputTokens in the spend policy.',
    })
  }
  const bounded = limit === undefined ? { ...body, max_tokens: most } : body
  const inputTokens = mostInputTokens(byteLengthOf(bounded), contentsOf(body), policy)
  if (inputTokens === null) {
    throw new UnboundedRequestError({
      what: 'a message holds more than text',
      remedy: 'Give attachmentTokens in the spend policy: the most tokens that an image or a file counts.',
    })
  }
  const outputTokens = answersOf(body) * toCount('maxOutputTokens', most)
  return { body: bounded, worst: worstChatFee(prices, inputTokens, outputTokens) }
}

export declare namespace boundChat {
  /** The JSON of a chat completion request. */
  type Body = Readonly<Record<string, unknown>>
  type Options = {
    /** Of the model that the body names. */
    prices: Prices
    policy: Pick<SpendPolicy, 'maxOutputTokens' | 'messageTokens' | 'attachmentTokens'>
  }
}

/** The longer of the limits that OpenAI's format has, since models differ in which one they heed. */
function limitOf({ max_tokens, max_completion_tokens }: boundChat.Body): number | undefined {
  const limits = Object.entries({ max_tokens, max_completion_tokens })
    .filter(([, limit]) => limit !== undefined && limit !== null)
    .map(([field, limit]) => countIn(field, limit))
  return limits.length === 0 ? undefined : Number(largest(limits))
}

/** How many answers are asked for. */
const answersOf = ({ n }: boundChat.Body): bigint => largest([1n, countIn('n', n ?? 1)])

/** A text such as "3" is refused too: some models would take it for a number. */
const countIn = (field: string, value: unknown): bigint => {
  if (typeof value !== 'number') throw new InvalidCountError({ what: field, value })
  return toCount(field, value)
}

const contentsOf = ({ messages }: boundChat.Body): readonly Content[] =>
  Array.isArray(messages) ? messages.filter(isContent) : []

const isContent = (message: unknown): message is Content => typeof message === 'object' && message !== null
