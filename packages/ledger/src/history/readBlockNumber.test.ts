import { RpcError } from '@zg/contracts'
import { NetworkError } from '@zg/core'
import { createClient, custom, http } from 'viem'
import { expect, test, vi } from 'vitest'
import { readBlockNumber } from './readBlockNumber.js'

const answering = (request: () => Promise<unknown>) =>
  createClient({ transport: custom({ request }, { retryCount: 0 }) })

test('is asked anew each time', async () => {
  let block = 16
  const client = answering(async () => `0x${(block++).toString(16)}`)
  expect(await readBlockNumber(client, {})).toBe(16n)
  expect(await readBlockNumber(client, {})).toBe(17n)
})

test('fails with a typed error, or the signal’s reason', async () => {
  const refusing = answering(() => Promise.reject({ code: -32_005, message: 'daily limit reached' }))
  await expect(readBlockNumber(refusing, {})).rejects.toThrow(RpcError)
  const nowhere = createClient({ transport: http('http://127.0.0.1:1', { retryCount: 0 }) })
  await expect(readBlockNumber(nowhere, {})).rejects.toThrow(NetworkError)
  const hanging = answering(() => new Promise<never>(() => undefined))
  await expect(readBlockNumber(hanging, { timeoutMs: 30 })).rejects.toThrow('within 30 ms')
  const reason = new Error('changed my mind')
  await expect(readBlockNumber(hanging, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
})

test('is waited for a minute where nothing else is said', async () => {
  vi.useFakeTimers()
  try {
    const hanging = answering(() => new Promise<never>(() => undefined))
    const given = expect(readBlockNumber(hanging, {})).rejects.toThrow('within 60000 ms')
    await vi.advanceTimersByTimeAsync(60_000)
    await given
  } finally {
    vi.useRealTimers()
  }
})
