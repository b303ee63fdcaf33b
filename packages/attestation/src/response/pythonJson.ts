/**
 * What Python's `json.dumps` writes for a JSON text that another Python server wrote: spaces behind commas and colons, and ASCII only.
 *
 * Works on the text's own tokens: parsed numbers would not come back as they were (`1.0`, `1e-07`, whole numbers above 2^53). Null for what is no JSON.
 */
export function pythonJson(text: string): string | null {
  try {
    JSON.parse(text)
  } catch {
    return null // Not JSON, so nothing that Python's json wrote.
  }
  return text.replace(/"(?:[^"\\]|\\.)*"|[,:]|[ \t\r\n]+/g, (token) => {
    if (token.startsWith('"')) return asciiString(token)
    return token.trim() === '' ? '' : `${token} `
  })
}

const short: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
}

function asciiString(token: string): string {
  const text: string = JSON.parse(token)
  // By UTF-16 unit, so that what lies outside the first plane becomes two escapes, as in Python.
  const escaped = text.replace(
    /["\\]|[^ -~]/g,
    (unit) => short[unit] ?? `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
  return `"${escaped}"`
}
