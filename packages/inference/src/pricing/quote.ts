import type { Service } from '@zg/contracts'
import type { ServiceModel } from '../discovery/serviceModel.js'
import { byteLengthOf, mostInputTokens, worstChatFee } from './chatBounds.js'
import { PricesUnreadableError } from './errors.js'
import { pricesAt, pricesOf } from './prices.js'
import { toCount } from './toCount.js'

const bytesPerToken = 4n
const usualAnswer = 500n

/**
 * What a chat will cost, in neuron, before anything is sent: as expected, and at worst. Pure.
 *
 * Expected are a token for every four bytes of the request's JSON, and an answer of 500 tokens or `maxTokens`, whichever is less. At worst every
 * byte is a token, each message costs 64 more, the answer is as long as `maxTokens` allows, and each price is that of the dearest tier within reach.
 * Without `maxTokens` nobody bounds the answer, and what isn't text (an image, a file) costs tokens that no byte shows: `worst` is null then, and
 * `unbounded` says why; `attachmentTokens` bounds the latter. The provider wants its reserve besides (`protocol.limits.reserve`).
 *
 * Throws `PricesUnreadableError` for a service whose prices can't be read, `InvalidCountError` for a `maxTokens` that is none.
 *
 * @example
 * ```ts
 * import { formatOg } from '@zg/core'
 * import type { Service } from '@zg/contracts'
 * import { quote } from '@zg/inference'
 *
 * function show(service: Service) {
 *   const { expected, worst } = quote(service, [{ role: 'user', content: 'What is 2+2?' }], { maxTokens: 100 })
 *   return `${formatOg(expected)} 0G, at most ${worst === null ? 'nobody knows' : formatOg(worst)}`
 * }
 * ```
 */
export function quote(
  service: Service,
  messages: readonly quote.Message[],
  options: quote.Options = {},
): quote.ReturnType {
  const { fields = {}, maxTokens } = options
  const prices = options.model?.prices ?? pricesOf(service)
  if (!prices.readable) throw new PricesUnreadableError({ provider: service.provider })
  const most = maxTokens === undefined ? null : toCount('maxTokens', maxTokens)
  const answers = answersOf(fields)
  const bytes = byteLengthOf({ ...fields, model: options.model?.id ?? service.model, messages })
  const mostInput = mostInputTokens(bytes, messages, options)

  const inputTokens = (bytes + bytesPerToken - 1n) / bytesPerToken
  const answerTokens = most !== null && most < usualAnswer ? most : usualAnswer
  const { input, output } = pricesAt(prices, inputTokens)
  const expected = inputTokens * input + answers * answerTokens * output
  if (most === null) {
    return { expected, worst: null, unbounded: 'Nothing bounds the answer: give maxTokens.' }
  }
  if (mostInput === null) {
    return { expected, worst: null, unbounded: 'A message holds more than text: give attachmentTokens.' }
  }
  return { expected, worst: worstChatFee(prices, mostInput, answers * most), unbounded: null }
}

export declare namespace quote {
  /** A message of a chat, as OpenAI has it. */
  type Message = { readonly role: string; readonly content?: unknown; readonly audio?: unknown }
  type Options = {
    /** Most tokens of an answer: the request's `max_tokens`. */
    maxTokens?: number | undefined
    /** The model that the request names, at a provider with several; the prices on chain count without it. */
    model?: Pick<ServiceModel, 'id' | 'prices'> | undefined
    /** The other fields of the request, such as `tools`: their bytes count, and `n` answers cost as much as n. */
    fields?: Readonly<Record<string, unknown>> | undefined
    /** Tokens that the model's template may add to a message; 64 when absent. */
    messageTokens?: number | undefined
    /** Most tokens of each part of a message that isn't text. */
    attachmentTokens?: number | undefined
  }
  /** In neuron. Where there is no worst case, `unbounded` says why. */
  type ReturnType =
    | { expected: bigint; worst: bigint; unbounded: null }
    | { expected: bigint; worst: null; unbounded: string }
}

const answersOf = ({ n }: Readonly<Record<string, unknown>>): bigint =>
  typeof n === 'number' && Number.isSafeInteger(n) && n > 1 ? BigInt(n) : 1n
