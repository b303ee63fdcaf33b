/**
 * The same answer, which calls `release` once it is over: read to its end, broken off, or left and read to its end without the reader.
 */
export function releaseAfter(response: Response, release: () => void): Response {
  if (!response.body) {
    release()
    return response
  }
  const reader = response.body.getReader()
  const body = new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        try {
          const { done, value } = await reader.read()
          if (!done) return controller.enqueue(value)
        } catch (error) {
          release()
          throw error
        }
        release()
        controller.close()
      },
      cancel: async (reason) => {
        try {
          await reader.cancel(reason)
        } finally {
          release()
        }
      },
    },
    { highWaterMark: 0 },
  )
  return new Response(body, response)
}
