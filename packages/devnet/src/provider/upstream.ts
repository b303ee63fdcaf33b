import { UpstreamError } from '../errors.js'
import type { ChatRequest } from './chatRequest.js'
import { createScriptedUpstream } from './scriptedUpstream.js'

/** Where answers come from: an OpenAI-compatible server, or the scripted model. */
export type Upstream = (body: ChatRequest['body']) => Promise<Response>

export function createUpstream(url: string | undefined): Upstream {
  if (url === undefined) return createScriptedUpstream()
  const endpoint = `${url.replace(/\/+$/, '')}/chat/completions`
  return (body) =>
    fetch(endpoint, {
      method: 'POST',
      // None of the caller's headers: what pays here must not be seen there.
      headers: { 'content-type': 'application/json', 'accept-encoding': 'identity' },
      body: JSON.stringify(body),
    })
}

/**
 * The first model that the upstream lists.
 *
 * Throws `UpstreamError` when it can't be reached or lists none.
 */
export async function readUpstreamModel(url: string): Promise<string> {
  const list = await readModels(url)
  const first =
    typeof list === 'object' && list !== null && 'data' in list && Array.isArray(list.data)
      ? list.data[0]?.id
      : null
  if (typeof first === 'string') return first
  throw new UpstreamError({ url, reason: 'lists no model' })
}

async function readModels(url: string): Promise<unknown> {
  const endpoint = `${url.replace(/\/+$/, '')}/models`
  try {
    const response = await fetch(endpoint, { signal: AbortSignal.timeout(10_000) })
    return await response.json()
  } catch (cause) {
    throw new UpstreamError({ url, reason: 'does not answer GET /models with JSON', cause })
  }
}
