import { readUsage, type Tally } from './usage.js'

/** Reads usage and id out of an answer as its bytes pass, whether it is one JSON document or a stream of events. */
export function createMeter({ stream }: { stream: boolean }) {
  const decoder = new TextDecoder()
  const tally: Tally = { id: null, usage: null, words: 0 }
  const countWords = createWordCounter(tally)
  let rest = ''

  const read = (text: string): void => {
    const part = parseJson(text)
    if (typeof part !== 'object' || part === null) return
    if ('id' in part && typeof part.id === 'string') tally.id = part.id
    if ('usage' in part) tally.usage = readUsage(part.usage) ?? tally.usage
    if ('choices' in part && Array.isArray(part.choices)) part.choices.forEach(countWords)
  }
  const readLine = (line: string): void => {
    if (line.startsWith('data:')) read(line.slice('data:'.length))
  }

  return {
    push: (bytes: Uint8Array): void => {
      rest += decoder.decode(bytes, { stream: true })
      if (!stream) return
      const lines = rest.split(/\r\n|\n/)
      rest = lines.pop() ?? ''
      lines.forEach(readLine)
    },
    end: (): Tally => {
      if (stream) readLine(rest)
      else read(rest)
      return tally
    },
  }
}

/** Counts words across the pieces of a stream: a word that two pieces share is one. */
function createWordCounter(tally: Tally) {
  const endsInWord = new Map<number, boolean>()
  return (choice: unknown, position: number): void => {
    const text = textOf(choice)
    if (text === '') return
    const words = text.split(/\s+/).filter(Boolean).length
    const continues = endsInWord.get(position) === true && /^\S/.test(text)
    tally.words += continues ? words - 1 : words
    endsInWord.set(position, /\S$/.test(text))
  }
}

function textOf(choice: unknown): string {
  if (typeof choice !== 'object' || choice === null) return ''
  const message = 'message' in choice ? choice.message : 'delta' in choice ? choice.delta : null
  if (typeof message !== 'object' || message === null || !('content' in message)) return ''
  return typeof message.content === 'string' ? message.content : ''
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null // Not JSON, such as the stream's [DONE]: it carries neither usage nor id.
  }
}
