import { type Message, textOf } from './model.js'
import { ProviderRejection, refuse } from './rejection.js'

const mostBytes = 32 * 2 ** 20

/** A chat completion request: the exact bytes, and what they say. */
export type ChatRequest = {
  bytes: Uint8Array
  body: { messages: readonly Message[]; stream: boolean; [field: string]: unknown }
  /** UTF-8 bytes of the messages' contents: what the input fee is counted by. */
  inputBytes: bigint
}

export async function readChatRequest(request: Request): Promise<ChatRequest> {
  const bytes = await readBytes(request)
  const body = parseBody(bytes)
  const encoder = new TextEncoder()
  const inputBytes = body.messages.reduce((sum, message) => sum + encoder.encode(textOf(message)).length, 0)
  return { bytes, body, inputBytes: BigInt(inputBytes) }
}

async function readBytes(request: Request): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of request.body ?? []) {
    length += part.length
    if (length > mostBytes) {
      throw new ProviderRejection('Request body size exceeds the maximum allowed size of 32MB', 413)
    }
    parts.push(part)
  }
  return new Uint8Array(Buffer.concat(parts))
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
  return { ...body, messages, stream: 'stream' in body && body.stream === true }
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
