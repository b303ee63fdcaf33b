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
  let rest = ''
  const read = (line: string) => {
    if (scan.id !== null && !line.includes('"usage"')) return
    const event = parseObject(/^data:\s*(\{.*\})\s*$/.exec(line)?.[1] ?? '')
    if (!event) return
    scan.id ??= idOf(event)
    scan.usage = usageOf(event) ?? scan.usage
  }
  return {
    scan,
    push: (bytes: Uint8Array): void => {
      const lines = (rest + decoder.decode(bytes, { stream: true })).split('\n')
      rest = lines.pop() ?? ''
      lines.forEach(read)
      if (rest.length > longestLine) rest = ''
    },
    end: (): void => read(rest),
  }
}

/** The same of a whole document. */
export function scanDocument(text: string): Scan {
  const document = parseObject(text)
  return document ? { id: idOf(document), usage: usageOf(document) } : { id: null, usage: null }
}

const idOf = ({ id }: Fields): string | null => (typeof id === 'string' && id !== '' ? id : null)

function usageOf({ usage }: Fields): Fields | null {
  return typeof usage === 'object' && usage !== null && !Array.isArray(usage) ? { ...usage } : null
}
