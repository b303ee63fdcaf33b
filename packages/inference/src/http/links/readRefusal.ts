import type { ProviderReply } from '../toProviderError.js'

const mostBytes = 64 * 1024
const mostWaitMs = 86_400_000

/** Reads what a provider answered in place of an answer: its beginning, since nobody has to listen for longer, and how long it asks to wait. */
export async function readRefusal(response: Response, now = Date.now): Promise<ProviderReply> {
  const { status, headers } = response
  return { status, body: await readBeginning(response), retryAfterMs: readRetryAfter(headers, now) }
}

async function readBeginning(response: Response): Promise<string> {
  const reader = response.body?.getReader()
  const decoder = new TextDecoder()
  let text = ''
  try {
    for (let length = 0; reader && length < mostBytes; ) {
      const { done, value } = await reader.read()
      if (done) return text + decoder.decode()
      length += value.length
      text += decoder.decode(value, { stream: true })
    }
    await reader?.cancel()
  } catch {
    return text // It broke off: the status and what came are all there is to know.
  }
  return text
}

/** `Retry-After` in seconds or as a date, or the finer header that gateways use; undefined for neither. */
export function readRetryAfter(headers: Headers, now = Date.now): number | undefined {
  const fine = Number(headers.get('retry-after-ms') ?? Number.NaN)
  const said = headers.get('retry-after') ?? ''
  const coarse = /^\d+$/.test(said) ? Number(said) * 1_000 : Date.parse(said) - now()
  const found = Number.isFinite(fine) ? fine : coarse
  return Number.isFinite(found) ? Math.min(Math.max(found, 0), mostWaitMs) : undefined
}
