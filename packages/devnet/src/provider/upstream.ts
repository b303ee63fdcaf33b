import { UpstreamError } from '../errors.js'

/** A request as it goes on to the model. The path is below `/v1`, such as `/chat/completions`. */
export type UpstreamRequest = {
  method: string
  path: string
  contentType: string | null
  /** Null where the method has none. */
  body: Uint8Array | null
}

/** Where answers come from: an OpenAI-compatible server, or the scripted model. */
export type Upstream = (request: UpstreamRequest) => Promise<Response>

const endpointOf = (url: string, path: string): string => `${url.replace(/\/+$/, '')}${path}`

/** An OpenAI-compatible server. `signal` ends every answer that is under way. */
export const createUpstream =
  (url: string, { signal }: { signal: AbortSignal }): Upstream =>
  async ({ method, path, contentType, body }) =>
    fetch(endpointOf(url, path), {
      method,
      // None of the caller's headers: what pays here must not be seen there, nor any key meant for here.
      headers: {
        'accept-encoding': 'identity',
        ...(contentType === null ? {} : { 'content-type': contentType }),
      },
      body: body === null ? null : new Uint8Array(body),
      redirect: 'error',
      signal,
    })

/** A request with a JSON body. */
export const jsonRequest = (path: string, body: unknown): UpstreamRequest => ({
  method: 'POST',
  path,
  contentType: 'application/json',
  body: new TextEncoder().encode(JSON.stringify(body)),
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
    const response = await fetch(endpointOf(url, '/models'), { signal: AbortSignal.timeout(10_000) })
    return await response.json()
  } catch (cause) {
    throw new UpstreamError({ url, reason: 'does not answer GET /models with JSON', cause })
  }
}
