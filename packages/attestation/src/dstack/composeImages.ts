/** A Docker Compose text, as far as it says which images run. */
export type ComposeImages = {
  /** Every image that it names, as it names it. */
  images: readonly string[]
  /** What keeps the text from saying which code runs: images that aren't pinned, and lines that can't be judged. */
  faults: readonly string[]
}

const pinned = /^[\w.\-/:]+@sha256:[0-9a-f]{64}$/
/** Keys that bring in code or text that the compose itself does not hold. */
const elsewhere = ['build', 'extends', 'include']

/**
 * Lists the images of a Docker Compose text and what keeps it from fixing them.
 *
 * This reads the plain block form of YAML in which such texts are written, line by line. A line in any other form, which might hide an image from
 * this reader and not from Docker, is a fault: what can't be judged is not pinned. Pinned means `name@sha256:` and 64 hex digits, without variables.
 *
 * @example
 * ```ts
 * import { composeImages } from '@zg/attestation'
 *
 * composeImages('services:\n  db:\n    image: mysql:8.0\n').faults // ['line 3: mysql:8.0 is not pinned']
 * ```
 */
export function composeImages(text: string): ComposeImages {
  const images: string[] = []
  const faults: string[] = []
  const skipped = scalarLines(text.split(/\r?\n/))
  for (const { line, number } of skipped) {
    const { value, key, fault } = readLine(line)
    if (fault !== undefined) faults.push(`line ${number}: ${fault}`)
    if (key === 'image') {
      const image = unquote(value)
      images.push(image)
      if (!pinned.test(image)) faults.push(`line ${number}: ${image || 'an image without a name'} is not pinned`)
    }
    if (key === 'type' && unquote(value) === 'image') faults.push(`line ${number}: it mounts an image`)
    if (elsewhere.includes(key)) faults.push(`line ${number}: ${key} takes code from elsewhere`)
  }
  if (images.length === 0) faults.push('it names no image')
  return { images, faults }
}

type NumberedLine = { line: string; number: number }

/** The lines outside block scalars (`|` and `>`), which hold text for others to read, and without what is empty or a comment. */
function scalarLines(lines: readonly string[]): NumberedLine[] {
  const kept: NumberedLine[] = []
  let scalar: { parent: number; indent: number | null } | null = null
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') continue
    const indent = line.search(/[^ ]/)
    if (scalar && indent > scalar.parent && indent >= (scalar.indent ?? 0)) {
      scalar = { parent: scalar.parent, indent: scalar.indent ?? indent }
      continue
    }
    scalar = null
    if (line[indent] === '#') continue
    kept.push({ line, number: index + 1 })
    if (/(?:^|[:\s-] *)[|>][+-]?\s*(?:#.*)?$/.test(line) && opensScalar(line)) {
      scalar = { parent: columnOf(line), indent: null }
    }
  }
  return kept
}

const markers = /^ *(?:- +)*/

/** Where the key of a line, or its last dash, stands: what is indented more belongs to it. */
function columnOf(line: string): number {
  const start = markers.exec(line)?.[0].length ?? 0
  return /^[|>]/.test(line.slice(start)) ? line.lastIndexOf('-', start) : start
}

function opensScalar(line: string): boolean {
  const { value, fault } = readLine(line)
  return fault === undefined && /^[|>]/.test(value)
}

type ReadLine = { key: string; value: string; fault?: string | undefined }

function readLine(line: string): ReadLine {
  if (/^ *\t/.test(line)) return { key: '', value: '', fault: 'it is indented with tabs' }
  const content = line.replace(markers, '')
  if (/^(?:---|\.\.\.)\s*$/.test(line)) return { key: '', value: '', fault: 'it starts another document' }
  if (content === '-') return { key: '', value: '' }
  const [, key, rest] = /^("[^"\\]*"|'[^']*'|[^\s"'#&*!|>%@`{}[\],?:-][^:]*?|<<)\s*:(?:\s+(.*))?$/.exec(content) ?? []
  if (key === undefined) return { key: '', value: content, fault: judgeValue(content) }
  const value = (rest ?? '').replace(/^&\S+(?:\s+|$)/, '')
  return { key: unquote(key), value, fault: judgeValue(value) }
}

/** What is wrong with a value that may open a form which this reader doesn't know. */
function judgeValue(value: string): string | undefined {
  if (value === '' || /^\{\s*\}\s*(?:#.*)?$/.test(value) || /^[|>][+-]?\s*(?:#.*)?$/.test(value)) return undefined
  if (value.startsWith('"')) {
    return /^"(?:[^"\\]|\\.)*"\s*(?:#.*)?$/.test(value) ? undefined : 'a quotation does not end on it'
  }
  if (value.startsWith("'")) {
    return /^'(?:[^']|'')*'\s*(?:#.*)?$/.test(value) ? undefined : 'a quotation does not end on it'
  }
  if (value.startsWith('[')) {
    const bare = value.replace(/"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'/g, '')
    return /^\[[^[\]{}"']*\]\s*(?:#.*)?$/.test(bare) ? undefined : 'a list does not end on it'
  }
  return /^[#&!|>%@`{}\],?]/.test(value) || /^[?-](?:\s|$)/.test(value) ? 'its form is not one that can be judged' : undefined
}

function unquote(value: string): string {
  const quoted = /^"([^"\\]*)"|^'([^']*)'/.exec(value)
  return quoted ? (quoted[1] ?? quoted[2] ?? '') : value.replace(/(?:^|\s+)#.*$/, '').trim()
}
