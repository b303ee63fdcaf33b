import { MalformedEvidenceError } from '../errors.js'
import { isObject, parseJson } from '../json.js'

/**
 * The members of a JSON object as the texts that stand there: what is signed is the text, and parsing and printing it again gives another one.
 *
 * Throws `MalformedEvidenceError` for what is no object, names a member twice, or writes a name with an escape.
 */
export function rawMembers(text: string, format: string): ReadonlyMap<string, string> {
  const fault = (reason: string) => new MalformedEvidenceError(format, reason)
  const parsed = parseJson(text, { format, most: 1_000_000 })
  if (!isObject(parsed)) throw fault('it is no object')
  const members = new Map<string, string>()
  // The text is known to be JSON, so that counting brackets outside of texts finds where a value ends.
  const token = /"(?:[^"\\]|\\.)*"|[{}[\],:]/g
  let depth = 0
  let name: string | undefined
  let from = 0
  for (const { 0: mark, index } of text.matchAll(token)) {
    if (mark === '{' || mark === '[') depth += 1
    else if (depth === 1 && mark.startsWith('"') && name === undefined) name = mark.slice(1, -1)
    else if (depth === 1 && mark === ':') from = index + 1
    else if (depth === 1 && (mark === ',' || mark === '}') && name !== undefined) {
      if (members.has(name) || name.includes('\\')) throw fault(`the member ${name} is ambiguous`)
      members.set(name, text.slice(from, index).trim())
      name = undefined
    }
    if (mark === '}' || mark === ']') depth -= 1
  }
  return members
}
