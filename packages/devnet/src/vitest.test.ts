import { BaseError } from '@zg/core'
import { parseEther } from 'viem'
import { describe, expect, test } from 'vitest'
import { useDevnet } from './vitest.js'

const local = useDevnet({ protocol: 'legacy', providers: 0 })
const withOne = useDevnet({ protocol: 'legacy' })

const tooEarly = (() => {
  try {
    return local.devnet
  } catch (error) {
    return error
  }
})()

describe('useDevnet', () => {
  test('starts a network on a free port, with a provider unless told otherwise', async () => {
    expect(local.devnet.rpcUrl).not.toBe(withOne.devnet.rpcUrl)
    expect(withOne.provider).toBe(withOne.devnet.providers[0])
    expect(await local.publicClient().getChainId()).toBe(31_337)
  })

  test('says what is missing, with the remedy', () => {
    expect(tooEarly).toBeInstanceOf(BaseError)
    expect(String(tooEarly)).toContain('inside tests and hooks')
    expect(() => local.provider).toThrow('useDevnet({ providers: 1 })')
  })

  test('makes accounts with money, each another one', async () => {
    const client = local.publicClient()
    const rich = await local.newAccount()
    const poor = await local.newAccount({ balance: 5n })
    expect(rich.address).not.toBe(poor.address)
    expect(await client.getBalance(rich)).toBe(parseEther('100'))
    expect(await client.getBalance(poor)).toBe(5n)
    const hash = await local.walletClient(rich).sendTransaction({ to: poor.address, value: 7n })
    expect((await client.waitForTransactionReceipt({ hash })).status).toBe('success')
    expect(await client.getBalance(poor)).toBe(12n)
  })

  test("moves the chain's clock", async () => {
    const client = local.publicClient()
    const before = await client.getBlock()
    await local.increaseTime(86_400)
    const after = await client.getBlock()
    expect(after.number).toBe(before.number + 1n)
    const moved = after.timestamp - before.timestamp
    expect(moved >= 86_400n && moved < 86_460n).toBe(true)
  })
})
