/** A stream of server-sent events, one for each time that it is read. */
export function streamEvents(events: readonly string[]): Response {
  const left = [...events]
  const encoder = new TextEncoder()
  const body = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      const event = left.shift()
      if (event === undefined) controller.close()
      else controller.enqueue(encoder.encode(`data: ${event}\n\n`))
    },
  })
  return new Response(body, { headers: { 'content-type': 'text/event-stream' } })
}
