/** The same answer with another body: one that is hashed and counted. */
export function copyOf(
  response: Response,
  body: ReadableStream<Uint8Array<ArrayBuffer>> | Uint8Array<ArrayBuffer>,
): Response {
  const { status, statusText } = response
  const headers = new Headers(response.headers)
  // Of the bytes as they came over the wire, which these may not be any more.
  for (const name of ['content-encoding', 'content-length', 'transfer-encoding']) headers.delete(name)
  return new Response(status === 204 || status === 205 ? null : body, { status, statusText, headers })
}
