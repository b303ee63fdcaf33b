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
  const bytes = await readBody(request)
  const body = parseBody(bytes)
  const length = body.messages.reduce((sum, message) => sum + Buffer.byteLength(textOf(message)), 0)
  return { bytes, body, inputBytes: BigInt(length) }
}

function parseBody(bytes: Uint8Array): ChatRequest['body'] {
  const body = parseJson(bytes)
  if (typeof body !== 'object' || body === null || !('messages' in body)) {
    throw refuse('get input fee', 'the body is not a JSON object with messages')
  }
  const { messages } = body
  if (!Array.isArray(messages) || messages.length === 0 || !messages.every(isMessage)) {
    throw refuse('get input fee', 'messages is not a list of messages with a role')
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
