import { utf8ToBytes } from '@zg/core'
import { type Content, countAttachments } from './countAttachments.js'
import { dearestPrices, type Prices, tierIndex, tierPrices } from './prices.js'
import type { quote } from './quote.js'
import { toCount } from './toCount.js'

/** What a body's bytes don't show: what a model's template adds, and what parts that aren't text count. In tokens. */
export type Allowances = Pick<quote.Options, 'messageTokens' | 'attachmentTokens'>

/** UTF-8 bytes of a request's JSON. */
export const byteLengthOf = (body: object): bigint => BigInt(utf8ToBytes(JSON.stringify(body)).length)

/** The most tokens that a request can count: one for each byte, and the allowances. Null where a part of a message is bounded by nothing. */
export function mostInputTokens(
  bytes: bigint,
  messages: readonly Content[],
  { messageTokens = 64, attachmentTokens }: Allowances,
): bigint | null {
  const attachments = countAttachments(messages)
  const added =
    toCount('messageTokens', messageTokens) * BigInt(messages.length) +
    toCount('attachmentTokens', attachmentTokens ?? 0) * attachments
  return attachments > 0n && attachmentTokens === undefined ? null : bytes + added
}

/** What a chat costs at most; no tier beyond the one of the most tokens can be reached. */
export function worstChatFee(prices: Prices, inputTokens: bigint, outputTokens: bigint): bigint {
  const within = tierPrices(prices).slice(0, tierIndex(prices, inputTokens) + 1)
  const { input, output } = dearestPrices(within, prices)
  return inputTokens * input + outputTokens * output
}
