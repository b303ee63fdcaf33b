import { beforeAll, describe, expect, test } from 'vitest'
import { createLegacyUser, type LegacyUser, nextNonce } from '../../../test/legacyUser.js'
import { useDevnet } from '../../vitest.js'

const local = useDevnet({ protocol: 'legacy', providers: 2 })
const question = 'What is 2+2?'
const prefix = 'Provider proxy: handle proxied service, '

const errorOf = async (reply: Response) => ({ status: reply.status, ...(await reply.json()) })

describe('a request is refused', () => {
  let user: LegacyUser
  beforeAll(async () => {
    user = await createLegacyUser(local)
  })
  const other = '0x00000000000000000000000000000000000000aa'
  test.each([
    [
      'without Address',
      { headers: { Address: null } },
      'get model.request from HTTP request: Address: missing Header',
    ],
    [
      'without VLLM-Proxy',
      { headers: { 'VLLM-Proxy': null } },
      'get model.request from HTTP request: VLLM-Proxy: missing Header',
    ],
    [
      'of somebody without an account',
      { headers: { Address: other } },
      'validate request: get account from contract: account not exist, user: 0x00000000000000000000000000000000000000AA',
    ],
    [
      'whose signature is no list',
      { headers: { Signature: 'abc' } },
      'validate request: Failed to parse signature',
    ],
    [
      'whose signature is for another nonce',
      { signed: { nonce: 1n } },
      'validate request: invalid signature',
    ],
    [
      'whose signature is for another fee',
      { signed: { inputFee: 1n } },
      'validate request: invalid signature',
    ],
    [
      'whose signature is for another user',
      { signed: { user: other } },
      'validate request: invalid signature',
    ],
    [
      'whose signature is for another provider',
      { signed: { provider: other } },
      'validate request: invalid signature',
    ],
    [
      'with the nonce 0',
      { nonce: 0n },
      'validate request: invalid nonce, received nonce 0 not greater than the previous nonce: 0',
    ],
    [
      'whose input fee is one neuron short',
      { inputFee: 1_199_999_999_999n },
      'validate request: invalid inputFee, expected 1200000000000 A0GI, but received 1199999999999 A0GI',
    ],
    [
      'whose fee is not the input fee',
      { headers: { Fee: '1200000000001' } },
      'validate request: invalid fee, expected 1200000000000 A0GI, but received 1200000000001 A0GI',
    ],
    [
      'without messages',
      { body: { messages: [] } },
      'get input fee: messages is not a list of messages with a role',
    ],
  ] as const)('%s', async (_, change, error) => {
    const before = local.provider.requests().length
    const reply = await user.ask(question, change)
    expect(await errorOf(reply)).toEqual({ status: 400, error: prefix + error })
    expect(reply.headers.get('provider')).toBe(local.provider.address)
    expect(reply.headers.get('access-control-allow-origin')).toBe('*')
    expect(local.provider.requests()).toHaveLength(before)
  })

  test.each([
    ['no account', { share: null }, 'get account from contract: account not exist, user: '],
    ['no acknowledged signer', { acknowledge: null }, 'user not acknowledge the provider'],
    ['another acknowledged signer', { acknowledge: other }, 'user not acknowledge the provider'],
    ['no key on chain', { withKey: false }, 'invalid signature'],
    [
      'no money',
      { share: 0n },
      'insufficient balance, total fee of 2001200000000000 (including response reservation) exceeds the available balance of 0',
    ],
    [
      'one neuron too little',
      { share: 2_001_199_999_999_999n },
      'insufficient balance, total fee of 2001200000000000 (including response reservation) exceeds the available balance of 2001199999999999',
    ],
  ] as const)('of a user with %s', async (_, options, error) => {
    const poor = await createLegacyUser(local, options)
    const reply = await poor.ask(question)
    const { status, error: text } = await errorOf(reply)
    expect(status).toBe(400)
    expect(text).toBe(`${prefix}validate request: ${error}${error.endsWith('user: ') ? poor.address : ''}`)
  })

  test('not of a user who has just enough, but again while that is being retrieved', async () => {
    const poor = await createLegacyUser(local, { share: 2_001_200_000_000_000n })
    expect((await poor.ask(question)).status).toBe(200)
    await poor.onLedger('retrieveFund', [[local.provider.address], 'inference'])
    const { error } = await errorOf(await poor.ask(question))
    expect(error).toContain('exceeds the available balance of 0')
  })

  test('when its headers come again, with the same hash or another, here or elsewhere', async () => {
    const messages = [{ role: 'user', content: question }]
    const headers = user.headersFor(messages)
    const body = JSON.stringify({ messages })
    const hash = headers.get('request-hash') ?? ''
    expect((await user.send(headers, body)).status).toBe(200)
    const duplicate = (of: string) =>
      `${prefix}create request: Duplicate entry '${of}' for key 'request_hash'`
    expect((await errorOf(await user.send(headers, body))).error).toBe(duplicate(hash))
    const another = `0x${'ab'.repeat(32)}`
    headers.set('request-hash', another)
    expect((await errorOf(await user.send(headers, body))).error).toBe(duplicate(another))
    const [, second] = local.devnet.providers
    const elsewhere = await fetch(`${second?.url}/v1/proxy/chat/completions`, {
      method: 'POST',
      headers,
      body,
    })
    expect((await errorOf(elsewhere)).error).toContain('account not exist')
    const fresh = await user.ask(question, { headers: { 'Request-Hash': hash } })
    expect((await errorOf(fresh)).error).toBe(duplicate(hash))
  })

  test('when its nonce was passed by a settlement', async () => {
    const early = await createLegacyUser(local)
    const old = nextNonce() - 100_000n * 10_000n
    await (await early.ask(question, { nonce: old })).text()
    await local.provider.settle()
    const { nonce } = await early.readAccount()
    expect(nonce).toBe(old)
    const { error } = await errorOf(await early.ask(question, { nonce: old }))
    expect(error).toBe(
      `${prefix}validate request: invalid nonce, received nonce ${old} not greater than the previous nonce: ${old}`,
    )
    expect((await early.ask(question, { nonce: old + 1n })).status).toBe(200)
  })

  test.each([
    ['no JSON', '{', 'read request body: the body is not JSON'],
    ['no UTF-8', Uint8Array.of(0x22, 0xff, 0x22), 'read request body: the body is not JSON'],
    ['nothing', '', 'read request body: the body is not JSON'],
    ['null', 'null', 'get input fee: the body is not a JSON object with messages'],
  ])('that holds %s', async (_, body, error) => {
    const reply = await user.send(user.headersFor([]), body)
    expect(await errorOf(reply)).toEqual({ status: 400, error: prefix + error })
  })

  test('with 413 above 32 MB', async () => {
    const reply = await user.send(user.headersFor([]), 'x'.repeat(32 * 2 ** 20 + 1))
    expect(await errorOf(reply)).toEqual({
      status: 413,
      error: 'Request body size exceeds the maximum allowed size of 32MB',
    })
  })
})

test('two requests at once can not spend the same money', async () => {
  // Enough for one reservation and two input fees, less one neuron.
  const user = await createLegacyUser(local, { share: 2_002_399_999_999_999n })
  const replies = await Promise.all([user.ask(question), user.ask(question)])
  expect(replies.map(({ status }) => status).sort()).toEqual([200, 400])
})
