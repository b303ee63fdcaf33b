import { RpcError } from '@zg/contracts'
import { NetworkError } from '@zg/core'
import { createClient, createTestClient, custom, http, numberToHex } from 'viem'
import { describe, expect, test, vi } from 'vitest'
import { startFaultyRpc } from '../../contracts/test/faultyRpc.js'
import { useLedger } from '../test/useLedger.js'
import { blockTime } from './blockTime.js'

const local = useLedger('v1', { providers: 0 })

describe('the time of a chain', () => {
  test('goes on while no block is mined', async () => {
    const client = local.publicClient()
    const { timestamp } = await client.getBlock()
    const clock = createTestClient({ mode: 'anvil', transport: http(local.devnet.rpcUrl) })
    await clock.increaseTime({ seconds: 500 })
    expect((await client.getBlock()).timestamp).toBe(timestamp)
    expect(await blockTime(client, {})).toBeGreaterThanOrEqual(timestamp + 500n)
  })

  test.each([
    ['answers null', null],
    ['answers with an error', new RpcError({ code: -32_601, details: 'pending is not served here' })],
  ])('is that of the latest block where the node has no other and %s', async (_, answer) => {
    const latest = await local.publicClient().getBlock()
    const asked: unknown[] = []
    const request = async ({ params: [tag] }: { params: readonly unknown[] }) => {
      asked.push(tag)
      if (tag === 'latest') return { timestamp: numberToHex(latest.timestamp) }
      if (answer instanceof Error) throw answer
      return answer
    }
    const client = createClient({ transport: custom({ request }, { retryCount: 0 }) })
    expect(await blockTime(client, {})).toBe(latest.timestamp)
    expect(asked).toEqual(['pending', 'latest'])
  })

  test('is not guessed when the endpoint fails, hangs or is given up', async () => {
    const rpc = await startFaultyRpc(local.devnet.rpcUrl)
    const client = createClient({ transport: http(rpc.url, { retryCount: 0 }) })
    try {
      rpc.spoil('*', 'drop')
      await expect(blockTime(client, {})).rejects.toThrow(NetworkError)
      expect(rpc.methods).toEqual(['eth_getBlockByNumber'])
      rpc.spoil('*', 'error')
      await expect(blockTime(client, {})).rejects.toThrow(RpcError)
      rpc.spoil('*', 'hang')
      await expect(blockTime(client, { timeoutMs: 30 })).rejects.toThrow('within 30 ms')
      const reason = new Error('changed my mind')
      await expect(blockTime(client, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
    } finally {
      rpc.stop()
    }
  })

  test('is waited for a minute where nothing else is said', async () => {
    vi.useFakeTimers()
    try {
      const request = () => new Promise<never>(() => undefined)
      const client = createClient({ transport: custom({ request }, { retryCount: 0 }) })
      const given = expect(blockTime(client, {})).rejects.toThrow('did not answer within 60000 ms')
      await vi.advanceTimersByTimeAsync(60_000)
      await given
    } finally {
      vi.useRealTimers()
    }
  })
})
