import { type Message, textOf } from './model.js'
import { readBody } from './readBody.js'
import { refuse } from './rejection.js'

/** A chat completion request: the exact bytes, and what they say. */
export type ChatRequest = {
  bytes: Uint8Array
  body: { messages: readonly Message[]; [field: string]: unknown }
  /** UTF-8 bytes of the messages' contents: what the input fee is counted by. */
  inputBytes: bigint
}

/** Reads a request's body. Throws `ProviderRejection`: 413 above 32 MB, 400 for anything that holds no messages. */
export async function readChatRequest(request: Request): Promise<ChatRequest> {
  return parseChatRequest(await readBody(request))
}

/** The same of bytes that are read already; `context` is the stage that refuses a body without messages. */
export function parseChatRequest(bytes: Uint8Array, context?: string): ChatRequest {
  const body = parseChatBody(bytes, context)
  const length = body.messages.reduce((sum, message) => sum + Buffer.byteLength(textOf(message)), 0)
  return { bytes, body, inputBytes: BigInt(length) }
}

export function parseChatBody(bytes: Uint8Array, context = 'get input fee'): ChatRequest['body'] {
  const body = parseJson(bytes)
  if (typeof body !== 'object' || body === null || !('messages' in body)) {
    throw refuse(context, 'the body is not a JSON object with messages')
  }
  const { messages } = body
  if (!Array.isArray(messages) || messages.length === 0 || !messages.every(isMessage)) {
    throw refuse(context, 'messages is not a list of messages with a role')
  }
  return { ...body, messages }
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    throw refuse('read request body', 'the body is not JSON')
  }
}

const isMessage = (message: unknown): message is Message =>
  typeof message === 'object' && message !== null && 'role' in message && typeof message.role === 'string'
