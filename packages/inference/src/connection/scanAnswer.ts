import type { Ending } from '../http/links/link.js'
import { parseObject } from '../http/parseObject.js'

type Fields = Readonly<Record<string, unknown>>

/** What an answer says of itself. */
export type Scan = { id: string | null; usage: Fields | null }

/** An answer's bookkeeping is short; what is longer is content. */
const longestLine = 2 ** 20

/** Reads id and usage out of a stream of events as its bytes pass. Only lines that can hold either are parsed. */
export function scanStream() {
  const decoder = new TextDecoder()
  const scan: Scan = { id: null, usage: null }
  /** What was used so far: some models say so in every event. */
  let soFar: Fields | null = null
  let rest = ''
  const read = (line: string) => {
    if (/^data: ?\[DONE\]/.test(line)) scan.usage = soFar
    if (scan.id !== null && !line.includes('"usage"')) return
    const event = parseObject(/^data:\s*(\{.*\})\s*$/.exec(line)?.[1] ?? '')
    if (!event) return
    scan.id ??= idOf(event)
    soFar = usageOf(event) ?? soFar
    // The event of the whole usage holds no part of an answer.
    if (Array.isArray(event.choices) && event.choices.length === 0) scan.usage = soFar
  }
  return {
    scan,
    push: (bytes: Uint8Array): void => {
      const lines = (rest + decoder.decode(bytes, { stream: true })).split('\n')
      rest = lines.pop() ?? ''
      lines.forEach(read)
      if (rest.length > longestLine) rest = ''
    },
    /** Of a stream that broke off or was left, what it had used by then says nothing of what is billed. */
    end: (how: Ending['how']): void => {
      read(rest)
      if (how === 'complete') scan.usage = soFar
    },
  }
}

/** The same of a whole document. */
export function scanDocument(text: string): Scan {
  const document = parseObject(text)
  return document ? { id: idOf(document), usage: usageOf(document) } : { id: null, usage: null }
}

/** What is longer is no bookkeeping either, and would be kept with a thousand answers. */
const longestId = 1_024
const longestUsage = 2 ** 14

const idOf = ({ id }: Fields): string | null =>
  typeof id === 'string' && id !== '' && id.length <= longestId ? id : null

function usageOf({ usage }: Fields): Fields | null {
  if (typeof usage !== 'object' || usage === null || Array.isArray(usage)) return null
  return JSON.stringify(usage).length <= longestUsage ? { ...usage } : null
}
