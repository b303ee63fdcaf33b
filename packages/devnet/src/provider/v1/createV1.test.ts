import { hashMessage, parseEther, recoverAddress, sha256, stringToBytes } from 'viem'
import { describe, expect, test } from 'vitest'
import { bearerOf, createV1User, errorOf, tokenText } from '../../../test/v1User.js'
import { useDevnet } from '../../vitest.js'
import { scriptedModel } from '../model.js'

const local = useDevnet({ protocol: 'v1', providers: 2 })
const question = 'What is 2+2?'
const fee = 14n * 100_000_000_000n + 8n * 400_000_000_000n
const chat = '/v1/proxy/chat/completions'
const hashOf = (text: string) => sha256(stringToBytes(text)).slice(2)
const readSignature = async (id: string | null) =>
  (await fetch(`${local.provider.url}/v1/proxy/signature/${id}?model=x`)).json()

describe('an answer', () => {
  test('is billed by usage, signed over the exact bytes, and settled to the neuron', async () => {
    const user = await createV1User(local)
    const body = ` {"messages": ${JSON.stringify([{ role: 'user', content: question }])} }`
    const reply = await user.send(chat, { authorization: await user.bearer(), body })
    expect(reply.status).toBe(200)
    const key = reply.headers.get('zg-res-key') ?? ''
    expect(key).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(reply.headers.get('provider')).toBe(local.provider.address)
    expect(reply.headers.get('x-accel-buffering')).toBe('no')

    const text = await reply.text()
    const answer = JSON.parse(text)
    expect(answer).toMatchObject({
      model: scriptedModel,
      choices: [{ message: { role: 'assistant', content: '2 + 2 = 4.' }, finish_reason: 'stop' }],
      usage: { prompt_tokens: 14, completion_tokens: 8 },
    })
    const document = await readSignature(key)
    expect(document).toEqual({
      text: `${hashOf(body)}:${hashOf(text)}`,
      signature: expect.stringMatching(/^0x[0-9a-f]{130}$/),
      signing_address: local.provider.signer,
      signing_algo: 'ecdsa',
    })
    const { signature } = document
    expect(await recoverAddress({ hash: hashMessage(document.text), signature })).toBe(local.provider.signer)
    // By the key alone: what the model called its answer says nothing.
    expect(await readSignature(answer.id)).toEqual({
      error: 'get chat signature: Chat id not found or expired, chat_id_not_found',
    })

    const record = {
      ...{ id: answer.id, user: user.address, nonce: 0n, requestHash: key, inputFee: 0n, fee },
      usage: { prompt_tokens: 14, completion_tokens: 8 },
    }
    expect(local.provider.requests().at(-1)).toEqual({ ...record, paid: 0n, state: 'owed' })
    expect(await user.readUnsettled()).toBe(fee)
    const before = await user.readAccount()
    const [first, second] = await Promise.all([local.provider.settle(), local.provider.settle()])
    expect(first).toEqual([
      {
        user: user.address,
        hash: expect.stringMatching(/^0x[0-9a-f]{64}$/),
        ...{ amount: fee, status: 'success', unsettled: 0n },
      },
    ])
    expect(second).toEqual([])
    expect(local.provider.requests().at(-1)).toEqual({ ...record, paid: fee, state: 'settled' })
    expect(await user.readUnsettled()).toBe(0n)
    const { balance, nonce } = await user.readAccount()
    expect(balance).toBe(parseEther('2') - fee)
    expect(nonce).toBeGreaterThan(before.nonce)
  })

  test('as a stream is relayed event by event, billed by its last chunk, and signed as it was delivered', async () => {
    const user = await createV1User(local)
    const body = JSON.stringify({
      ...{ model: scriptedModel, stream: true },
      messages: [{ role: 'user', content: question }],
    })
    const reply = await user.send(chat, { authorization: await user.bearer(), body })
    expect(reply.headers.get('content-type')).toBe('text/event-stream')
    const text = await reply.text()
    const events = text.trimEnd().split('\n\n')
    expect(events.at(-1)).toBe('data: [DONE]')
    const chunks = events.slice(0, -1).map((event) => JSON.parse(event.slice('data: '.length)))
    expect(chunks.map(({ choices: [choice] }) => choice?.delta.content ?? '').join('')).toBe('2 + 2 = 4.')
    expect(chunks.at(-1)).toMatchObject({ choices: [], usage: { completion_tokens: 8 } })
    const { text: signed } = await readSignature(reply.headers.get('zg-res-key'))
    expect(signed).toBe(`${hashOf(body)}:${hashOf(text)}`)
    expect(local.provider.requests().at(-1)).toMatchObject({ id: chunks[0].id, fee, state: 'owed' })
  })

  test('may be the call of a tool', async () => {
    const user = await createV1User(local)
    const parameters = { type: 'object', required: ['place'] }
    const tools = [{ type: 'function', function: { name: 'get_weather', parameters } }]
    const reply = await user.ask('How is the weather in Bern?', { body: { tools } })
    const { choices, usage } = await reply.json()
    expect(choices).toEqual([
      {
        index: 0,
        message: {
          ...{ role: 'assistant', content: null },
          tool_calls: [
            {
              id: expect.stringMatching(/^call_/),
              type: 'function',
              function: { name: 'get_weather', arguments: '{"place":"Bern"}' },
            },
          ],
        },
        finish_reason: 'tool_calls',
      },
    ])
    expect(usage.completion_tokens).toBeGreaterThan(0)
  })

  test('that the model refuses is passed on, costs nothing and has no key', async () => {
    const user = await createV1User(local)
    const reply = await user.ask(question, { body: { model: 'another' } })
    expect(reply.headers.get('zg-res-key')).toBeNull()
    expect(await errorOf(reply)).toEqual({
      status: 404,
      error: { message: 'The model "another" does not exist.', type: 'invalid_request_error' },
    })
    expect(local.provider.requests().at(-1)).toMatchObject({ user: user.address, state: 'failed', fee: null })
    expect(await user.readUnsettled()).toBe(0n)
  })

  test.each([
    '/v1/proxy/v1/chat/completions',
    '/v1/proxy/chat/completions/',
    '/V1/Proxy/Chat/Completions?x=1',
  ])('comes at %s too', async (path) => {
    const user = await createV1User(local)
    const body = { messages: [{ role: 'user', content: question }] }
    expect((await user.send(path, { authorization: await user.bearer(), body })).status).toBe(200)
  })
})

describe('a request is refused', () => {
  test('by its token before anything else, in the form of every refusal, and leaves no trace', async () => {
    const user = await createV1User(local, { share: null })
    const before = local.provider.requests().length
    const reply = await user.send(chat, { body: 'no JSON' })
    expect(await errorOf(reply)).toEqual({
      status: 400,
      error:
        'validate session: missing or invalid Authorization header, must be Bearer app-sk-<base64(rawMessage:signature)>',
    })
    expect(reply.headers.get('provider')).toBe(local.provider.address)
    const stranger = await bearerOf(user.account, tokenText(local.provider.address, local.provider.address))
    expect((await errorOf(await user.send(chat, { authorization: stranger, body: '{}' }))).error).toBe(
      'validate session: signature verification failed: address mismatch',
    )
    const [, second] = local.devnet.providers
    const elsewhere = await user.bearer({ provider: second?.address })
    expect((await errorOf(await user.send(chat, { authorization: elsewhere, body: '{}' }))).error).toBe(
      'validate session: session token is for different provider',
    )
    expect(local.provider.requests()).toHaveLength(before)
  })

  test.each([
    ['{', 'read request body: the body is not JSON'],
    ['', 'read request body: the body is not JSON'],
    ['null', 'prepare request extractor: the body is not a JSON object with messages'],
    ['{"messages":[]}', 'prepare request extractor: messages is not a list of messages with a role'],
  ])('by its body, once its sender is known: %s', async (body, error) => {
    const user = await createV1User(local, { share: null })
    const reply = await user.send(chat, { authorization: await user.bearer(), body })
    expect(await errorOf(reply)).toEqual({ status: 400, error })
  })

  test('without an account, and when the account does not cover it', async () => {
    const stranger = await createV1User(local, { share: null })
    expect(await errorOf(await stranger.ask(question))).toEqual({
      status: 400,
      error: `validate request: get account from contract, account not exist: ${stranger.address}`,
    })
    const user = await createV1User(local, { share: parseEther('1') + fee - 1n })
    expect((await user.ask(question)).status).toBe(200)
    await expect.poll(user.readUnsettled).toBe(fee)
    const { error } = await errorOf(await user.ask(question))
    expect(error).toBe(
      `validate request: insufficient balance: your locked balance is 1.000005 0G, but the required minimum is 1.000005 0G (breakdown: minimum reserve 1.000000 0G + unsettled fees 0.000005 0G + current request fee 0.000000 0G). Please add more funds with: 0g-compute-cli transfer-fund --provider ${local.provider.address} --amount <amount>`,
    )
    await user.deposit(1n)
    expect((await user.ask(question)).status).toBe(200)
  })

  test('with 413 above 32 MB, whoever asks', async () => {
    const user = await createV1User(local, { share: null })
    expect(await errorOf(await user.send(chat, { body: 'x'.repeat(32 * 2 ** 20 + 1) }))).toEqual({
      status: 413,
      error: 'Request body size exceeds the maximum allowed size of 32MB',
    })
  })
})

describe('revocation takes effect at once', () => {
  const revoked = 'validate session: session token has been revoked'
  test('of one key', async () => {
    const user = await createV1User(local)
    const key = { tokenId: 3, expiresAt: 0 }
    expect((await user.ask(question, { token: key })).status).toBe(200)
    await user.onInference('revokeToken', [local.provider.address, 3])
    expect((await errorOf(await user.ask(question, { token: key }))).error).toBe(revoked)
    expect((await user.ask(question, { token: { ...key, tokenId: 4 } })).status).toBe(200)
    expect((await user.ask(question)).status).toBe(200)
  })

  test('of all', async () => {
    const user = await createV1User(local)
    await user.onInference('revokeAllTokens', [local.provider.address])
    expect((await errorOf(await user.ask(question))).error).toBe(`${revoked} (generation expired)`)
    expect((await user.ask(question, { token: { generation: 1 } })).status).toBe(200)
    expect((await errorOf(await user.ask(question, { token: { generation: 2 } }))).error).toBe(
      'validate session: invalid session token (future generation)',
    )
  })
})

test('requests at once are all billed, and settled to the neuron', async () => {
  const user = await createV1User(local)
  const authorization = await user.bearer()
  const body = { messages: [{ role: 'user', content: question }] }
  const replies = await Promise.all(
    Array.from({ length: 12 }, () => user.send(chat, { authorization, body })),
  )
  const keys = replies.map(({ headers }) => headers.get('zg-res-key'))
  await Promise.all(replies.map((reply) => reply.text()))
  expect(new Set(keys).size).toBe(12)
  expect(await user.readUnsettled()).toBe(12n * fee)
  const settlements = await local.provider.settle()
  expect(settlements.find((settlement) => settlement.user === user.address)).toMatchObject({
    amount: 12n * fee,
    status: 'success',
  })
  expect((await user.readAccount()).balance).toBe(parseEther('2') - 12n * fee)
})
