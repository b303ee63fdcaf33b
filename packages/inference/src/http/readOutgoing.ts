import { bytesToUtf8, InvalidEncodingError } from '@zg/core'
import { ForeignUrlError } from '../connection/errors.js'
import type { Outgoing } from './links/link.js'
import { parseObject } from './parseObject.js'

/** Of the caller's headers these go on. Its own key, cookies and what names its machine stay here; and pages may send no others to a provider. */
const passed = ['content-type', 'accept'] as const

/**
 * Reads what a caller gave to `fetch`, in any of its forms, into a request for the service at `root`. The body becomes bytes here and once.
 *
 * Throws `ForeignUrlError` for a URL that isn't below the service's API, what `Request` throws, and what a body that can't be read throws.
 */
export async function readOutgoing(
  input: Parameters<typeof globalThis.fetch>[0],
  init: RequestInit | undefined,
  root: string,
): Promise<Outgoing> {
  // A stream for a body has to be announced as one.
  const announced = { ...init, duplex: 'half' }
  const request = new Request(input, announced)
  const path = pathBelow(root, request.url)
  const { method } = request
  const body = method === 'GET' || method === 'HEAD' ? null : new Uint8Array(await request.arrayBuffer())
  const headers: Record<string, string> = { 'accept-encoding': 'identity' }
  for (const name of passed) {
    const value = request.headers.get(name)
    if (value !== null) headers[name] = value
  }
  const signal = init?.signal ?? (input instanceof Request ? input.signal : undefined)
  return {
    method,
    path,
    headers,
    body,
    fields: fieldsOf(body, headers),
    signal,
    beforeSend: async () => undefined,
  }
}

function pathBelow(root: string, address: string): string {
  const { origin, pathname, search } = new URL(address)
  const url = `${origin}${pathname}`
  const isBelow = ['/v1/proxy/', '/v1/async/'].some((path) => url.startsWith(`${root}${path}`))
  if (!isBelow) throw new ForeignUrlError({ url: address, root })
  return `${url.slice(root.length)}${search}`
}

/** What a body says where it is JSON: by its own word, or by its first letter where it says nothing of itself. */
function fieldsOf(body: Uint8Array | null, headers: Readonly<Record<string, string>>): Outgoing['fields'] {
  const type = headers['content-type'] ?? 'application/json'
  if (!body || !/\bjson\b|^text\/plain\b/i.test(type)) return null
  try {
    return parseObject(bytesToUtf8(body))
  } catch (error) {
    if (error instanceof InvalidEncodingError) return null
    throw error
  }
}
