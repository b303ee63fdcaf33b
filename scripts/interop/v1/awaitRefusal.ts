import assert from 'node:assert/strict'
import { setTimeout as wait } from 'node:timers/promises'

/** Waits until a provider, which keeps for a moment what it read of the chain, answers 400 with this text. */
export async function awaitRefusal(send: () => Promise<Response>, text: RegExp): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    const response = await send()
    const body = await response.text()
    if (response.status === 400) return assert.match(body, text)
    assert(tries < 20, `Still answered with ${response.status}: ${body}`)
    await wait(100)
  }
}
