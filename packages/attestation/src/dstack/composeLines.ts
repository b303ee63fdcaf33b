/** One line of a Docker Compose text that is no comment and no text for others to read. */
export type ComposeLine = {
  number: number
  /** How far it is indented, and where what stands behind its dashes begins. */
  indent: number
  start: number
  /** Empty when the line has none. */
  key: string
  /** Without its quotation marks and comment. */
  value: string
  /** Why the line can't be judged; null when it can. */
  fault: string | null
}

const indentAndDashes = /^ *(?:- +)*/
const scalarHeader = /^[|>][+-]?\s*(?:#.*)?$/
const quotations = /"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'/g
const keyed = /^("[^"\\]*"|'[^']*'|[^\s"'#&*!|>%@`{}[\],?:-][^:]*(?::[^\s:][^:]*)*?)\s*:(?:\s+(.*))?$/
const unendedList = 'its list does not end'
/** Of a line, in characters: what reads it takes time by the square of its length. */
const longest = 8_192
const nothing = { key: '', value: '', opensScalar: false } as const

/** Characters that end a line for some readers of YAML and not for others. */
const doubtful = /\r(?!\n)|(?![\t\r])\p{Cc}|[\u2028\u2029\ufeff]/u

/** Reads the lines of a Docker Compose text; those inside block scalars (`|` and `>`) and comments are left out. */
export function composeLines(text: string): ComposeLine[] {
  const lines = text.split(/\r?\n/)
  const read = lines.flatMap((line, index) =>
    doubtful.test(line) ? [unclear(index + 1, 'it holds control characters')] : [],
  )
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? ''
    const number = index + 1
    if (/^ *(?:#.*)?$/.test(line)) continue
    if (line.length > longest) {
      read.push(unclear(number, 'it is too long to judge'))
      continue
    }
    const one = readLine(line)
    if (one.opensScalar) index = lastOfScalar(lines, index)
    const list = one.fault === unendedList ? joinList(lines, index) : null
    if (list) index = list.last
    const { key, value, fault } = list ? readLine(list.line) : one
    const start = indentAndDashes.exec(line)?.[0].length ?? 0
    read.push({ number, indent: line.search(/[^ ]/), start, key, value, fault })
  }
  return read
}

const unclear = (number: number, fault: string): ComposeLine => ({
  ...{ number, indent: 0, start: 0, key: '', value: '', fault },
})

/** A list `[…]` written over several lines, as one line; null when it can't be told where it ends. */
function joinList(lines: readonly string[], start: number): { line: string; last: number } | null {
  let line = lines[start] ?? ''
  for (let last = start + 1; last < lines.length; last += 1) {
    line = `${line} ${(lines[last] ?? '').trim()}`
    // What stands behind # may be a comment, with quotation marks that are none.
    if (line.includes('#') || line.length > longest / 2) return null
    const { fault } = readLine(line)
    if (fault !== unendedList) return fault === null ? { line, last } : null
  }
  return null
}

/** The last line of the block scalar that a line opens: those indented as far as its first one, and further than what opened it. */
function lastOfScalar(lines: readonly string[], start: number): number {
  const opening = lines[start] ?? ''
  const dashes = indentAndDashes.exec(opening)?.[0] ?? ''
  // Without a key the scalar belongs to the last dash.
  const parent = scalarHeader.test(opening.slice(dashes.length)) ? dashes.lastIndexOf('-') : dashes.length
  let indent: number | null = null
  for (let index = start + 1; index < lines.length; index += 1) {
    const line = lines[index] ?? ''
    if (line.trim() === '') continue
    const own = line.search(/[^ ]/)
    if (own <= parent || own < (indent ?? 0)) return index - 1
    indent ??= own
  }
  return lines.length - 1
}

type ReadLine = Pick<ComposeLine, 'key' | 'value' | 'fault'> & { opensScalar: boolean }

function readLine(line: string): ReadLine {
  if (/^[ -]*\t/.test(line)) return { ...nothing, fault: 'it is indented with tabs' }
  if (/^(?:---|\.\.\.|%)/.test(line)) return { ...nothing, fault: 'it starts another document' }
  const content = line.replace(indentAndDashes, '').trimEnd()
  const [, name, rest = ''] = keyed.exec(content) ?? []
  if (name === undefined) return { key: '', ...readValue(content) }
  const anchored = rest.replace(/^&\S+(?:\s+|$)/, '')
  const value = name === '<<' ? anchored.replace(/^\*/, '') : anchored
  return { key: bare(name), ...readValue(value) }
}

const readValue = (value: string) => ({
  value: bare(value),
  fault: faultOf(value),
  opensScalar: scalarHeader.test(value),
})

/** What is wrong with a value that may open a form which this reader doesn't know. */
function faultOf(value: string): string | null {
  if (scalarHeader.test(value)) return null
  const rest = value.replace(quotations, '')
  if (/^["']/.test(value)) return /^\s*(?:#.*)?$/.test(rest) ? null : 'its quotation can’t be judged'
  if (value.startsWith('[')) {
    if (/^\[[^[\]{}"'#]*\]\s*(?:#.*)?$/.test(rest)) return null
    return /^\[[^[\]{}#]*$/.test(rest) ? unendedList : 'its list can’t be judged'
  }
  if (value.startsWith('{')) {
    const isPlain =
      /^\{[^[\]{}"'#]*\}\s*(?:#.*)?$/.test(rest) && !/image|build|extends|include|\\/.test(value)
    return isPlain ? null : 'its braces can’t be judged'
  }
  return /^(?:[#&*!|>%@`}\],?]|[-:](?:\s|$))/.test(value) ? 'its form can’t be judged' : null
}

function bare(value: string): string {
  const [, double, single] = /^"([^"\\]*)"|^'([^']*)'/.exec(value) ?? []
  return double ?? single ?? value.replace(/(?:^|\s+)#.*$/, '').trim()
}
