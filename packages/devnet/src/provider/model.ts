import type { Usage } from './usage.js'

export type Message = { role: string; content: unknown }
export type Answer = {
  /** Empty when it calls a tool. */
  text: string
  finish: 'stop' | 'length' | 'tool_calls'
  usage: Usage & { total_tokens: number }
}

/** The built-in model says in its name that nobody thought about the answer. */
export const scriptedModel = 'zg-scripted/answers-1'

const script: readonly (readonly [RegExp, string])[] = [
  [/what is 2 ?\+ ?2/i, '2 + 2 = 4.'],
  [
    /football world cups?|world cup holder/i,
    'Brazil owns the largest number of football World Cups with 5 titles.',
  ],
  [/capital of france/i, 'The capital of France is Paris.'],
]
const mostEchoed = 1_000
/** The tokenizer slows down on long runs without a space, so that long texts are counted in pieces. */
const pieceLength = 4_000
/** What chat models add to each message and to the whole. */
const tokensPerMessage = 4
const tokensPerPrompt = 3

/** The text of a message: a string, the text parts of an array, nothing of null. */
export function textOf({ content }: Message): string {
  if (typeof content === 'string') return content
  if (!Array.isArray(content)) return ''
  return content.map((part: unknown) => (isTextPart(part) ? part.text : '')).join('')
}

const isTextPart = (part: unknown): part is { text: string } =>
  typeof part === 'object' && part !== null && 'text' in part && typeof part.text === 'string'

/** Answers the last message from a script within `limit` tokens, or calls a tool; counts tokens with a real tokenizer. */
export async function answer(
  messages: readonly Message[],
  { limit = Number.POSITIVE_INFINITY, call = null }: { limit?: number | undefined; call?: unknown } = {},
): Promise<Answer> {
  // Two megabytes, of no use to who has a model of his own.
  const { decode, encode } = await import('gpt-tokenizer/encoding/o200k_base')
  const tokensIn = (text: string): number => {
    let count = 0
    for (let at = 0; at < text.length; at += pieceLength)
      count += encode(text.slice(at, at + pieceLength)).length
    return count
  }
  const question = textOf(messages.at(-1) ?? { role: 'user', content: '' })
  const [, scripted] = script.find(([pattern]) => pattern.test(question)) ?? []
  const said = call
    ? JSON.stringify(call)
    : (scripted ?? `This is a scripted answer to: ${question.slice(0, mostEchoed)}`)
  const tokens = encode(said)
  // Half a call is none, so that a limit cuts texts only.
  const kept = call ? tokens : tokens.slice(0, limit)
  const prompt_tokens = messages.reduce(
    (sum, message) => sum + tokensIn(textOf(message)) + tokensPerMessage,
    tokensPerPrompt,
  )
  const finish = kept.length < tokens.length ? 'length' : 'stop'
  return {
    text: call ? '' : decode(kept),
    finish: call ? 'tool_calls' : finish,
    usage: {
      prompt_tokens,
      completion_tokens: kept.length,
      total_tokens: prompt_tokens + kept.length,
    },
  }
}

/** Pieces as a stream delivers them: words with the space before them. Joined they are the text. */
export const piecesOf = (text: string): readonly string[] => text.match(/\s*\S+|\s+$/g) ?? []
