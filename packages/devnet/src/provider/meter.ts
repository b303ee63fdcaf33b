import { isUsage, type Tally } from './usage.js'

/** Reads usage and id out of an answer as its bytes pass, whether it is one JSON document or a stream of events. */
export function createMeter({ stream }: { stream: boolean }) {
  const decoder = new TextDecoder()
  let rest = ''
  const tally: Tally = { id: null, usage: null, words: 0 }

  const readLine = (line: string) => {
    if (line.startsWith('data: ') && !line.startsWith('data: [DONE]'))
      read(line.slice('data: '.length), tally)
  }
  return {
    push: (bytes: Uint8Array): void => {
      rest += decoder.decode(bytes, { stream: true })
      if (!stream) return
      const lines = rest.split('\n')
      rest = lines.pop() ?? ''
      lines.forEach(readLine)
    },
    end: (): Tally => {
      if (stream) readLine(rest)
      else read(rest, tally)
      return tally
    },
  }
}

function read(text: string, tally: Tally): void {
  const part = parseJson(text)
  if (typeof part !== 'object' || part === null) return
  if ('id' in part && typeof part.id === 'string') tally.id = part.id
  if ('usage' in part && isUsage(part.usage)) tally.usage = part.usage
  if ('choices' in part && Array.isArray(part.choices)) {
    const [choice] = part.choices
    const text = choice?.message?.content ?? choice?.delta?.content
    if (typeof text === 'string') tally.words += text.split(/\s+/).filter(Boolean).length
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null // Not JSON: it carries neither usage nor id, and the words stay uncounted.
  }
}
