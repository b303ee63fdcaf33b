import { ChatOpenAI, type ChatOpenAIFields } from '@langchain/openai'
import type { Asking } from '@zg/inference/connect'

/**
 * Makes a chat model for LangChain.js out of a connection.
 *
 * It is LangChain's own `ChatOpenAI`, over the connection's `fetch`: paid, metered and recorded. `fields` are `ChatOpenAI`'s, such as `temperature`. What may
 * end better is tried again by the connection, so `maxRetries` is 0 unless given. An answer's `id` leads to its proof: `connection.verify(message.id)`.
 * Needs `@langchain/openai` 1.
 *
 * @example
 * ```ts
 * import { createBroker } from '@zg/sdk'
 * import { createChatModel } from '@zg/sdk/langchain'
 *
 * const broker = createBroker({ privateKey: process.env.PRIVATE_KEY, network: 'devnet' })
 * async function ask(provider: `0x${string}`) {
 *   const connection = await broker.inference.connect(provider)
 *   const message = await createChatModel(connection).invoke('What is 2+2?')
 *   if (message.id) console.log(message.text, await connection.verify(message.id))
 * }
 * ```
 */
export function createChatModel(
  { baseUrl: baseURL, fetch, model }: createChatModel.Connection,
  fields: Omit<ChatOpenAIFields, 'configuration' | 'apiKey'> = {},
): ChatOpenAI {
  // The key may be any text: it stays here. Providers have chat completions, and no responses API.
  const own = { model, maxRetries: 0, useResponsesApi: false, apiKey: 'unused' }
  return new ChatOpenAI({ ...own, ...fields, configuration: { baseURL, fetch } })
}

export declare namespace createChatModel {
  /** A connection of `connect` or `route`. */
  type Connection = Pick<Asking, 'baseUrl' | 'fetch' | 'model'>
}
