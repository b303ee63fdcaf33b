import type { Address } from 'viem'
import { describe, expect, test } from 'vitest'
import type { Account, Service } from '../providerChain.js'
import type { Token } from '../readToken.js'
import { createMemory, noMemory } from './createMemory.js'

const minute = 60_000
const user: Address = '0x0000000000000000000000000000000000000001'
const account: Account = {
  ...{ user, provider: user, nonce: 0n, balance: 1n, pendingRefund: 0n, refunds: [], additionalInfo: '' },
  ...{ acknowledged: true, validRefundsLength: 0n, generation: 0n, revokedBitmap: 0n },
}
const service: Service = {
  ...{ provider: user, serviceType: '', url: '', inputPrice: 0n, outputPrice: 0n, updatedAt: 0n, model: '' },
  ...{ verifiability: '', additionalInfo: '', teeSignerAddress: user, teeSignerAcknowledged: true },
}
const token: Token = {
  ...{ user, timestamp: 0, expiresAt: 0, nonce: 'n', generation: 0, tokenId: 0 },
  ...{ message: 'm', signature: 's' },
}

function setUp(first: Account | null = account) {
  const clock = { ms: 0 }
  const chain = { account: first, service: service as Service | null }
  const { findAccount, findService } = {
    findAccount: async () => chain.account,
    findService: async () => chain.service,
  }
  return { clock, chain, memory: createMemory({ findAccount, findService }, { now: () => clock.ms }) }
}

describe('an account', () => {
  test('is remembered for ten minutes, but not its money', async () => {
    const { clock, chain, memory } = setUp()
    await memory.findAccount(user)
    chain.account = { ...account, generation: 1n, balance: 2n }
    clock.ms = 10 * minute - 1
    expect(await memory.findAccount(user)).toBe(account)
    expect(await memory.refreshAccount(account)).toBe(chain.account)
    expect(await memory.findAccount(user)).toBe(account)
    clock.ms = 10 * minute
    expect(await memory.findAccount(user)).toBe(chain.account)
  })

  test('that does not acknowledge the provider is asked for again after two minutes', async () => {
    const stranger = { ...account, acknowledged: false }
    const { clock, chain, memory } = setUp(stranger)
    await memory.findAccount(user)
    chain.account = account
    clock.ms = 2 * minute - 1
    expect(await memory.findAccount(user)).toBe(stranger)
    clock.ms = 2 * minute
    expect(await memory.findAccount(user)).toBe(account)
  })

  test('that is none is asked for every time', async () => {
    const { chain, memory } = setUp(null)
    expect(await memory.findAccount(user)).toBeNull()
    chain.account = account
    expect(await memory.findAccount(user)).toBe(account)
  })
})

test('the service is remembered for a quarter of an hour', async () => {
  const { clock, chain, memory } = setUp()
  expect(await memory.findService()).toBe(service)
  chain.service = null
  clock.ms = 15 * minute - 1
  expect(await memory.findService()).toBe(service)
  clock.ms = 15 * minute
  expect(await memory.findService()).toBeNull()
})

describe('a token that was checked', () => {
  test('is not checked again for five minutes', async () => {
    const { clock, memory } = setUp()
    let checks = 0
    const recover = async () => {
      checks += 1
      return user
    }
    const find = (change: Partial<Token> = {}) => memory.findSigner({ ...token, ...change }, recover)
    expect([await find(), await find(), checks]).toEqual([user, user, 1])
    await find({ signature: 'other' })
    await find({ message: 'other' })
    await find({ nonce: 'other' })
    await find({ user: '0x0000000000000000000000000000000000000002' })
    expect(checks).toBe(5)
    clock.ms = 5 * minute - 1
    await find()
    expect(checks).toBe(5)
    clock.ms = 5 * minute
    await find()
    expect(checks).toBe(6)
  })

  test('and refused is checked again', async () => {
    const { memory } = setUp()
    await expect(memory.findSigner(token, () => Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect(await memory.findSigner(token, async () => user)).toBe(user)
  })
})

test('without a memory everything is asked every time', async () => {
  const accounts = [account, { ...account, generation: 1n }]
  const memory = noMemory({
    findAccount: async () => accounts.shift() ?? null,
    findService: async () => null,
  })
  expect(await memory.findAccount(user)).toBe(account)
  expect((await memory.findAccount(user))?.generation).toBe(1n)
  expect(await memory.refreshAccount(account)).toBe(account)
  expect(await memory.findService()).toBeNull()
  expect(await memory.findSigner(token, async () => user)).toBe(user)
})
