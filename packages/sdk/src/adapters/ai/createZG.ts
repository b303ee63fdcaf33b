import { createOpenAICompatible } from '@ai-sdk/openai-compatible'
import type { Asking } from '@zg/inference/connect'
import { withProof } from './withProof.js'

type Compatible = ReturnType<typeof createOpenAICompatible>
/** A model as the AI SDK has it (specification v3). */
export type Model = ReturnType<Compatible['languageModel']>

/** A provider for the AI SDK. */
export type ZGProvider = {
  /** A chat model; the connection's own when none is named. */
  (modelId?: string): Model
  languageModel: (modelId?: string) => Model
  imageModel: Compatible['imageModel']
}

/**
 * Makes a provider for the Vercel AI SDK (version 6, or any that takes models of specification v3) out of a connection.
 *
 * Everything goes over the connection's `fetch`, so that it is paid, metered and recorded. Each answer's `providerMetadata.zg` says what it cost and
 * whether it is proven (`ZGMetadata`); of a stream it comes with the `finish` part, which waits for the proof. Refusals come as the AI SDK's own
 * `APICallError`, with our text. Needs `@ai-sdk/openai-compatible` 2.
 *
 * @example
 * ```ts
 * import { createBroker } from '@zg/sdk'
 * import { createZG } from '@zg/sdk/ai'
 * import { generateText } from 'ai'
 *
 * const broker = createBroker({ privateKey: process.env.PRIVATE_KEY, network: 'devnet' })
 * async function ask(provider: `0x${string}`) {
 *   const zg = createZG(await broker.inference.connect(provider))
 *   const { text, providerMetadata } = await generateText({ model: zg(), prompt: 'What is 2+2?' })
 *   console.log(text, providerMetadata?.zg)
 * }
 * ```
 */
export function createZG(connection: createZG.Connection): ZGProvider {
  const { baseUrl: baseURL, fetch, model } = connection
  const compatible = createOpenAICompatible({ name: 'zg', baseURL, fetch, includeUsage: true })
  const languageModel = (modelId: string = model) => withProof(compatible.languageModel(modelId), connection)
  return Object.assign((modelId?: string) => languageModel(modelId), {
    languageModel,
    imageModel: (modelId: string) => compatible.imageModel(modelId),
  })
}

export declare namespace createZG {
  /** A connection of `connect` or `route`. */
  type Connection = Pick<Asking, 'baseUrl' | 'fetch' | 'model' | 'receipt' | 'cost'>
}
