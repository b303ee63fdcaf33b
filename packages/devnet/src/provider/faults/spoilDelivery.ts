import { setTimeout as wait } from 'node:timers/promises'
import type { FaultAt } from './fault.js'

/** After so many events a stream is cut, in the middle of the next one: late enough that a reader has seen some text. */
const eventsBeforeCut = 2

/**
 * An answer as a fault lets it through: slowly, or up to its middle. `breakOff` ends the connection once what was written is sent. The
 * provider reads on and bills what the client doesn't get, as it does when a client leaves.
 */
export function spoilDelivery(answer: Response, fault: FaultAt<'delivery'>, breakOff: () => void): Response {
  if (!answer.body) return answer
  const reader = answer.body.getReader()
  const isStream = (answer.headers.get('content-type') ?? '').startsWith('text/event-stream')
  let whole = isStream ? eventsBeforeCut : 0
  let isCut = false
  const body = new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        if (isCut) return breakOff()
        if (fault.kind === 'slowStream') await wait(fault.ms)
        const { done, value } = await reader.read()
        if (done) return fault.kind === 'cut' ? breakOff() : controller.close()
        isCut = fault.kind === 'cut' && whole === 0
        whole -= 1
        if (!isCut) return controller.enqueue(value)
        controller.enqueue(value.subarray(0, Math.ceil(value.length / 2)))
        void reader.cancel()
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  )
  return new Response(body, answer)
}
