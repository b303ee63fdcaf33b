import type { ChatRequest } from './chatRequest.js'
import { ProviderRejection } from './rejection.js'
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

/** The first model that the upstream lists. */
export async function readUpstreamModel(url: string): Promise<string> {
  const response = await fetch(`${url.replace(/\/+$/, '')}/models`, { signal: AbortSignal.timeout(10_000) })
  const list: unknown = await response.json()
  const first =
    typeof list === 'object' && list !== null && 'data' in list && Array.isArray(list.data)
      ? list.data[0]?.id
      : null
  if (typeof first === 'string') return first
  throw new ProviderRejection('the upstream lists no model', 502)
}
