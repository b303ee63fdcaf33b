import type { Ending } from './link.js'

export type Watching = {
  /** Each chunk as it came, before the reader has it; what it returns is passed on instead. */
  onChunk: (chunk: Uint8Array) => Uint8Array
  /** Once, however it ended. After a whole answer it may give further bytes to pass on; what it throws, the reader gets. */
  onEnd: (how: Ending['how']) => Promise<Uint8Array | null>
  /** What the reader gets where the answer broke off. */
  toError: (cause: unknown) => unknown
}

/**
 * Passes a body on chunk by chunk, at its reader's pace: nothing is read that nobody asked for. A reader that leaves ends the body; one that is
 * waiting when the caller's signal aborts is told so.
 */
export function relay(
  body: ReadableStream<Uint8Array>,
  { onChunk, onEnd, toError }: Watching,
  signal: AbortSignal | undefined,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const reader = body.getReader()
  let ended = false
  const end = async (how: Ending['how']): Promise<Uint8Array | null> => {
    if (ended) return null
    ended = true
    signal?.removeEventListener('abort', leave)
    return onEnd(how)
  }
  // Nobody may be reading when the caller gives up. What fails then has no reader either: the reservation's own deadline ends it.
  const leave = () => void end('left').catch(() => null)
  signal?.addEventListener('abort', leave, { once: true })
  const read = async () => {
    try {
      return await reader.read()
    } catch (cause) {
      const isOwn = signal?.aborted === true
      await end(isOwn ? 'left' : 'cut')
      throw isOwn ? signal.reason : toError(cause)
    }
  }

  return new ReadableStream(
    {
      pull: async (controller) => {
        for (;;) {
          const { done, value } = await read()
          const chunk = done ? await end('complete') : onChunk(value)
          if (chunk && chunk.length > 0) controller.enqueue(new Uint8Array(chunk))
          if (done) controller.close()
          // A chunk that is kept back whole: the reader's question is still open.
          if (done || (chunk && chunk.length > 0)) return
        }
      },
      cancel: async (reason) => {
        const stopped = reader.cancel(reason)
        await end('left')
        await stopped
      },
    },
    { highWaterMark: 0 },
  )
}
