import type { Asking } from '@zg/inference/connect'
import { APICallError, generateText, stepCountIs, streamText, tool } from 'ai'
import OpenAI from 'openai'
import { z } from 'zod'
import { createZG } from '../src/adapters/ai/index.js'
import { createChatModel } from '../src/adapters/langchain/index.js'

type Streaming = { signal?: AbortSignal; stopAfter?: number }

/** How a framework asks over a connection, and what it makes of a refusal. */
export type Framework = {
  ask: (connection: Asking, prompt: string) => Promise<string>
  /** Gives the text that came; what the framework throws is thrown. */
  stream: (connection: Asking, prompt: string, options?: Streaming) => Promise<string>
  /** The city that the model asked the weather of. */
  callTool: (connection: Asking) => Promise<string>
  /** Status and text of the framework's own error; null for another. */
  read: (error: unknown) => { status: number | undefined; message: string } | null
}

export const weatherQuestion = 'What is the weather in Paris?'
const messagesOf = (content: string) => [{ role: 'user' as const, content }]
const parameters = { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] }
const weather = { type: 'function' as const, function: { name: 'get_weather', parameters } }
const argumentsOf = z.string().transform((text) => z.object({ city: z.string() }).parse(JSON.parse(text)))

async function joined(pieces: AsyncIterable<string>, { stopAfter }: Streaming = {}): Promise<string> {
  let text = ''
  let count = 0
  for await (const piece of pieces) {
    text += piece
    count += piece === '' ? 0 : 1
    if (count === stopAfter) break
  }
  return text
}

const clientOf = ({ baseUrl: baseURL, fetch }: Asking) =>
  new OpenAI({ baseURL, fetch, apiKey: 'the callers own' })

const openai: Framework = {
  ask: async (connection, prompt) => {
    const asked = { model: connection.model, messages: messagesOf(prompt) }
    const answer = await clientOf(connection).chat.completions.create(asked)
    return answer.choices[0]?.message.content ?? ''
  },
  stream: async (connection, prompt, options = {}) => {
    const asked = { model: connection.model, messages: messagesOf(prompt), stream: true as const }
    const chunks = await clientOf(connection).chat.completions.create(asked, { signal: options.signal })
    async function* pieces() {
      for await (const chunk of chunks) yield chunk.choices[0]?.delta.content ?? ''
    }
    return joined(pieces(), options)
  },
  callTool: async (connection) => {
    const asked = { model: connection.model, messages: messagesOf(weatherQuestion), tools: [weather] }
    const answer = await clientOf(connection).chat.completions.create(asked)
    const call = answer.choices[0]?.message.tool_calls?.[0]
    return call?.type === 'function' ? argumentsOf.parse(call.function.arguments).city : ''
  },
  read: (error) =>
    error instanceof OpenAI.APIError ? { status: Number(error.status), message: error.message } : null,
}

const ai: Framework = {
  ask: async (connection, prompt) => (await generateText({ model: createZG(connection)(), prompt })).text,
  stream: async (connection, prompt, options = {}) => {
    const failures: unknown[] = []
    const { textStream } = streamText({
      ...{ model: createZG(connection)(), prompt },
      ...(options.signal ? { abortSignal: options.signal } : {}),
      onError: ({ error }) => void failures.push(error),
    })
    const text = await joined(textStream, options)
    if (failures.length > 0) throw failures[0]
    return text
  },
  callTool: async (connection) => {
    const inputSchema = z.object({ city: z.string() })
    const get_weather = tool({ inputSchema, execute: async () => 'sunny' })
    const asked = { prompt: weatherQuestion, tools: { get_weather }, stopWhen: stepCountIs(1) }
    const { toolCalls } = await generateText({ model: createZG(connection)(), ...asked })
    return z.object({ city: z.string() }).parse(toolCalls[0]?.input).city
  },
  read: (error) =>
    APICallError.isInstance(error) ? { status: error.statusCode, message: error.message } : null,
}

const langchain: Framework = {
  ask: async (connection, prompt) => (await createChatModel(connection).invoke(prompt)).text,
  stream: async (connection, prompt, options = {}) => {
    const chunks = await createChatModel(connection).stream(
      prompt,
      options.signal ? { signal: options.signal } : {},
    )
    async function* pieces() {
      for await (const { text } of chunks) yield text
    }
    return joined(pieces(), options)
  },
  callTool: async (connection) => {
    const message = await createChatModel(connection).bindTools([weather]).invoke(weatherQuestion)
    return z.object({ city: z.string() }).parse(message.tool_calls?.[0]?.args).city
  },
  read: openai.read,
}

const raw: Framework = {
  ask: async (connection, prompt) => {
    const { choices } = await (await post(connection, { messages: messagesOf(prompt) })).json()
    return choices[0].message.content
  },
  stream: async (connection, prompt, options = {}) => {
    const response = await post(connection, { messages: messagesOf(prompt), stream: true }, options.signal)
    const decoder = new TextDecoder()
    async function* pieces() {
      for await (const chunk of response.body ?? []) {
        const events = decoder.decode(chunk, { stream: true }).matchAll(/"content":("(?:[^"\\]|\\.)*")/g)
        for (const [, content = '""'] of events) yield z.string().parse(JSON.parse(content))
      }
    }
    return joined(pieces(), options)
  },
  callTool: async (connection) => {
    const { choices } = await (
      await post(connection, { messages: messagesOf(weatherQuestion), tools: [weather] })
    ).json()
    return argumentsOf.parse(choices[0].message.tool_calls[0].function.arguments).city
  },
  read: (error) => (error instanceof RefusedError ? { status: error.status, message: error.message } : null),
}

class RefusedError extends Error {
  readonly status: number
  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

async function post(connection: Asking, body: object, signal: AbortSignal | null = null): Promise<Response> {
  const response = await connection.fetch(`${connection.baseUrl}/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Bearer the callers own' },
    body: JSON.stringify(body),
    signal,
  })
  if (response.ok) return response
  const { error } = await response.json()
  throw new RefusedError(response.status, error.message)
}

export const frameworks: readonly (readonly [string, Framework])[] = Object.entries({
  openai,
  ai,
  langchain,
  raw,
})
