import { describe, expect, test } from 'vitest'
import { withDeadline } from './withDeadline.js'

const url = 'http://127.0.0.1:8545/key'
const never = () => new Promise<never>(() => undefined)

describe('withDeadline', () => {
  test('gives the result, or the failure', async () => {
    const { signal } = new AbortController()
    expect(await withDeadline(async () => 7, { url })).toBe(7)
    expect(await withDeadline(async () => 7, { url, signal, timeoutMs: 1000 })).toBe(7)
    const fail = () => Promise.reject(new Error('no'))
    await expect(withDeadline(fail, { url, timeoutMs: 1000 })).rejects.toThrow('no')
  })

  test('ends after timeoutMs, with the host', async () => {
    await expect(withDeadline(never, { url, timeoutMs: 5 })).rejects.toMatchObject({
      name: 'NetworkError',
      reason: 'timeout',
      host: '127.0.0.1:8545',
      shortMessage: 'The RPC endpoint did not answer within 5 ms (127.0.0.1:8545).',
    })
  })

  test('names who was waited for', async () => {
    await expect(withDeadline(never, { url, timeoutMs: 5, what: 'The wallet' })).rejects.toThrow(
      'The wallet did not answer within 5 ms (127.0.0.1:8545).',
    )
  })

  test("ends with the signal's reason", async () => {
    const controller = new AbortController()
    const waiting = withDeadline(never, { url, signal: controller.signal })
    controller.abort('enough')
    await expect(waiting).rejects.toBe('enough')
  })

  test('does not begin after the signal', async () => {
    let begun = false
    const begin = async () => {
      begun = true
    }
    await expect(withDeadline(begin, { url, signal: AbortSignal.abort('no') })).rejects.toBe('no')
    expect(begun).toBe(false)
  })
})
