/** Of one connection, or of bytes that `fetch` has already decoded; and those that the provider sets itself. */
const ownToEachSide = [
  'connection',
  'content-encoding',
  'content-length',
  'keep-alive',
  'proxy-authenticate',
  'set-cookie',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'provider',
]

/** The model's headers that go on to the client. */
export function answerHeaders(headers: Headers): Headers {
  const passed = new Headers(headers)
  for (const name of [...passed.keys()]) {
    if (ownToEachSide.includes(name) || name.startsWith('access-control-')) passed.delete(name)
  }
  if (!passed.has('content-type')) passed.set('content-type', 'application/json')
  return passed
}
