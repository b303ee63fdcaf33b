import { v1InferenceServingAbi as abi } from '@zg/contracts'
import { privateKeyToAccount } from 'viem/accounts'
import { describe, expect, test } from 'vitest'
import { createV1User, errorOf } from '../../../test/v1User.js'
import { useDevnet } from '../../vitest.js'

const local = useDevnet({ protocol: 'v1' })
const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${local.provider.url}${path}`, { headers })

describe('paths', () => {
  test.each([
    ['GET', '/v1/proxy/models'],
    ['GET', '/v1/proxy/chat/completions'],
    ['POST', '/v1/proxy/completions'],
    ['POST', '/v1/proxy/embeddings'],
    ['POST', '/v1/proxy'],
  ])('%s %s is nothing that anybody pays for', async (method, path) => {
    const reply = await fetch(`${local.provider.url}${path}`, { method })
    expect(await errorOf(reply)).toEqual({
      status: 400,
      error: 'unsupported endpoint: endpoint not supported',
    })
  })

  test.each(['/v1/service', '/v1/settle', '/v2/nothing'])('%s is not there', async (path) => {
    expect(await errorOf(await get(path))).toEqual({ status: 404, error: 'not found' })
  })

  test.each([
    ['/v1/proxy/attestation/else', 'The scripted model does not serve /attestation/else.'],
    ['/v1/proxy/signature/a/b', 'The scripted model does not serve /signature/a/b.'],
  ])("%s is the model's, free of charge", async (path, message) => {
    expect(await errorOf(await get(path))).toEqual({
      status: 404,
      error: { message, type: 'invalid_request_error' },
    })
  })

  test("a video's path is the model's, for those it knows", async () => {
    const path = '/v1/proxy/videos/1'
    expect((await errorOf(await get(path))).error).toMatch(/^validate session: missing or invalid/)
    const user = await createV1User(local, { share: null })
    const known = await get(path, { authorization: await user.bearer() })
    expect(await errorOf(known)).toEqual({
      status: 404,
      error: { message: 'The scripted model does not serve /videos/1.', type: 'invalid_request_error' },
    })
    const posted = await user.send('/v1/proxy/videos/1', { authorization: await user.bearer(), body: '{}' })
    expect(posted.status).toBe(404)
  })
})

describe('pages of other origins', () => {
  const origin = 'https://app.example'
  test.each([
    ['/v1/proxy/signature/x', 'ZG-Res-Key, Provider, Content-Type, Content-Encoding'],
    ['/v1/models', 'ZG-Res-Key, Retry-After'],
  ])('may ask %s, with their credentials', async (path, exposed) => {
    const { headers } = await get(path, { origin })
    expect(Object.fromEntries(headers)).toMatchObject({
      'access-control-allow-origin': origin,
      'access-control-allow-credentials': 'true',
      'access-control-allow-headers': 'Content-Type, Authorization, X-Requested-With, Accept, Origin',
      'access-control-expose-headers': exposed,
      vary: 'Origin',
    })
    expect((await get(path)).headers.has('access-control-allow-origin')).toBe(false)
  })

  test('are told so beforehand', async () => {
    const reply = await fetch(`${local.provider.url}/v1/proxy/chat/completions`, {
      method: 'OPTIONS',
      headers: { origin },
    })
    expect(reply.status).toBe(204)
    expect(reply.headers.get('access-control-allow-methods')).toContain('POST')
  })
})

test('the models are listed with the prices that stand on chain', async () => {
  const { address, model } = local.provider
  const list = await (await get('/v1/models')).json()
  expect(list).toMatchObject({
    object: 'list',
    data: [
      {
        ...{ id: model, provider: address, object: 'model', type: 'chatbot', verifiability: 'TeeML' },
        ...{ tee_attested: false, tee_type: 'simulated' },
        pricing: { prompt: '100000000000', completion: '400000000000' },
      },
    ],
  })
  expect(list.data).toHaveLength(1)
})

test('faults are those of the other protocol', async () => {
  const user = await createV1User(local)
  const ask = () => user.ask('What is 2+2?')
  local.provider.setFault({ kind: 'unavailable' })
  expect(await errorOf(await ask())).toEqual({ status: 503, error: 'the service is unavailable' })
  local.provider.setFault({ kind: 'noSignature' })
  const unsigned = await ask()
  await unsigned.text()
  expect((await get(`/v1/proxy/signature/${unsigned.headers.get('zg-res-key')}`)).status).toBe(400)
  local.provider.setFault({ kind: 'tamperAnswer' })
  expect((await (await ask()).json()).choices[0].message.content).toBe('5 + 2 = 4.')
  local.provider.setFault(null)
  expect((await (await ask()).json()).choices[0].message.content).toBe('2 + 2 = 4.')
})

test('nobody is served whose signer the owner does not vouch for', async () => {
  const user = await createV1User(local)
  const [owner] = local.devnet.accounts
  if (!owner) throw new Error('unreachable: there are ten')
  const tell = async (functionName: 'acknowledgeTEESignerByOwner' | 'revokeTEESignerAcknowledgement') => {
    const hash = await local.walletClient(privateKeyToAccount(owner.privateKey)).writeContract({
      ...{ address: local.devnet.contracts.inference, abi, functionName },
      args: [local.provider.address],
    })
    await local.publicClient().waitForTransactionReceipt({ hash })
  }
  await tell('revokeTEESignerAcknowledgement')
  expect(await errorOf(await user.ask('Hello'))).toEqual({
    status: 400,
    error: 'validate request: service not acknowledge the tee signer',
  })
  await tell('acknowledgeTEESignerByOwner')
  expect((await user.ask('Hello')).status).toBe(200)
})

describe('an unsettled fee', () => {
  test('is told to nobody else', async () => {
    const user = await createV1User(local)
    const path = (address: string) => `/v1/user/${address}/unsettledfee`
    const get = { method: 'GET', authorization: await user.bearer() }
    expect(await (await user.send(path(user.address), get)).json()).toEqual({
      userAddress: user.address,
      unsettledFee: '0',
    })
    expect((await user.send(path(user.address.toLowerCase()), get)).status).toBe(200)
    expect(await errorOf(await user.send(path(local.provider.address), get))).toEqual({
      status: 403,
      error: 'you can only query your own unsettled fee',
    })
    expect((await errorOf(await user.send(path(user.address), { method: 'GET' }))).status).toBe(400)
  })
})
