import type { Address } from 'viem'
import { askChat } from '../askChat.js'
import { parseChatRequest } from '../chatRequest.js'
import type { Prices } from '../generation.js'
import type { Question } from '../question.js'
import type { ServiceType } from '../serviceType.js'
import type { Upstream } from '../upstream.js'
import type { Tally } from '../usage.js'
import { askChatRewritten } from './askChatRewritten.js'
import { askTranscription } from './audio/askTranscription.js'
import { askImages } from './images/askImages.js'
import type { ImageStore } from './images/imageStore.js'
import type { Limits } from './limits/createLimits.js'
import { chatFee } from './pricing/chatFee.js'
import type { Pricing } from './pricing/readPricing.js'

/** A billed request whose sender is known: what it says, and who answers it at what price. */
type BilledRequest = {
  user: Address
  /** Below `/v1/proxy`. */
  path: string
  contentType: string | null
  bytes: Uint8Array
  /** The name that the answer will have: its `ZG-Res-Key`. */
  key: string
  /** Of the proxy, as the client reached it. */
  proxyUrl: string
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
  /** How many images are asked for. */
  imageCount?: number
}

const chat =
  ({ rewrites, limits, models }: EndpointParts): Endpoint =>
  ({ bytes, key, user, model, upstream, pricing }) => {
    const request = parseChatRequest(bytes, 'prepare request extractor')
    const prices = models.get(String(request.body.model)) ?? {}
    const feeOf = (tally: Tally) => chatFee(tally, { ...pricing, ...prices })
    const onMismatch = () => limits.recordMismatch(user)
    const parts = { model, others: [...models.keys()], upstream, feeOf, key, onMismatch }
    // What a chat costs shows only in its answer: the network's providers estimate nothing.
    return { ...(rewrites ? askChatRewritten(request, parts) : askChat(request, parts)), fee: 0n }
  }

type EndpointParts = {
  rewrites: boolean
  limits: Pick<Limits, 'recordMismatch'>
  images: ImageStore
  models: ReadonlyMap<string, Prices>
}

/** What each service answers, below `/v1/proxy`. */
export const endpoints: Readonly<
  Record<ServiceType, { path: string; create: (parts: EndpointParts) => Endpoint }>
> = {
  chatbot: { path: '/chat/completions', create: chat },
  'text-to-image': {
    path: '/images/generations',
    create: ({ images }) => askImages('text-to-image', images),
  },
  'image-editing': { path: '/images/edits', create: ({ images }) => askImages('image-editing', images) },
  'speech-to-text': { path: '/audio/transcriptions', create: () => askTranscription },
}
