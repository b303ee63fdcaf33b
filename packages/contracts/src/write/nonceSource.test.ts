import { describe, expect, test } from 'vitest'
import { withNonce } from './nonceSource.js'

/** An account whose node counts what was sent to it. */
function createAccount(first = 5n) {
  const account = {}
  let reads = 0
  const used: bigint[] = []
  const readNonce = async () => {
    reads += 1
    return first + BigInt(used.length)
  }
  const send = async (nonce: bigint) => {
    used.push(nonce)
    return nonce
  }
  const take = (run: (nonce: bigint) => Promise<bigint> = send, chainId = 1) =>
    withNonce({ account, chainId, readNonce }, run)
  return { take, send, used, reads: () => reads }
}

describe('withNonce', () => {
  test('asks once while something is under way, and counts from there', async () => {
    const { take, used, reads } = createAccount()
    await Promise.all([take(), take(), take()])
    expect(used).toEqual([5n, 6n, 7n])
    expect(reads()).toBe(1)
  })

  test('asks again when all is settled, and not before', async () => {
    const { take, reads } = createAccount()
    const [first, second] = await Promise.all([take(), take()])
    first.settle()
    await take().then(({ settle }) => settle())
    expect(reads()).toBe(1)
    second.settle()
    await take()
    expect(reads()).toBe(2)
  })

  test('gives a nonce back when sending fails', async () => {
    const { take, used } = createAccount()
    const fail = () => Promise.reject(new Error('no'))
    const results = await Promise.allSettled([take(), take(fail), take()])
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(used).toEqual([5n, 6n])
  })

  test('sends one at a time', async () => {
    const { take, send } = createAccount()
    let running = 0
    let most = 0
    const slow = async (nonce: bigint) => {
      running += 1
      most = Math.max(most, running)
      await new Promise((resolve) => setTimeout(resolve, 2))
      running -= 1
      return send(nonce)
    }
    await Promise.all([take(slow), take(slow), take(slow)])
    expect(most).toBe(1)
  })

  test('keeps chains and accounts apart', async () => {
    const one = createAccount(5n)
    const two = createAccount(5n)
    const results = await Promise.all([one.take(), one.take(undefined, 2), two.take()])
    expect(one.reads()).toBe(2)
    expect(two.reads()).toBe(1)
    expect(results.map(({ result }) => result)).toEqual([5n, 5n, 5n])
  })
})
