import type { Report } from '@zg/core'
import { useDevnet } from '@zg/devnet/vitest'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type Broker, createBroker, createReadOnlyBroker } from '../src/index.js'

const local = useDevnet({ protocol: 'v1' })
const rewriting = useDevnet({ protocol: 'v1', rewrites: true })
afterEach(() => local.provider.setFault(null))

const root = (devnet = local) => devnet.devnet.attestationRoot ?? ''

/** A broker with money at the provider, which accepts the devnet's evidence. */
async function newBroker(devnet = local, options = {}): Promise<Broker> {
  const account = await devnet.newAccount()
  const broker = createBroker({
    account,
    rpcUrl: devnet.devnet.rpcUrl,
    attestationRoot: root(devnet),
    ...options,
  })
  await broker.ledger.depositFund('8')
  await broker.ledger.transferFund({ provider: devnet.provider.address, amount: '3' })
  return broker
}

let broker: Broker
beforeAll(async () => {
  broker = await newBroker()
})

/** One paid exchange, by hand: the exact bytes, and the headers of the answer. */
async function exchange(more: object = {}) {
  const { url, model, address } = local.provider
  const request = JSON.stringify({ model, messages: [{ role: 'user', content: 'What is 2+2?' }], ...more })
  const headers = await broker.inference.getRequestHeaders(address)
  const answer = await fetch(`${url}/v1/proxy/chat/completions`, {
    ...{ method: 'POST', body: request },
    headers: { 'content-type': 'application/json', 'accept-encoding': 'identity', ...headers },
  })
  return { request, response: new Uint8Array(await answer.arrayBuffer()), headers: answer.headers }
}

const examine = (given: Awaited<ReturnType<typeof exchange>>) =>
  broker.inference.processResponse(local.provider.address, { ...given, require: 'verified' })
const faultsOf = ({ checks }: Report) =>
  checks
    .filter(({ status, required }) => status === 'fail' || (required && status === 'skipped'))
    .map(({ name, status }) => `${status} ${name}`)
const flip = (bytes: Uint8Array, at: number) => bytes.map((byte, index) => (index === at ? byte ^ 1 : byte))

describe('a provider of the devnet', () => {
  test('is verified by its evidence, and comes out as simulated', async () => {
    const report = await broker.inference.verifyService(local.provider.address)
    expect(report).toMatchObject({ subject: 'provider', verdict: 'verified', assurance: 'simulated' })
    expect(report.claims).toMatchObject({ answerSigner: local.provider.signer, modelInTee: true })
    const reader = createReadOnlyBroker({ rpcUrl: local.devnet.rpcUrl, attestationRoot: root() })
    expect((await reader.inference.verifyService(local.provider.address)).verdict).toBe('verified')
  })

  test('is not, by whoever was not given its root', async () => {
    const collateral = async () => (await (await fetch(`${local.provider.url}/v1/quote`)).json()).collateral
    const reader = createReadOnlyBroker({ rpcUrl: local.devnet.rpcUrl, tee: { collateral } })
    const report = await reader.inference.verifyService(local.provider.address)
    expect([report.verdict, report.assurance]).toEqual(['failed', 'hardware'])
    const stranger = createReadOnlyBroker({ rpcUrl: local.devnet.rpcUrl, attestationRoot: root(rewriting) })
    expect((await stranger.inference.verifyService(local.provider.address)).verdict).toBe('failed')
  })

  test('is verified whatever the JSON beside its quote says', async () => {
    local.provider.setFault({ kind: 'wrongQuote' })
    expect((await broker.inference.verifyService(local.provider.address)).verdict).toBe('verified')
  })

  test('that can’t be reached is incomplete', async () => {
    local.provider.setFault({ kind: 'unavailable' })
    expect((await broker.inference.verifyService(local.provider.address)).verdict).toBe('incomplete')
  })
})

describe('a root for simulated evidence', () => {
  test('is refused on public networks, by name and by id', async () => {
    const privateKey = `${'11'.repeat(32)}`
    for (const network of ['testnet', 'mainnet'] as const) {
      expect(() => createBroker({ privateKey, network, attestationRoot: root() })).toThrow(
        'is a public network',
      )
    }
    const ofMainnet: typeof fetch = async (_, init) => {
      const { id } = JSON.parse(String(init?.body))
      return Response.json({ jsonrpc: '2.0', id, result: '0x4115' })
    }
    const { custom, createClient } = await import('viem')
    const publicClient = createClient({
      transport: custom({
        request: async () => (await (await ofMainnet('', { body: '{"id":1}' })).json()).result,
      }),
    })
    const disguised = createBroker({ privateKey, publicClient, attestationRoot: root() })
    await expect(disguised.inference.listService()).rejects.toMatchObject({ name: 'AttestationRootError' })
  })

  test('must be one', () => {
    for (const attestationRoot of ['', '!']) {
      expect(() => createBroker({ privateKey: '11'.repeat(32), network: 'devnet', attestationRoot })).toThrow(
        'no certificate in base64',
      )
    }
  })
})

describe('an exchange', () => {
  test.each([
    ['one document', {}],
    ['a stream', { stream: true }],
  ])('that nobody touched is verified: %s', async (_, more) => {
    const report = await examine(await exchange(more))
    expect(report).toMatchObject({ subject: 'answer', verdict: 'verified', assurance: 'simulated' })
    expect(report.checks.at(-1)).toMatchObject({
      name: 'response.providerVerified',
      status: 'pass',
      required: true,
    })
  })

  test('with a byte of the question changed fails', async () => {
    const given = await exchange()
    const request = flip(new TextEncoder().encode(given.request), 20)
    expect(faultsOf(await examine({ ...given, request: new TextDecoder().decode(request) }))).toEqual([
      'fail response.request.hash',
    ])
  })

  test('with a byte of the answer changed fails, wherever it is', async () => {
    for (const more of [{}, { stream: true }]) {
      const given = await exchange(more)
      // One in each chunk of the stream, and the very last.
      const text = new TextDecoder('latin1').decode(given.response)
      const places = [...text.matchAll(/data: |"content"/g)]
        .map(({ index }) => index + 1)
        .concat(given.response.length - 1)
      for (const at of places.slice(0, 6).concat(places.slice(-1))) {
        const report = await examine({ ...given, response: flip(given.response, at) })
        expect(faultsOf(report)).toEqual(['fail response.body.hash'])
      }
    }
  })

  test.each([
    ['staleSignature', ['fail response.request.hash', 'fail response.body.hash']],
    ['wrongSigner', ['fail response.signer']],
    ['rewriteRequest', ['fail response.request.hash']],
    ['tamperAnswer', ['fail response.body.hash']],
  ] as const)('of a provider that cheats (%s) fails there', async (kind, expected) => {
    await exchange()
    local.provider.setFault({ kind })
    const given = await exchange({ seed: 7 })
    local.provider.setFault(null)
    const report = await examine(given)
    expect([report.verdict, faultsOf(report)]).toEqual(['failed', expected])
  })

  test('without a signature fails at its presence', async () => {
    local.provider.setFault({ kind: 'noSignature' })
    const given = await exchange()
    local.provider.setFault(null)
    const report = await examine(given)
    expect([report.verdict, faultsOf(report)[0]]).toEqual(['failed', 'fail response.signature.present'])
  })

  test('with another chat’s signature fails', async () => {
    const [one, other] = [await exchange(), await exchange({ seed: 9 })]
    const report = await examine({ ...one, headers: other.headers })
    expect([report.verdict, faultsOf(report)]).toEqual([
      'failed',
      ['fail response.request.hash', 'fail response.body.hash'],
    ])
  })

  test('that came compressed is incomplete', async () => {
    local.provider.setFault({ kind: 'gzip' })
    const given = await exchange()
    local.provider.setFault(null)
    const report = await examine(given)
    expect(report.verdict).toBe('incomplete')
    expect(report.checks.find(({ name }) => name === 'response.body.hash')).toMatchObject({
      status: 'skipped',
      reason: 'compressed',
    })
  })
})

describe('a provider that rewrites requests', () => {
  test('is verified through a connection, which writes what it would write', async () => {
    const own = await newBroker(rewriting)
    const connection = await own.inference.connect(rewriting.provider.address, { require: 'verified' })
    for (const more of [{}, { stream: true }]) {
      const answer = await connection.fetch(`${connection.baseUrl}/chat/completions`, {
        ...{ method: 'POST', headers: { 'content-type': 'application/json' } },
        body: JSON.stringify({ messages: [{ role: 'user', content: 'Hello' }], ...more }),
      })
      expect([answer.status, (await answer.text()).length > 0]).toEqual([200, true])
      expect(await connection.verify(answer)).toMatchObject({ verdict: 'verified', assurance: 'simulated' })
    }
  })

  test('fails where only it has changed the question', async () => {
    const own = await newBroker(rewriting)
    const { address, url, model } = rewriting.provider
    const request = JSON.stringify({ model, stream: true, messages: [{ role: 'user', content: 'Hello' }] })
    const paying = await own.inference.getRequestHeaders(address)
    const answer = await fetch(`${url}/v1/proxy/chat/completions`, {
      ...{ method: 'POST', body: request, headers: { 'content-type': 'application/json', ...paying } },
    })
    const response = new Uint8Array(await answer.arrayBuffer())
    const report = await own.inference.processResponse(address, {
      request,
      response,
      headers: answer.headers,
    })
    expect([report.verdict, faultsOf(report)]).toEqual(['failed', ['fail response.request.hash']])
  })
})
