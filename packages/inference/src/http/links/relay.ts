import { unref } from '../../metering/unref.js'
import type { Ending } from './link.js'

export type Watching = {
  /** Each chunk as it came, before the reader has it; what it returns is passed on instead. */
  onChunk: (chunk: Uint8Array) => Uint8Array
  /** Once, however it ended. After a whole answer it may give further bytes to pass on; what it throws, the reader gets. */
  onEnd: (how: Ending['how']) => Promise<Uint8Array | null>
  /** What the reader gets where the answer broke off. */
  toError: (cause: unknown) => unknown
  /** Where nothing moves for so many milliseconds, neither from the provider nor to the reader, it is ended: some readers leave without a word. */
  mostIdleMs: number
}

/**
 * Passes a body on chunk by chunk, at its reader's pace: nothing is read that nobody asked for. A reader that leaves ends the body; one that is
 * waiting when the caller's signal aborts is told so.
 */
export function relay(
  body: ReadableStream<Uint8Array>,
  { onChunk, onEnd, toError, mostIdleMs }: Watching,
  signal: AbortSignal | undefined,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const reader = body.getReader()
  let ended = false
  let isStuck = false
  let watchdog: ReturnType<typeof setTimeout> | undefined
  const end = async (how: Ending['how']): Promise<Uint8Array | null> => {
    if (ended) return null
    ended = true
    signal?.removeEventListener('abort', leave)
    clearTimeout(watchdog)
    return onEnd(how)
  }
  /** Where nobody reads, what fails at the end reaches nobody either: the reservation's own deadline ends it. */
  const endUnseen = (how: Ending['how']) => void end(how).catch(() => null)
  const leave = () => endUnseen('left')
  /** The body is of no use any more, and what its source makes of that changes nothing: the exchange has ended already. */
  const drop = (cause: unknown) => void reader.cancel(cause).catch(() => null)
  signal?.addEventListener('abort', leave, { once: true })

  const watch = (
    controller: ReadableStreamDefaultController<Uint8Array<ArrayBuffer>>,
    waitsFor: 'reader' | 'provider',
  ) => {
    clearTimeout(watchdog)
    if (ended) return
    watchdog = setTimeout(() => {
      isStuck = true
      const cause = new Error(waitsFor === 'reader' ? 'nobody was reading' : 'nothing came any more')
      endUnseen(waitsFor === 'reader' ? 'left' : 'cut')
      controller.error(toError(cause))
      drop(cause)
    }, mostIdleMs)
    // A program that has nothing else to do may end.
    unref(watchdog)
  }
  const read = async () => {
    try {
      return await reader.read()
    } catch (cause) {
      const isOwn = signal?.aborted === true
      await end(isOwn ? 'left' : 'cut')
      throw isOwn ? signal.reason : toError(cause)
    }
  }

  /** What may pass of a chunk. Where it is refused, the body ends here. */
  const taken = async (chunk: Uint8Array): Promise<Uint8Array> => {
    try {
      return onChunk(chunk)
    } catch (cause) {
      await end('cut')
      drop(cause)
      throw toError(cause)
    }
  }

  return new ReadableStream(
    {
      start: (controller) => watch(controller, 'reader'),
      pull: async (controller) => {
        for (;;) {
          watch(controller, 'provider')
          const { done, value } = await read()
          if (isStuck) return
          const chunk = done ? await end('complete') : await taken(value)
          if (chunk && chunk.length > 0) controller.enqueue(new Uint8Array(chunk))
          if (done) return controller.close()
          // Else the chunk is kept back whole, and the reader's question is still open.
          if (chunk && chunk.length > 0) return watch(controller, 'reader')
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
