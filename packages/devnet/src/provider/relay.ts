/**
 * Passes a body on chunk by chunk, at the reader's pace. `onChunk` may replace a chunk; `onEnd` runs after the last one, before the
 * reader sees the end. A reader that leaves doesn't end the upstream: the rest is read and counted, because it is billed.
 */
export function relay(
  body: ReadableStream<Uint8Array>,
  {
    onChunk,
    onEnd,
    onFailure,
  }: { onChunk: (bytes: Uint8Array) => Uint8Array; onEnd: () => Promise<void>; onFailure: () => void },
): ReadableStream<Uint8Array> {
  const reader = body.getReader()
  const next = async (): Promise<Uint8Array | null> => {
    try {
      const { done, value } = await reader.read()
      if (!done) return onChunk(value)
    } catch (error) {
      onFailure()
      throw error
    }
    await onEnd()
    return null
  }
  return new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      const chunk = await next()
      if (chunk === null) controller.close()
      else controller.enqueue(chunk)
    },
    cancel: async () => {
      while ((await next()) !== null);
    },
  })
}
