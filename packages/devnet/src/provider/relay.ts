/** How much of an answer is still read and billed after its reader left. */
const mostAfterLeaving = 10 * 2 ** 20

/**
 * Passes a body on chunk by chunk, at the reader's pace. `onChunk` may replace a chunk. `onEnd` runs once, after the last one and before the
 * reader sees the end; `onFailure` instead, once, when the body breaks off. A reader that leaves doesn't end the body: the rest, up to
 * 10 MB, is read without it, because it is billed.
 */
export function relay(
  body: ReadableStream<Uint8Array>,
  {
    onChunk,
    onEnd,
    onFailure,
  }: {
    onChunk: (bytes: Uint8Array) => Uint8Array
    onEnd: () => Promise<void>
    onFailure: () => void
  },
): ReadableStream<Uint8Array> {
  const reader = body.getReader()
  let turn: Promise<unknown> = Promise.resolve()
  let ended = false

  const read = async (): Promise<Uint8Array | null> => {
    if (ended) return null
    try {
      const { done, value } = await reader.read()
      if (!done) return onChunk(value)
    } catch (error) {
      ended = true
      onFailure()
      throw error
    }
    ended = true
    await onEnd()
    return null
  }
  // One at a time: a reader may leave while its last question is still open.
  const next = (): Promise<Uint8Array | null> => {
    const result = turn.then(read)
    turn = result.catch(() => null)
    return result
  }
  const readRest = async (): Promise<void> => {
    for (let left = mostAfterLeaving; left > 0; ) {
      const chunk = await next()
      if (chunk === null) return
      left -= chunk.length
    }
    ended = true
    await reader.cancel()
    await onEnd()
  }

  return new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        const chunk = await next()
        if (chunk === null) controller.close()
        else controller.enqueue(chunk)
      },
      cancel: readRest,
    },
    { highWaterMark: 0 },
  )
}
