import {
  AccountRequiredError,
  InsufficientBalanceError,
  legacy,
  ServiceNotFoundError,
  SubAccountNotFoundError,
} from '@zg/contracts'
import { NetworkError } from '@zg/core'
import { useDevnet } from '@zg/devnet/vitest'
import { transferFund } from '@zg/ledger'
import { getAddress } from 'viem'
import { afterEach, describe, expect, test } from 'vitest'
import {
  acknowledgeProviderSigner,
  getRequestHeaders,
  getService,
  getServiceMetadata,
  listService,
  ProviderBusyError,
  ProviderNotAcknowledgedError,
  QuoteError,
} from '../src/index.js'
import { legacyRig } from './legacyRig.js'

const protocol = legacy
const local = useDevnet({ protocol: 'legacy', providers: 2 })
const { content, provider, newUser, headersFor, sent } = legacyRig(local)
const stranger = getAddress('0x00000000000000000000000000000000000000aa')
afterEach(() => local.provider.setFault(null))

describe('discovery', () => {
  test('lists, filters and sorts', async () => {
    const reader = local.publicClient()
    const all = await listService(reader, { protocol })
    expect(all.map((service) => service.provider)).toEqual(
      local.devnet.providers.map(({ address }) => address),
    )
    const { model } = local.provider
    expect(await listService(reader, { protocol, model: model.toUpperCase() })).toHaveLength(2)
    expect(
      await listService(reader, { protocol, model: model.slice(model.lastIndexOf('/') + 1) }),
    ).toHaveLength(2)
    expect(await listService(reader, { protocol, model: 'answers' })).toEqual([])
    expect(await listService(reader, { protocol, verifiable: true, type: 'chatbot' })).toHaveLength(2)
    expect(await listService(reader, { protocol, verifiable: false })).toEqual([])
    expect(await listService(reader, { protocol, type: 'image' })).toEqual([])
    expect(await listService(reader, { protocol, sort: 'price' })).toEqual(all)
  })

  test('reads one service and its endpoint', async () => {
    const reader = local.publicClient()
    expect(await getService(reader, { protocol, provider: provider() })).toMatchObject({
      provider: provider(),
      serviceType: 'chatbot',
      verifiability: 'TeeML',
      inputPrice: 100_000_000_000n,
      outputPrice: 400_000_000_000n,
    })
    expect(await getServiceMetadata(reader, { protocol, provider: provider() })).toEqual({
      endpoint: `${local.provider.url}/v1/proxy`,
      model: local.provider.model,
    })
    await expect(getService(reader, { protocol, provider: stranger })).rejects.toThrow(ServiceNotFoundError)
  })
})

describe('acknowledging', () => {
  test('records the signer of the quote, once', async () => {
    const { client, user } = await newUser({ acknowledge: false })
    const first = await acknowledgeProviderSigner(client, { protocol, provider: provider() })
    expect(first).toMatchObject({
      signer: local.provider.signer,
      previous: null,
      receipt: { status: 'success' },
    })
    const before = await sent(user)
    expect(await acknowledgeProviderSigner(client, { protocol, provider: provider() })).toEqual({
      signer: local.provider.signer,
      previous: local.provider.signer,
      receipt: null,
    })
    expect(await sent(user)).toBe(before)
  })

  test('without a sub-account needs somebody who opens it', async () => {
    const { client, user } = await newUser({ share: null })
    const before = await sent(user)
    await expect(acknowledgeProviderSigner(client, { protocol, provider: provider() })).rejects.toThrow(
      SubAccountNotFoundError,
    )
    expect(await sent(user)).toBe(before)
    let opened = 0
    const openSubAccount = async () => {
      opened += 1
      await transferFund(client, { protocol, provider: provider(), amount: 0n })
    }
    await acknowledgeProviderSigner(client, { protocol, provider: provider(), openSubAccount })
    await acknowledgeProviderSigner(client, { protocol, provider: provider(), openSubAccount })
    expect(opened).toBe(1)
  })

  test('refuses a quote that disagrees with the JSON beside it, and a provider that fails', async () => {
    const { client, user } = await newUser({ acknowledge: false })
    const before = await sent(user)
    const attempt = (timeoutMs?: number) =>
      acknowledgeProviderSigner(client, { protocol, provider: provider(), timeoutMs })
    local.provider.setFault({ kind: 'wrongQuote' })
    await expect(attempt()).rejects.toThrow(QuoteError)
    local.provider.setFault({ kind: 'unavailable' })
    await expect(attempt()).rejects.toThrow(ProviderBusyError)
    local.provider.setFault({ kind: 'hang' })
    await expect(attempt(1_500)).rejects.toThrow('The provider did not answer within 1500 ms')
    expect(await sent(user)).toBe(before)
  })

  test('needs an account', async () => {
    await expect(
      acknowledgeProviderSigner(local.publicClient(), { protocol, provider: provider() }),
    ).rejects.toThrow(AccountRequiredError)
  })
})

describe('request headers', () => {
  test('carry the fee of the whole content, and send no transaction', async () => {
    const user = await newUser()
    const before = await sent(user.user)
    const headers = await getRequestHeaders(user.client, {
      protocol,
      provider: provider(),
      auth: user.auth,
      content: '["é"]',
    })
    expect(headers).toMatchObject({ Address: user.user, Fee: String(6n * 100_000_000_000n) })
    expect(await sent(user.user)).toBe(before)
  })

  test('are refused without acknowledgement, sub-account or money', async () => {
    await expect(headersFor(await newUser({ acknowledge: false }))).rejects.toThrow(
      ProviderNotAcknowledgedError,
    )
    await expect(headersFor(await newUser({ share: null }))).rejects.toThrow(SubAccountNotFoundError)
    const fee = BigInt(content.length) * 100_000_000_000n
    const required = fee + 2_000_000_000_000_000n
    const poor = await newUser({ share: null })
    await transferFund(poor.client, { protocol, provider: provider(), amount: required - 1n })
    await acknowledgeProviderSigner(poor.client, { protocol, provider: provider() })
    const error = await headersFor(poor).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(InsufficientBalanceError)
    expect(error).toMatchObject({
      where: 'subAccount',
      available: required - 1n,
      required,
      metaMessages: [
        expect.stringContaining('reserve of 0.002 0G'),
        'Transfer at least 0.000000000000000001 0G with transferFund.',
      ],
    })
    await transferFund(poor.client, { protocol, provider: provider(), amount: 1n })
    expect(await headersFor(poor)).toHaveProperty('Signature')
  })
})

test('a provider behind a closed port is a NetworkError that names the host', async () => {
  const { client } = await newUser({ acknowledge: false })
  const refusing: typeof fetch = () => Promise.reject(new TypeError('fetch failed'))
  const attempt = acknowledgeProviderSigner(client, { protocol, provider: provider(), fetch: refusing })
  await expect(attempt).rejects.toThrow(NetworkError)
  await expect(attempt).rejects.toThrow(new URL(local.provider.url).host)
})
