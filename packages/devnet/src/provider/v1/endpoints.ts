import { askChat } from '../askChat.js'
import { parseChatRequest } from '../chatRequest.js'
import type { Question } from '../question.js'
import type { Upstream } from '../upstream.js'
import { chatFee } from './pricing/chatFee.js'
import type { Pricing } from './pricing/readPricing.js'

/** A billed request whose sender is known: what it says, and who answers it at what price. */
export type BilledRequest = {
  /** Below `/v1/proxy`. */
  path: string
  contentType: string | null
  bytes: Uint8Array
  /** The name that the answer will have: its `ZG-Res-Key`. */
  key: string
  model: string
  upstream: Upstream
  pricing: Pricing
}

/**
 * One class of billed requests: reads the body, says what it costs at least, and how it is sent on and metered.
 *
 * Throws `ProviderRejection` for a body that it can't read.
 */
export type Endpoint = (request: BilledRequest) => Priced | Promise<Priced>
export type Priced = Question & {
  /** Neuron. */
  fee: bigint
}

const chat: Endpoint = ({ bytes, model, upstream, pricing }) => ({
  ...askChat(parseChatRequest(bytes, 'prepare request extractor'), {
    ...{ model, upstream },
    feeOf: (tally) => chatFee(tally, pricing),
  }),
  // What a chat costs shows only in its answer: the network's providers estimate nothing.
  fee: 0n,
})

/** The billed paths below `/v1/proxy`. */
export const endpoints: Readonly<Record<string, Endpoint>> = {
  '/chat/completions': chat,
}
