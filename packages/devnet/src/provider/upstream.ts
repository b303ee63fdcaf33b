import { UpstreamError } from '../errors.js'
import type { ChatRequest } from './chatRequest.js'

/** Where answers come from: an OpenAI-compatible server, or the scripted model. */
export type Upstream = (body: ChatRequest['body']) => Promise<Response>

const endpointOf = (url: string, path: string): string => `${url.replace(/\/+$/, '')}/${path}`

/** An OpenAI-compatible server. `signal` ends every answer that is under way. */
export const createUpstream =
  (url: string, { signal }: { signal: AbortSignal }): Upstream =>
  async (body) =>
    fetch(endpointOf(url, 'chat/completions'), {
      method: 'POST',
      // None of the caller's headers: what pays here must not be seen there, nor any key meant for here.
      headers: { 'content-type': 'application/json', 'accept-encoding': 'identity' },
      body: JSON.stringify(body),
      redirect: 'error',
      signal,
    })

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
  try {
    const response = await fetch(endpointOf(url, 'models'), { signal: AbortSignal.timeout(10_000) })
    return await response.json()
  } catch (cause) {
    throw new UpstreamError({ url, reason: 'does not answer GET /models with JSON', cause })
  }
}
