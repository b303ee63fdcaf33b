import { NetworkError } from '@zg/core'

const defaultTimeoutMs = 10_000
const mostBytes = 4 * 2 ** 20

type Options = {
  fetch?: typeof globalThis.fetch | undefined
  signal?: AbortSignal | undefined
  timeoutMs?: number | undefined
  headers?: Readonly<Record<string, string>> | undefined
  /** Who is asked, for the error's text. */
  what?: string | undefined
}

/**
 * Reads a small document from a provider: bounded in time and size, and no redirect is followed.
 *
 * Throws `NetworkError` when the provider is unreachable, too slow, or answers with more than 4 MiB; the signal's reason when it aborts.
 */
export async function fetchText(
  url: string,
  { fetch = globalThis.fetch, signal, timeoutMs = defaultTimeoutMs, headers, what = 'The provider' }: Options,
): Promise<{ status: number; text: string }> {
  signal?.throwIfAborted()
  const timeout = AbortSignal.timeout(timeoutMs)
  const stop = signal ? AbortSignal.any([signal, timeout]) : timeout
  try {
    const response = await fetch(url, {
      redirect: 'error',
      signal: stop,
      headers: { accept: 'application/json', ...headers },
    })
    return { status: response.status, text: await readText(response, { what, url }) }
  } catch (cause) {
    signal?.throwIfAborted()
    if (cause instanceof NetworkError) throw cause
    const reason = timeout.aborted ? 'timeout' : 'refused'
    throw new NetworkError({
      what,
      url,
      reason,
      ...(timeout.aborted ? { timeoutMs } : { cause }),
    })
  }
}

async function readText(response: Response, { what, url }: { what: string; url: string }): Promise<string> {
  const reader = response.body?.getReader()
  const decoder = new TextDecoder()
  let text = ''
  for (let length = 0; reader; ) {
    const { done, value } = await reader.read()
    if (done) break
    length += value.length
    if (length > mostBytes) {
      await reader.cancel()
      throw new NetworkError({ what, url, reason: 'invalid' })
    }
    text += decoder.decode(value, { stream: true })
  }
  return text + decoder.decode()
}
