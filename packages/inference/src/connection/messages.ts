import type { ChatAnswer } from './chat.js'

type Fields = Readonly<Record<string, unknown>>

/** A message as OpenAI's format has it. */
export type ChatMessage = Fields & { readonly role: string; readonly content: string | null }

type Read = Omit<ChatAnswer, 'cost' | 'report'>

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')
const textOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null)

const firstChoice = ({ choices }: Fields): Fields => {
  const first: unknown = Array.isArray(choices) ? choices[0] : null
  return isFields(first) ? first : {}
}

/** Reads a chat completion; null for what is none. */
export function messageOf(document: Fields | null): Read | null {
  if (!document) return null
  const { message, finish_reason } = firstChoice(document)
  if (!isFields(message)) return null
  const content = textOrNull(message.content)
  return {
    id: textOrNull(document.id),
    content: content ?? '',
    message: { ...message, role: textOf(message.role) || 'assistant', content },
    finishReason: textOrNull(finish_reason),
    usage: isFields(document.usage) ? document.usage : null,
  }
}

/** Puts a stream's events together to what the answer would have been in one piece. */
export function readDeltas() {
  let read = { id: null, finishReason: null, usage: null } as Pick<Read, 'id' | 'finishReason' | 'usage'>
  let content = ''
  const calls = new Map<number, Fields>()
  return {
    /** Gives the text that the event adds. */
    push: (event: Fields): string => {
      const { delta, finish_reason } = firstChoice(event)
      read = {
        id: read.id ?? textOrNull(event.id),
        finishReason: textOrNull(finish_reason) ?? read.finishReason,
        usage: isFields(event.usage) ? event.usage : read.usage,
      }
      if (!isFields(delta)) return ''
      const pieces: readonly unknown[] = Array.isArray(delta.tool_calls) ? delta.tool_calls : []
      for (const piece of pieces) if (isFields(piece)) addCall(calls, piece)
      const text = textOf(delta.content)
      content += text
      return text
    },
    end: (): Read => {
      const tools = calls.size === 0 ? {} : { tool_calls: [...calls.values()] }
      return { ...read, content, message: { role: 'assistant', content: content || null, ...tools } }
    },
  }
}

/** A call of a tool comes in pieces too: its name first, then its arguments. */
function addCall(calls: Map<number, Fields>, { index, ...piece }: Fields): void {
  const place = typeof index === 'number' ? index : calls.size
  const known = calls.get(place) ?? {}
  const [before, now] = [known.function, piece.function].map((each) => (isFields(each) ? each : {}))
  const joined = { ...before, ...now, arguments: textOf(before?.arguments) + textOf(now?.arguments) }
  calls.set(place, { ...known, ...piece, function: joined })
}
