type Answer = Readonly<Record<string, unknown>> & { data: readonly Readonly<Record<string, unknown>>[] }

/** The images of an answer, decoded; null when it doesn't hold every one of them itself. */
export function readImages(bytes: Uint8Array): readonly Uint8Array[] | null {
  const images = readAnswer(bytes)?.data.map(({ b64_json: text }) => decode(text))
  const whole = images?.filter((image) => image !== null) ?? []
  return whole.length > 0 && whole.length === images?.length ? whole : null
}

/** The same answer with an address in the place of each image, and nothing else but the prompt as the model revised it. */
export function withUrls(bytes: Uint8Array, urlOf: (index: number) => string): string {
  const { created, data } = readAnswer(bytes) ?? { created: 0, data: [] }
  const rewritten = data.map(({ revised_prompt }, index) => ({ url: urlOf(index), revised_prompt }))
  return JSON.stringify({ created, data: rewritten })
}

function decode(text: unknown): Uint8Array | null {
  if (typeof text !== 'string' || text === '') return null
  const bytes = Buffer.from(text, 'base64')
  // The decoder skips what it doesn't know.
  return bytes.toString('base64') === text ? new Uint8Array(bytes) : null
}

function readAnswer(bytes: Uint8Array): Answer | null {
  try {
    const answer: unknown = JSON.parse(new TextDecoder().decode(bytes))
    if (typeof answer !== 'object' || answer === null || !('data' in answer)) return null
    const { data } = answer
    return Array.isArray(data) && data.every(isObject) ? { ...answer, data } : null
  } catch {
    return null // Not JSON, so that it holds no images.
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null
