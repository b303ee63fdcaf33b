import { legacy, ServiceNotFoundError, SubAccountNotFoundError, v1 } from '@zg/contracts'
import { readCall } from '@zg/contracts/read'
import { type AtomicStore, memoryStore } from '@zg/core'
import { useDevnet } from '@zg/devnet/vitest'
import { getAddress } from 'viem'
import { describe, expect, test } from 'vitest'
import { apiKeysKey } from '../src/auth/session/apiKeyRecords.js'
import {
  createApiKey,
  decodeSession,
  listApiKeys,
  revokeAllTokens,
  revokeAllTokensCall,
  revokeApiKey,
  revokeApiKeyCall,
} from '../src/index.js'
import { createV1User, type V1User } from './v1User.js'

const protocol = v1
const local = useDevnet({ protocol: 'v1', providers: 1 })
const provider = () => local.provider.address
const stranger = getAddress('0x00000000000000000000000000000000000000aa')

const create = ({ client, signer }: V1User, store: AtomicStore, more: object = {}) =>
  createApiKey(client, { protocol, provider: provider(), account: signer, store, ...more })
const list = ({ client }: V1User, store: AtomicStore) =>
  listApiKeys(client, { protocol, provider: provider(), store })
const revoke = ({ client }: V1User, id: number) =>
  revokeApiKey(client, { protocol, provider: provider(), id })

async function ask(baseUrl: string, secret: string) {
  const reply = await fetch(`${baseUrl}/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${secret}` },
    body: JSON.stringify({ model: local.provider.model, messages: [{ role: 'user', content: 'Hello' }] }),
  })
  return `${reply.status} ${await reply.text()}`
}

describe('an API key', () => {
  test('is taken by the provider as it is, sends no transaction, and its secret is kept nowhere', async () => {
    const user = await createV1User(local)
    const store = memoryStore()
    const before = await user.sent()
    const { secret, baseUrl, ...record } = await create(user, store, {
      label: 'build',
      now: () => 1_760_000_000_000,
    })
    expect(record).toEqual({ id: 0, label: 'build', createdAt: 1_760_000_000_000, expiresAt: null })
    expect(baseUrl).toBe(`${local.provider.url}/v1/proxy`)
    expect(decodeSession(secret).session).toMatchObject({
      ...{ address: user.user, provider: provider(), timestamp: 1_760_000_000_000, expiresAt: 0 },
      ...{ generation: 0n, tokenId: 0 },
    })
    expect(await ask(baseUrl, secret)).toContain('200 ')
    expect([await user.sent(), user.counts.signatures]).toEqual([before, 1])
    expect(await list(user, store)).toEqual([{ ...record, revoked: false }])
    const { contracts, chainId } = local.devnet
    const kept = await store.get(
      apiKeysKey({ chainId, contracts, user: user.user, provider: provider() }, 0n),
    )
    expect(kept).toBe(
      JSON.stringify([{ id: 0, label: 'build', createdAt: 1_760_000_000_000, expiresAt: null }]),
    )
  })

  test('may end by itself', async () => {
    const user = await createV1User(local)
    const { secret, expiresAt } = await create(user, memoryStore(), { expiresIn: 5_000, now: () => 1_000 })
    expect(expiresAt).toBe(6_000)
    expect(decodeSession(secret).session).toMatchObject({ timestamp: 1_000, expiresAt: 6_000 })
    expect(await ask(`${local.provider.url}/v1/proxy`, secret)).toContain('session token expired')
    for (const expiresIn of [0, -1, 0.5, Number.NaN]) {
      await expect(create(user, memoryStore(), { expiresIn })).rejects.toMatchObject({
        name: 'InvalidDurationError',
        metaMessages: ['Give a whole number of milliseconds above zero.'],
      })
    }
  })

  test('created, revoked and created again is alive, and has another id', async () => {
    const user = await createV1User(local)
    const store = memoryStore()
    const first = await create(user, store)
    expect(await revoke(user, first.id)).toMatchObject({ status: 'success' })
    const second = await create(user, store)
    expect(second.id).toBe(1)
    await expect
      .poll(() => ask(first.baseUrl, first.secret), { timeout: 10_000 })
      .toContain('has been revoked')
    expect(await ask(second.baseUrl, second.secret)).toContain('200 ')
    expect((await list(user, store)).map(({ id, revoked }) => [id, revoked])).toEqual([
      [0, true],
      [1, false],
    ])
    // Another store knows of no key, but the chain knows what is revoked.
    expect((await create(user, memoryStore())).id).toBe(1)
  })

  test('never shares its id with another made through the same store', async () => {
    const user = await createV1User(local)
    const store = memoryStore()
    const keys = await Promise.all(Array.from({ length: 10 }, () => create(user, store)))
    expect(keys.map(({ id }) => id).sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
    expect(new Set(keys.map(({ secret }) => secret)).size).toBe(10)
  })

  test('that the wallet refuses to sign leaves its id free', async () => {
    const user = await createV1User(local)
    const store = memoryStore()
    const account = { ...user.signer, signMessage: () => Promise.reject(new Error('rejected by the user')) }
    await expect(create(user, store, { account })).rejects.toThrow('rejected by the user')
    expect(await list(user, store)).toEqual([])
    expect((await create(user, store)).id).toBe(0)
  })

  test('that the wallet never signs ends at the deadline, and leaves its id free', async () => {
    const user = await createV1User(local)
    const store = memoryStore()
    const account = { ...user.signer, signMessage: () => new Promise<never>(() => undefined) }
    await expect(create(user, store, { account, timeoutMs: 1_000 })).rejects.toThrow(
      'The RPC endpoint or the wallet did not answer within 1000 ms',
    )
    expect(await list(user, store)).toEqual([])
  })

  test('is made by the client’s own account alone', async () => {
    const [user, other] = [await createV1User(local), await createV1User(local)]
    await expect(create(user, memoryStore(), { account: other.signer })).rejects.toMatchObject({
      name: 'AuthAccountError',
    })
  })
})

describe('no API key', () => {
  test('for a provider that isn’t registered, or without a sub-account', async () => {
    const user = await createV1User(local, { share: null })
    await expect(create(user, memoryStore(), { provider: stranger })).rejects.toThrow(ServiceNotFoundError)
    await expect(create(user, memoryStore())).rejects.toThrow(SubAccountNotFoundError)
    await expect(list(user, memoryStore())).rejects.toThrow(SubAccountNotFoundError)
    await expect(revoke(user, 0)).rejects.toThrow(SubAccountNotFoundError)
    expect(user.counts.signatures).toBe(0)
  })

  test.each([255, 256, -1, 0.5, Number.NaN])('has id %d', async (id) => {
    const user = await createV1User(local, { share: null })
    const before = await user.sent()
    await expect(revoke(user, id)).rejects.toMatchObject({ name: 'InvalidApiKeyIdError' })
    expect(await user.sent()).toBe(before)
  })
})

describe('revoking all', () => {
  test('ends every key, forgets their records and frees their ids', async () => {
    const user = await createV1User(local)
    const store = memoryStore()
    const [one] = [await create(user, store), await create(user, store)]
    await revokeAllTokens(user.client, { protocol, provider: provider(), store })
    const { contracts, chainId } = local.devnet
    expect(
      await store.get(apiKeysKey({ chainId, contracts, user: user.user, provider: provider() }, 0n)),
    ).toBeNull()
    expect(await list(user, store)).toEqual([])
    const next = await create(user, store)
    expect(next.id).toBe(0)
    expect(decodeSession(next.secret).session.generation).toBe(1n)
    await expect.poll(() => ask(one.baseUrl, one.secret), { timeout: 10_000 }).toContain('generation expired')
    await expect.poll(() => ask(next.baseUrl, next.secret), { timeout: 10_000 }).toContain('200 ')
  })

  test('by somebody else makes records of before invisible', async () => {
    const user = await createV1User(local)
    const store = memoryStore()
    await create(user, store)
    await revokeAllTokens(user.client, { protocol, provider: provider() })
    expect(await list(user, store)).toEqual([])
  })
})

describe('the bare calls', () => {
  test('are what is sent', async () => {
    const { contracts } = local.devnet
    const client = local.publicClient()
    const one = revokeApiKeyCall(client, { protocol, provider: provider(), id: 7 })
    const all = revokeAllTokensCall(client, { protocol, provider: provider() })
    expect([one.address, one.functionName, one.args]).toEqual([
      contracts.inference,
      'revokeTokens',
      [provider(), [7]],
    ])
    expect([all.address, all.functionName, all.args]).toEqual([
      contracts.inference,
      'revokeAllTokens',
      [provider()],
    ])
  })

  test('set the bit on chain', async () => {
    const user = await createV1User(local)
    await revoke(user, 254)
    const call = v1.inference.getAccount(user.user, provider())
    const { tokens } = await readCall(user.client, { call, protocol, contracts: local.devnet.contracts })
    expect(tokens).toEqual({ generation: 0n, revoked: 1n << 254n })
  })
})

test('the legacy protocol has no API keys', async () => {
  const user = await createV1User(local)
  const options = { protocol: legacy, provider: provider(), contracts: local.devnet.contracts }
  const error = { name: 'NotOfferedError' }
  expect(() => revokeApiKeyCall(user.client, { ...options, id: 0 })).toThrow(
    'is not part of the legacy protocol',
  )
  expect(() => revokeAllTokensCall(user.client, options)).toThrow('is not part of the legacy protocol')
  await expect(revokeApiKey(user.client, { ...options, id: 0 })).rejects.toMatchObject(error)
  await expect(revokeAllTokens(user.client, options)).rejects.toMatchObject(error)
})
