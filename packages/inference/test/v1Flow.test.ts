import { SubAccountNotFoundError, v1 } from '@zg/contracts'
import { NetworkError } from '@zg/core'
import { useDevnet } from '@zg/devnet/vitest'
import { type Client, getAddress } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { afterEach, describe, expect, test } from 'vitest'
import { eddsaAuth } from '../src/auth/eddsa/index.js'
import { type Auth, getRequestHeaders, getUnsettledFee, processResponse } from '../src/index.js'
import { countingClient } from './countingClient.js'
import { createV1User, type V1User } from './v1User.js'
import { withService } from './withService.js'

const protocol = v1
const local = useDevnet({ protocol: 'v1', providers: 1 })
afterEach(() => local.provider.setFault(null))

const provider = () => local.provider.address
const stranger = getAddress('0x00000000000000000000000000000000000000aa')
const messages = [{ role: 'user', content: 'What is 2+2?' }]
const failing = (report: { checks: readonly { name: string; status: string }[] }) =>
  report.checks.filter(({ status }) => status !== 'pass').map(({ name, status }) => `${name} ${status}`)

async function ask({ client, auth }: V1User, more: object = {}) {
  const request = JSON.stringify({ model: local.provider.model, messages, ...more })
  const headers = await getRequestHeaders(client, { protocol, provider: provider(), auth })
  const reply = await fetch(`${local.provider.url}/v1/proxy/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: request,
  })
  const response = await reply.text()
  expect(reply.status, response).toBe(200)
  return { request, response, headers: reply.headers }
}

describe('an exchange', () => {
  const verify = (
    user: { client: Client } | null,
    exchange: Awaited<ReturnType<typeof ask>>,
    more: object = {},
  ) =>
    processResponse(user?.client ?? local.publicClient(), {
      protocol,
      provider: provider(),
      ...exchange,
      ...more,
    })

  test.each([{}, { stream: true }])('with %j is verified, by the id in the headers', async (more) => {
    const user = await createV1User(local)
    const exchange = await ask(user, more)
    const report = await verify(user, exchange)
    expect(failing(report)).toEqual([])
    expect(report).toMatchObject({ subject: 'answer', verdict: 'verified', assurance: 'acknowledged' })
  })

  test('is verified with the id given, and with headers as a plain object', async () => {
    const user = await createV1User(local)
    const { headers, ...exchange } = await ask(user)
    const id = headers.get('zg-res-key') ?? ''
    expect(id).not.toBe('')
    const base = { ...exchange, headers: new Headers() }
    expect((await verify(user, base, { chatId: id })).verdict).toBe('verified')
    expect((await verify(user, base, { headers: { 'zg-res-key': id } })).verdict).toBe('verified')
    expect(failing(await verify(user, { ...exchange, headers }, { chatId: 'another' }))[0]).toBe(
      'response.signature.present fail',
    )
  })

  test('takes one question to the chain', async () => {
    const user = await createV1User(local)
    const exchange = await ask(user)
    const { client, methods } = countingClient(user.client)
    await verify({ client }, exchange)
    expect(methods()).toEqual(['eth_call'])
  })

  test('needs neither an account nor a sub-account', async () => {
    const exchange = await ask(await createV1User(local))
    expect((await verify(null, exchange)).verdict).toBe('verified')
    expect((await verify(await createV1User(local, { share: null }), exchange)).verdict).toBe('verified')
  })

  test('fails where the owner doesn’t vouch for the signer', async () => {
    const user = await createV1User(local)
    const exchange = await ask(user)
    const unvouched = withService(provider(), { signerAcknowledged: false })
    const report = await verify(user, exchange, { protocol: unvouched })
    expect([report.verdict, failing(report)]).toEqual(['failed', ['chain.signerAcknowledged fail']])
  })

  test('of a model in a TEE of its own is held against that one’s signer', async () => {
    const user = await createV1User(local)
    const exchange = await ask(user)
    const target = privateKeyToAccount(`0x${'33'.repeat(32)}`)
    const getService = v1.inference.getService(provider())
    const additionalInfo = JSON.stringify({ TargetSeparated: true, TargetTeeAddress: target.address })
    const separated = {
      ...protocol,
      inference: {
        ...v1.inference,
        getService: () => ({
          ...getService,
          decode: (raw: unknown) => getService.decode({ ...Object(raw), additionalInfo }),
        }),
      },
    }
    const report = await verify(user, exchange, { protocol: separated })
    expect(failing(report)).toEqual(['response.signer fail'])
    expect(report.checks.find(({ name }) => name === 'response.signer')?.reason).toBe(
      `signed by ${local.provider.signer}, acknowledged is ${target.address}`,
    )
  })

  test.each([
    ['tamperAnswer', ['response.body.hash fail']],
    ['wrongSigner', ['response.signer fail']],
  ] as const)('with a provider that cheats (%s) fails there', async (kind, names) => {
    const user = await createV1User(local)
    local.provider.setFault({ kind })
    const exchange = await ask(user)
    local.provider.setFault(null)
    const report = await verify(user, exchange)
    expect([report.verdict, failing(report)]).toEqual(['failed', names])
  })
})

describe('the unsettled fee', () => {
  const read = ({ client, auth }: { client: Client; auth: Auth }, more: object = {}) =>
    getUnsettledFee(client, { protocol, provider: provider(), auth, ...more })

  test('is what the provider waits for', async () => {
    const user = await createV1User(local)
    expect(await read(user)).toBe(0n)
    const { response } = await ask(user)
    const { usage }: { usage: { prompt_tokens: number; completion_tokens: number } } = JSON.parse(response)
    const [inputPrice, outputPrice] = [100_000_000_000n, 400_000_000_000n]
    const fee = BigInt(usage.prompt_tokens) * inputPrice + BigInt(usage.completion_tokens) * outputPrice
    await expect.poll(() => read(user)).toBe(fee)
    expect(user.counts.signatures).toBe(1)
  })

  test('is told to whoever can’t pay any more', async () => {
    const user = await createV1User(local, { share: '1' })
    await user.write(v1.ledger.retrieveFund({ providers: [provider()], service: 'inference-v1.0' }))
    expect(await read(user)).toBe(0n)
  })

  test('takes one question to the chain and one to the provider', async () => {
    const user = await createV1User(local)
    const { client, methods } = countingClient(user.client)
    const urls: string[] = []
    const counting: typeof fetch = (input, init) => {
      urls.push(String(input))
      return fetch(input, init)
    }
    await read({ ...user, client }, { fetch: counting })
    expect([methods(), urls]).toEqual([
      ['eth_call'],
      [`${local.provider.url}/v1/user/${user.user}/unsettledfee`],
    ])
  })

  test('of a provider that never answers times out', async () => {
    const user = await createV1User(local)
    local.provider.setFault({ kind: 'hang' })
    const attempt = read(user, { timeoutMs: 1_000 })
    await expect(attempt).rejects.toThrow(NetworkError)
    await expect(attempt).rejects.toThrow('The provider did not answer within')
  })

  test.each([
    ['<html>', 'it has no whole number of neuron'],
    ['{}', 'it has no whole number of neuron'],
    ['{"unsettledFee":7}', 'it has no whole number of neuron'],
    ['{"unsettledFee":"-7"}', 'it has no whole number of neuron'],
    ['{"unsettledFee":"0.5"}', 'it has no whole number of neuron'],
    ['{"unsettledFee":""}', 'it has no whole number of neuron'],
    [`{"unsettledFee":"${'9'.repeat(79)}"}`, 'it has no whole number of neuron'],
    [
      '{"unsettledFee":"7","userAddress":"0x00000000000000000000000000000000000000aa"}',
      'it is another user’s',
    ],
  ])('that reads %s is refused', async (body, reason) => {
    const user = await createV1User(local)
    const answering: typeof fetch = async () => new Response(body)
    await expect(read(user, { fetch: answering })).rejects.toMatchObject({
      name: 'ProviderReplyError',
      provider: provider(),
      shortMessage: `What provider ${provider()} answered is no unsettled fee: ${reason}.`,
    })
  })

  test('may be larger than any number of JavaScript', async () => {
    const user = await createV1User(local)
    const userAddress = user.user.toLowerCase()
    const answering: typeof fetch = async () =>
      new Response(JSON.stringify({ unsettledFee: '12345678901234567890123', userAddress }))
    expect(await read(user, { fetch: answering })).toBe(12345678901234567890123n)
  })

  test('that is refused is the refusal’s typed error', async () => {
    const user = await createV1User(local)
    const busy: typeof fetch = async () => new Response('{"error":"Rate limit exceeded"}', { status: 429 })
    await expect(read(user, { fetch: busy })).rejects.toMatchObject({ name: 'ProviderBusyError' })
  })

  test('needs a sub-account, and a protocol whose providers tell it', async () => {
    const user = await createV1User(local, { share: null })
    await expect(read(user)).rejects.toThrow(SubAccountNotFoundError)
    const silent = { ...protocol, inference: { ...v1.inference, unsettledFeePath: null } }
    await expect(read(user, { protocol: silent })).rejects.toMatchObject({
      name: 'NotOfferedError',
      shortMessage: 'getUnsettledFee is not part of the v1 protocol.',
    })
    await expect(read(user, { provider: stranger })).rejects.toMatchObject({ name: 'ServiceNotFoundError' })
  })
})

test('signed headers need a credential, which this network has not', async () => {
  const user = await createV1User(local)
  const auth = eddsaAuth({ account: user.account })
  await expect(
    getRequestHeaders(user.client, { protocol, provider: provider(), auth }),
  ).rejects.toMatchObject({
    name: 'CredentialMissingError',
  })
})
