import { legacy, v1 } from '@zg/contracts'
import { useDevnet } from '@zg/devnet/vitest'
import { revokeServiceSigner } from '@zg/inference/owner'
import { type Address, createWalletClient, getAddress, http, type LocalAccount } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { newProvider } from '../../ledger/test/newProvider.js'
import { type Broker, createBroker, createReadOnlyBroker, ogToWei } from '../src/index.js'

const local = useDevnet({ protocol: 'v1', providers: 2 })
const stranger = getAddress('0x00000000000000000000000000000000000000aa')
const provider = () => local.provider.address
afterEach(() => local.provider.setFault(null))

/** A broker that counts what its account signs, with money at the provider. */
async function newBroker() {
  const account = await local.newAccount()
  const counts = { signatures: 0 }
  const counting: LocalAccount = {
    ...account,
    signMessage: (message) => {
      counts.signatures += 1
      return account.signMessage(message)
    },
  }
  const broker = createBroker({ account: counting, rpcUrl: local.devnet.rpcUrl, protocol: v1 })
  await broker.ledger.depositFund('8')
  await broker.ledger.transferFund({ provider: provider(), amount: '2' })
  const sent = () => local.publicClient().getTransactionCount({ address: account.address })
  return { broker, counts, sent }
}

describe('a provider that isn’t to be trusted', () => {
  const paying: readonly (readonly [string, (broker: Broker, to: Address) => Promise<unknown>])[] = [
    ['a transfer', ({ ledger }, to) => ledger.transferFund({ provider: to, amount: '2' })],
    ['an acknowledgement', ({ inference }, to) => inference.acknowledgeProviderSigner(to, { fund: '2' })],
    ['headers', ({ inference }, to) => inference.getRequestHeaders(to)],
    ['an API key', ({ inference }, to) => inference.createApiKey(to)],
  ]

  test.each(paying)('and is registered nowhere gets no money and no signature by %s', async (_, pay) => {
    const { broker, counts, sent } = await newBroker()
    const before = await sent()
    await expect(pay(broker, stranger)).rejects.toMatchObject({
      ...{ name: 'ServiceNotFoundError', provider: stranger },
    })
    expect([await sent(), counts.signatures]).toEqual([before, 0])
  })

  test('because the owner took its word back gets neither headers nor a key nor a new share', async () => {
    const { devnet, publicClient } = local
    const newUser = async (balance = ogToWei('100')) => {
      const account = await local.newAccount({ balance })
      return { account, client: local.walletClient(account) }
    }
    const seller = await newProvider({ devnet, protocol: v1, publicClient, newUser })
    const { broker, counts } = await newBroker()
    await broker.ledger.transferFund({ provider: seller.provider, amount: '2' })
    const owner = createWalletClient({
      account: privateKeyToAccount(devnet.accounts[0]?.privateKey ?? '0x'),
      chain: publicClient().chain,
      transport: http(devnet.rpcUrl),
    })
    await revokeServiceSigner(owner, { protocol: v1, provider: seller.provider })
    const refused = { name: 'ServiceNotAcknowledgedError' }
    // None of these may open a session, which would be there for the headers.
    await expect(broker.inference.getUnsettledFee(seller.provider)).rejects.toMatchObject(refused)
    await expect(broker.inference.createApiKey(seller.provider)).rejects.toMatchObject(refused)
    expect(await broker.ledger.getSubAccount(seller.provider)).toMatchObject({ unsettled: null })
    await expect(broker.inference.getRequestHeaders(seller.provider)).rejects.toMatchObject(refused)
    await expect(
      broker.inference.acknowledgeProviderSigner(seller.provider, { fund: '2' }),
    ).rejects.toMatchObject(refused)
    expect(counts.signatures).toBe(0)
    expect((await broker.ledger.getLedger()).locked).toBe(ogToWei('4'))
  })
})

describe('a provider that never answers', () => {
  const at = { timeoutMs: 200 }
  const timedOut = { name: 'NetworkError', reason: 'timeout' }

  test('ends each question at its time', async () => {
    const { broker } = await newBroker()
    await broker.inference.getRequestHeaders(provider())
    local.provider.setFault({ kind: 'hang' })
    await expect(broker.inference.getUnsettledFee(provider(), at)).rejects.toMatchObject(timedOut)
    await expect(broker.inference.listModels(provider(), at)).rejects.toMatchObject(timedOut)
    const exchange = { request: '{}', response: '{"id":"1"}', ...at }
    expect(await broker.inference.processResponse(provider(), exchange)).toMatchObject({
      verdict: 'incomplete',
    })
    expect(await broker.ledger.getSubAccount(provider(), at)).toMatchObject({ unsettled: null })
  })

  const before = useDevnet({ protocol: 'legacy', providers: 1, faults: [{ kind: 'hang' }] })
  test('is not acknowledged on the older network, where its word is asked for, and no money moves', async () => {
    const account = await before.newAccount()
    const broker = createBroker({ account, rpcUrl: before.devnet.rpcUrl, protocol: legacy })
    await broker.ledger.depositFund('2')
    const { address } = before.provider
    await expect(
      broker.inference.acknowledgeProviderSigner(address, { fund: '1', ...at }),
    ).rejects.toMatchObject(timedOut)
    expect(await before.publicClient().getTransactionCount({ address: account.address })).toBe(1)
  })
})

describe.each([false, true])('an answer (streamed: %s)', (stream) => {
  type Exchange = { request: string; response: string; headers: Headers }
  let user: Awaited<ReturnType<typeof newBroker>>
  beforeAll(async () => {
    user = await newBroker()
  })

  async function ask(content: string): Promise<Exchange> {
    const { inference } = user.broker
    const { endpoint, model } = await inference.getServiceMetadata(provider())
    const messages = [{ role: 'user', content }]
    const request = JSON.stringify({
      ...{ model, messages, stream },
      ...(stream ? { stream_options: { include_usage: true } } : {}),
    })
    const reply = await fetch(`${endpoint}/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(await inference.getRequestHeaders(provider())) },
      body: request,
    })
    expect(reply.status).toBe(200)
    return { request, response: await reply.text(), headers: reply.headers }
  }
  const verdictOf = async (exchange: Exchange, by = provider()) => {
    const report = await user.broker.inference.processResponse(by, exchange)
    const reader = createReadOnlyBroker({ rpcUrl: local.devnet.rpcUrl, protocol: v1 })
    expect(await reader.inference.processResponse(by, exchange)).toEqual(report)
    return report.verdict
  }

  test('is verified as it is, its last chunk without choices included', async () => {
    const exchange = await ask('What is 2+2?')
    if (stream) expect(exchange.response).toContain('"choices":[]')
    expect(await verdictOf(exchange)).toBe('verified')
  })

  test('is not verified with any other byte, or as the answer to something else, or as somebody else’s', async () => {
    const exchange = await ask('What is 2+2?')
    const another = await ask('What is 3+3?')
    const { request, response, headers } = exchange
    const chunks = response.split('\n\n')
    const [first = '', second = '', ...rest] = chunks
    const wrong: readonly Exchange[] = [
      { request, headers, response: response.replace('4', '5') },
      { request, headers, response: `${response} ` },
      { request, headers, response: response.slice(0, -1) },
      { request: request.replace('2+2', '2+3'), headers, response },
      { ...exchange, headers: another.headers },
      { ...another, request },
      { ...another, headers },
      ...(stream
        ? [
            { request, headers, response: chunks.toSpliced(1, 1).join('\n\n') },
            { request, headers, response: [second, first, ...rest].join('\n\n') },
            { request, headers, response: [first, first, second, ...rest].join('\n\n') },
          ]
        : []),
    ]
    for (const each of wrong) {
      expect(each).not.toEqual(exchange)
      expect(await verdictOf(each)).toBe('failed')
    }
    expect(await verdictOf(exchange, local.devnet.providers[1]?.address)).not.toBe('verified')
    expect(await verdictOf(exchange)).toBe('verified')
  })

  test.each(['tamperAnswer', 'rewriteRequest', 'wrongSigner', 'noSignature', 'staleSignature'] as const)(
    'of a provider that cheats (%s) is not verified',
    async (kind) => {
      await ask('What is 1+1?')
      local.provider.setFault({ kind })
      const exchange = await ask('What is 2+2?')
      expect(await verdictOf(exchange)).toBe('failed')
    },
  )
})
