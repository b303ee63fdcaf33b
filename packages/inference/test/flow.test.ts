import {
  AccountRequiredError,
  InsufficientBalanceError,
  legacy,
  ServiceNotFoundError,
  SubAccountNotFoundError,
} from '@zg/contracts'
import { NetworkError } from '@zg/core'
import { useDevnet } from '@zg/devnet/vitest'
import { depositFund, transferFund } from '@zg/ledger'
import { type Address, getAddress } from 'viem'
import { afterEach, describe, expect, test } from 'vitest'
import { createCredential, eddsaAuth } from '../src/auth/eddsa/index.js'
import {
  acknowledgeProviderSigner,
  getRequestHeaders,
  getService,
  getServiceMetadata,
  HeadersRefusedError,
  listService,
  ProviderBusyError,
  ProviderNotAcknowledgedError,
  processResponse,
  QuoteError,
  RequestRefusedError,
  toProviderError,
} from '../src/index.js'

const protocol = legacy
const local = useDevnet({ protocol: 'legacy', providers: 2 })
const messages = [{ role: 'user', content: 'What is 2+2?' }]
const content = JSON.stringify(messages)
const stranger = getAddress('0x00000000000000000000000000000000000000aa')
afterEach(() => local.provider.setFault(null))

const provider = () => local.provider.address
const sent = (user: Address) => local.publicClient().getTransactionCount({ address: user })

async function newUser({ share = '0.5' as string | null, acknowledge = true } = {}) {
  const account = await local.newAccount()
  const client = local.walletClient(account)
  await depositFund(client, { protocol, amount: '2', credential: () => createCredential(account) })
  if (share !== null) await transferFund(client, { protocol, provider: provider(), amount: share })
  if (share !== null && acknowledge)
    await acknowledgeProviderSigner(client, { protocol, provider: provider() })
  return { account, user: account.address, client, auth: eddsaAuth({ account }) }
}
type User = Awaited<ReturnType<typeof newUser>>

const headersFor = ({ client, auth }: User) =>
  getRequestHeaders(client, { protocol, provider: provider(), auth, content })

async function send(headers: Record<string, string>, body: string, url = local.provider.url) {
  const reply = await fetch(`${url}/v1/proxy/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  })
  return { status: reply.status, text: await reply.text() }
}

async function ask(user: User, more: object = {}) {
  const request = JSON.stringify({ messages, ...more })
  const { status, text: response } = await send(await headersFor(user), request)
  expect(status, response).toBe(200)
  return { request, response }
}
const failing = (report: { checks: readonly { name: string; status: string }[] }) =>
  report.checks.filter(({ status }) => status === 'fail').map(({ name }) => name)

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

describe('an exchange', () => {
  test('is verified, as one document and as a stream', async () => {
    const user = await newUser()
    const names = [
      'chain.signerAcknowledged',
      'response.signature.present',
      'response.text.format',
      'response.signer',
      'response.request.hash',
      'response.body.hash',
    ]
    for (const more of [{}, { stream: true }]) {
      const report = await processResponse(user.client, {
        protocol,
        provider: provider(),
        ...(await ask(user, more)),
      })
      expect(report).toMatchObject({ subject: 'answer', verdict: 'verified', assurance: 'acknowledged' })
      expect(report.checks.map(({ name }) => name)).toEqual(names)
    }
  })

  test('takes bytes and a given id', async () => {
    const user = await newUser()
    const { request, response } = await ask(user)
    const bytes = (text: string) => new TextEncoder().encode(text)
    const exchange = { protocol, provider: provider(), request: bytes(request), response: bytes(response) }
    expect(
      (await processResponse(user.client, { ...exchange, chatId: JSON.parse(response).id })).verdict,
    ).toBe('verified')
    expect(failing(await processResponse(user.client, { ...exchange, chatId: 'another' }))).toEqual([
      'response.signature.present',
    ])
  })

  test.each([
    ['tamperAnswer', ['response.body.hash']],
    ['rewriteRequest', ['response.request.hash']],
    ['wrongSigner', ['response.signer']],
    ['noSignature', ['response.signature.present']],
    ['staleSignature', ['response.request.hash', 'response.body.hash']],
  ] as const)('with a provider that cheats (%s) fails there', async (kind, names) => {
    const user = await newUser()
    await ask(user)
    local.provider.setFault({ kind })
    const exchange = await ask(user, { seed: 7 })
    local.provider.setFault(null)
    const report = await processResponse(user.client, { protocol, provider: provider(), ...exchange })
    expect(report.verdict).toBe('failed')
    expect(failing(report)).toEqual(names)
  })

  test.each([{ kind: 'hang' }, { kind: 'unavailable' }] as const)(
    'whose provider is gone ($kind) is incomplete',
    async (fault) => {
      const user = await newUser()
      const exchange = await ask(user)
      local.provider.setFault(fault)
      const report = await processResponse(user.client, {
        protocol,
        provider: provider(),
        ...exchange,
        timeoutMs: 1_500,
      })
      expect(report.verdict).toBe('incomplete')
      expect(report.checks.find(({ name }) => name === 'response.signature.present')?.status).toBe('skipped')
    },
  )

  test('without an acknowledged signer fails at that', async () => {
    const user = await newUser({ acknowledge: false })
    const report = await processResponse(user.client, {
      protocol,
      provider: provider(),
      request: '',
      response: '',
    })
    expect([report.verdict, failing(report)]).toEqual(['failed', ['chain.signerAcknowledged']])
  })
})

describe('a refusal reads as a typed error', () => {
  const toError = ({ status, text: body }: { status: number; text: string }) =>
    toProviderError({ protocol, provider: provider(), status, body })
  const body = JSON.stringify({ messages })

  test('used headers', async () => {
    const headers = await headersFor(await newUser())
    expect((await send(headers, body)).status).toBe(200)
    const again = await send(headers, body)
    expect(again.status).toBe(400)
    expect(toError(again)).toBeInstanceOf(HeadersRefusedError)
  })

  test.each(['Address', 'Fee', 'Nonce', 'Signature'])('a changed %s', async (name) => {
    const headers = await headersFor(await newUser())
    const changed: Record<string, string> = {
      Address: stranger,
      Fee: String(BigInt(headers.Fee ?? 0) + 1n),
      Nonce: String(BigInt(headers.Nonce ?? 0) + 1n),
      Signature: headers.Signature?.replace(/\d+/, (byte) => String(Number(byte) ^ 1)) ?? '',
    }
    const refused = await send(
      {
        ...headers,
        [name]: changed[name] ?? '',
        ...(name === 'Fee' ? { 'Input-Fee': changed.Fee ?? '' } : {}),
      },
      body,
    )
    expect(refused.status).toBe(400)
    expect(toError(refused).name).toBe(
      name === 'Address' ? 'InsufficientBalanceError' : 'HeadersRefusedError',
    )
  })

  test('headers for another provider', async () => {
    const user = await newUser()
    const [, second] = local.devnet.providers
    if (!second) throw new Error('The devnet has too few providers.')
    const refused = await send(await headersFor(user), body, second.url)
    expect(refused.status).toBe(400)
    expect(refused.text).toContain('get account from contract')
  })

  test('a body that costs more than was signed is refused, any other is answered and fails the report', async () => {
    const user = await newUser()
    const dearer = JSON.stringify({ messages: [{ role: 'user', content: 'x'.repeat(content.length + 1) }] })
    const refused = await send(await headersFor(user), dearer)
    expect(refused.status).toBe(400)
    expect(toError(refused)).toBeInstanceOf(RequestRefusedError)

    const meant = JSON.stringify({ messages })
    const changed = JSON.stringify({ messages: [{ role: 'user', content: 'capital of France' }] })
    const { status, text: response } = await send(await headersFor(user), changed)
    expect(status).toBe(200)
    const report = await processResponse(user.client, {
      protocol,
      provider: provider(),
      request: meant,
      response,
    })
    expect([report.verdict, failing(report)]).toEqual(['failed', ['response.request.hash']])
  })
})

test('a provider behind a closed port is a NetworkError that names the host', async () => {
  const { client } = await newUser({ acknowledge: false })
  const refusing: typeof fetch = () => Promise.reject(new TypeError('fetch failed'))
  const attempt = acknowledgeProviderSigner(client, { protocol, provider: provider(), fetch: refusing })
  await expect(attempt).rejects.toThrow(NetworkError)
  await expect(attempt).rejects.toThrow(new URL(local.provider.url).host)
})
