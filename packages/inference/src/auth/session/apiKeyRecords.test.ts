import { memoryStore } from '@zg/core'
import fc from 'fast-check'
import { getAddress } from 'viem'
import { describe, expect, test } from 'vitest'
import { apiKeysKey, isRevoked, readApiKeys, releaseApiKey, reserveApiKey } from './apiKeyRecords.js'

const provider = getAddress('0xf07240Efa67755B5311bc75784a061eDB47165Dd')
const parties = { chainId: 1, contracts: { ledger: provider, inference: provider }, user: provider, provider }
const record = { label: 'a', createdAt: 1, expiresAt: null }
const all = 2n ** 255n - 1n

const reserve = (store = memoryStore(), revoked = 0n, generation = 0n) =>
  reserveApiKey(store, { parties, tokens: { generation, revoked }, ...record })

describe('ids', () => {
  test('are the lowest that are neither taken nor revoked', async () => {
    const store = memoryStore()
    expect(await reserve(store)).toEqual({ id: 0, ...record })
    expect((await reserve(store, 0b0110n)).id).toBe(3)
    expect((await reserve(store, 0b0110n)).id).toBe(4)
    expect((await reserve(store)).id).toBe(1)
    expect((await reserve(store, all - 2n ** 254n)).id).toBe(254)
  })

  test('never collide, however many are taken at once, nor are revoked ones taken', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.bigInt({ min: 0n, max: all }),
        fc.integer({ min: 1, max: 40 }),
        async (revoked, count) => {
          const store = memoryStore()
          const settled = await Promise.allSettled(
            Array.from({ length: count }, () => reserve(store, revoked)),
          )
          const ids = settled.flatMap((each) => (each.status === 'fulfilled' ? [each.value.id] : []))
          const free = Array.from({ length: 255 }, (_, i) => i).filter(
            (i) => revoked.toString(2).at(-1 - i) !== '1',
          )
          expect(ids).toEqual(free.slice(0, count))
        },
      ),
    )
  })

  test('that run out name what frees them; id 255 is never taken', async () => {
    const attempt = reserve(memoryStore(), all)
    await expect(attempt).rejects.toMatchObject({
      name: 'ApiKeysExhaustedError',
      provider,
      message: `All 255 ids of API keys with provider ${provider} are taken or revoked.\nrevokeAllTokens frees them. It ends every API key and every session with this provider.`,
    })
    const store = memoryStore()
    for (let i = 0; i < 255; i += 1) expect((await reserve(store)).id).toBe(i)
    await expect(reserve(store)).rejects.toThrow('are taken or revoked')
    expect((await reserve(store, 0n, 1n)).id).toBe(0)
  })

  test('that were released are taken again, others kept', async () => {
    const store = memoryStore()
    for (let i = 0; i < 3; i += 1) await reserve(store)
    await releaseApiKey(store, { parties, generation: 0n, id: 1 })
    expect((await readApiKeys(store, { parties, generation: 0n })).map(({ id }) => id)).toEqual([0, 2])
    expect((await reserve(store)).id).toBe(1)
  })

  test('are counted for each chain, contract, user and provider', async () => {
    const store = memoryStore()
    await reserve(store)
    const elsewhere = { ...parties, chainId: 2 }
    expect(
      (await reserveApiKey(store, { parties: elsewhere, tokens: { generation: 0n, revoked: 0n }, ...record }))
        .id,
    ).toBe(0)
  })
})

test('a revoked id is a set bit', () => {
  const state = (revoked: bigint) => ({ generation: 0n, revoked })
  expect([0, 1, 2, 254].map((id) => isRevoked(state(0b101n), id))).toEqual([true, false, true, false])
  expect(isRevoked(state(2n ** 254n), 254)).toBe(true)
})

describe('records', () => {
  test('are read in the order of their making', async () => {
    const store = memoryStore()
    expect(await readApiKeys(store, { parties, generation: 0n })).toEqual([])
    await reserve(store, 0b1n)
    await reserve(store)
    expect(await readApiKeys(store, { parties, generation: 0n })).toEqual([
      { id: 1, ...record },
      { id: 0, ...record },
    ])
  })

  const good = { id: 0, ...record }
  test.each([
    'nonsense',
    'null',
    '{}',
    '7',
    '[null]',
    '[7]',
    ...[
      { ...good, id: 255 },
      { ...good, id: -1 },
      { ...good, id: 0.5 },
      { ...good, id: '0' },
      { ...good, label: 7 },
      { ...good, createdAt: '1' },
      { ...good, createdAt: 1.5 },
      { ...good, expiresAt: '1' },
      { id: 0 },
    ].map((wrong) => JSON.stringify([good, wrong])),
  ])('%j are not guessed from, nor overwritten', async (stored) => {
    const store = memoryStore()
    const key = apiKeysKey(parties, 0n)
    await store.set(key, stored)
    const error = {
      name: 'StoredApiKeysError',
      shortMessage: `The store holds no records of API keys under ${key}.`,
    }
    await expect(reserve(store)).rejects.toMatchObject(error)
    await expect(readApiKeys(store, { parties, generation: 0n })).rejects.toMatchObject(error)
    await expect(releaseApiKey(store, { parties, generation: 0n, id: 0 })).rejects.toMatchObject(error)
    expect(await store.get(key)).toBe(stored)
  })
})
