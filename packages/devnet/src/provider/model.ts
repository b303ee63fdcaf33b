import { countTokens } from 'gpt-tokenizer/encoding/o200k_base'

export type Message = { role: string; content: unknown }
export type Usage = { prompt_tokens: number; completion_tokens: number; total_tokens: number }

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

/** The text of a message: a string, the text parts of an array, nothing of null. */
export function textOf({ content }: Message): string {
  if (typeof content === 'string') return content
  if (!Array.isArray(content)) return ''
  return content.map((part: unknown) => (isTextPart(part) ? part.text : '')).join('')
}

const isTextPart = (part: unknown): part is { text: string } =>
  typeof part === 'object' && part !== null && 'text' in part && typeof part.text === 'string'

/** Answers the last message from a script, within `maxTokens`, and counts tokens with a real tokenizer. */
export function answer(
  messages: readonly Message[],
  maxTokens: number | undefined,
): { text: string; finish: 'stop' | 'length'; usage: Usage } {
  const question = textOf(messages.at(-1) ?? { role: 'user', content: '' })
  const [, scripted] = script.find(([pattern]) => pattern.test(question)) ?? []
  const whole = scripted ?? `This is a scripted answer to: ${question}`
  const { text, finish } = cut(whole, maxTokens)
  const prompt_tokens = messages.reduce((sum, message) => sum + countTokens(textOf(message)) + 4, 3)
  const completion_tokens = countTokens(text)
  return {
    text,
    finish,
    usage: { prompt_tokens, completion_tokens, total_tokens: prompt_tokens + completion_tokens },
  }
}

/** Pieces as a stream delivers them: words with the space before them. */
export const pieces = (text: string): readonly string[] => text.match(/\s*\S+/g) ?? []

function cut(text: string, maxTokens: number | undefined): { text: string; finish: 'stop' | 'length' } {
  if (maxTokens === undefined || countTokens(text) <= maxTokens) return { text, finish: 'stop' }
  let kept = ''
  for (const piece of pieces(text)) {
    if (countTokens(kept + piece) > maxTokens) break
    kept += piece
  }
  return { text: kept, finish: 'length' }
}
