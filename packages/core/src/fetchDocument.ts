import { concatBytes } from './encoding.js'
import { NetworkError } from './networkError.js'

const defaultTimeoutMs = 10_000
const usualBytes = 4 * 2 ** 20
const jsonHeaders = { 'content-type': 'application/json' }

/**
 * Reads a document from a server: bounded in time and size, and no redirect is followed.
 *
 * Throws `NetworkError` when the server is unreachable, too slow (10 seconds by default), or answers with more than `mostBytes` (4 MiB by default); the
 * signal's reason when it aborts. Any status is an answer.
 *
 * @example
 * ```ts
 * import { bytesToUtf8, fetchDocument } from '@zg/core'
 *
 * const { status, bytes } = await fetchDocument('http://127.0.0.1:8080/v1/models', { what: 'The provider' })
 * console.log(status, bytesToUtf8(bytes))
 * ```
 */
export async function fetchDocument(
  url: string,
  {
    what,
    fetch = globalThis.fetch,
    signal,
    timeoutMs = defaultTimeoutMs,
    headers = {},
    json,
    mostBytes = usualBytes,
  }: fetchDocument.Options,
): Promise<fetchDocument.Document> {
  signal?.throwIfAborted()
  const timeout = AbortSignal.timeout(timeoutMs)
  const stop = signal ? AbortSignal.any([signal, timeout]) : timeout
  try {
    const response = await fetch(url, {
      ...(json === undefined
        ? { headers }
        : { headers: { ...headers, ...jsonHeaders }, method: 'POST', body: json }),
      ...{ redirect: 'error', signal: stop },
    })
    const bytes = await readBody(response, { what, url, mostBytes })
    return { status: response.status, headers: response.headers, bytes }
  } catch (cause) {
    signal?.throwIfAborted()
    if (cause instanceof NetworkError) throw cause
    const reason = timeout.aborted ? 'timeout' : 'refused'
    throw new NetworkError({ what, url, reason, ...(timeout.aborted ? { timeoutMs } : { cause }) })
  }
}

export declare namespace fetchDocument {
  type Options = {
    /** Who is asked, for the error's text. */
    what: string
    fetch?: typeof globalThis.fetch | undefined
    signal?: AbortSignal | undefined
    timeoutMs?: number | undefined
    headers?: Readonly<Record<string, string>> | undefined
    /** A JSON text to post; without one the document is only asked for. */
    json?: string | undefined
    mostBytes?: number | undefined
  }
  type Document = { status: number; headers: Headers; bytes: Uint8Array }
}

/**
 * Reads a body whole, but no more of it than `mostBytes`.
 *
 * Throws `NetworkError` (`invalid`) for more, and what the body breaks off with.
 *
 * @example
 * ```ts
 * import { readBody } from '@zg/core'
 *
 * const url = 'http://127.0.0.1:8080/v1/models'
 * const bytes = await readBody(await fetch(url), { what: 'The provider', url, mostBytes: 1_000_000 })
 * console.log(bytes.length)
 * ```
 */
export async function readBody(
  response: Response,
  { what, url, mostBytes }: readBody.Options,
): Promise<Uint8Array> {
  const reader = response.body?.getReader()
  const parts: Uint8Array[] = []
  for (let length = 0; reader; ) {
    const { done, value } = await reader.read()
    if (done) break
    length += value.length
    if (length > mostBytes) {
      await reader.cancel()
      throw new NetworkError({ what, url, reason: 'invalid' })
    }
    parts.push(value)
  }
  return concatBytes(...parts)
}

export declare namespace readBody {
  /** Who was asked, and where, for the error's text. */
  type Options = { what: string; url: string; mostBytes: number }
}
