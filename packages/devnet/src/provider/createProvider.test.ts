import { hashMessage, parseEther, recoverAddress, sha256, stringToBytes } from 'viem'
import { describe, expect, test } from 'vitest'
import { createLegacyUser, inputFeeOf, nextNonce } from '../../test/legacyUser.js'
import { useDevnet } from '../vitest.js'
import { scriptedModel } from './model.js'

const local = useDevnet({ protocol: 'legacy', providers: 2 })
const question = 'What is 2+2?'

const errorOf = async (reply: Response) => ({ status: reply.status, ...(await reply.json()) })
const hashOf = (text: string) => sha256(stringToBytes(text)).slice(2)

describe('an answer', () => {
  test('is billed by usage, signed over the exact bytes, and settled to the neuron', async () => {
    const user = await createLegacyUser(local)
    const messages = [{ role: 'user', content: question }]
    const headers = user.headersFor(messages)
    const body = ` {"messages": ${JSON.stringify(messages)} }`
    const reply = await user.send(headers, body)
    expect(reply.status).toBe(200)
    expect(reply.headers.get('provider')).toBe(local.provider.address)
    expect(reply.headers.get('access-control-allow-origin')).toBe('*')
    expect(reply.headers.get('access-control-expose-headers')).toBe('Provider,content-encoding')
    expect(reply.headers.get('content-type')).toBe('application/json')

    const text = await reply.text()
    const answer = JSON.parse(text)
    expect(answer).toMatchObject({
      object: 'chat.completion',
      model: scriptedModel,
      choices: [{ index: 0, message: { role: 'assistant', content: '2 + 2 = 4.' }, finish_reason: 'stop' }],
      usage: { prompt_tokens: 14, completion_tokens: 8, total_tokens: 22 },
    })
    expect(answer.id).toMatch(/^chatcmpl-[0-9a-f-]{36}$/)

    const fetched = await fetch(`${local.provider.url}/V1/Proxy/SIGNATURE/${answer.id.toUpperCase()}?model=x`)
    const document = await fetched.json()
    expect(document).toEqual({
      text: `${hashOf(body)}:${hashOf(text)}`,
      signature: expect.stringMatching(/^0x[0-9a-f]{130}$/),
      signing_address: local.provider.signer,
      signing_algo: 'ecdsa',
    })
    const signature = document.signature
    expect(await recoverAddress({ hash: hashMessage(document.text), signature })).toBe(local.provider.signer)

    const fee = 14n * 100_000_000_000n + 8n * 400_000_000_000n
    const record = {
      id: answer.id,
      user: user.address,
      nonce: BigInt(headers.get('nonce') ?? 0),
      requestHash: headers.get('request-hash'),
      inputFee: inputFeeOf(messages),
      usage: { prompt_tokens: 14, completion_tokens: 8 },
      fee,
    }
    expect(local.provider.requests().at(-1)).toEqual({ ...record, paid: 0n, state: 'owed' })

    const [first, second] = await Promise.all([local.provider.settle(), local.provider.settle()])
    expect(first).toEqual([
      {
        user: user.address,
        hash: expect.stringMatching(/^0x[0-9a-f]{64}$/),
        amount: fee,
        status: 'success',
        unsettled: 0n,
      },
    ])
    expect(second).toEqual([])
    expect(local.provider.requests().at(-1)).toEqual({ ...record, paid: fee, state: 'settled' })
    const { balance, nonce } = await user.readAccount()
    expect(balance).toBe(parseEther('1') - fee)
    // Past nothing that a client may have taken within the last minute.
    expect(nonce).toBeLessThan(record.nonce - 500_000_000n)
    expect(nonce).toBeGreaterThan(record.nonce - 700_000_000n)
  })

  test('as a stream is relayed event by event, billed by its last chunk, and signed', async () => {
    const user = await createLegacyUser(local)
    const messages = [{ role: 'user', content: question }]
    const body = JSON.stringify({ model: scriptedModel, messages, stream: true })
    const reply = await user.send(user.headersFor(messages), body)
    expect(reply.headers.get('content-type')).toBe('text/event-stream')
    const text = await reply.text()
    const events = text.trimEnd().split('\n\n')
    expect(events.at(-1)).toBe('data: [DONE]')
    const chunks = events.slice(0, -1).map((event) => JSON.parse(event.slice('data: '.length)))
    const said = chunks.map(({ choices: [choice] }) => choice?.delta.content ?? '').join('')
    expect(said).toBe('2 + 2 = 4.')
    expect(chunks.at(-1)).toMatchObject({
      object: 'chat.completion.chunk',
      choices: [],
      usage: { completion_tokens: 8 },
    })
    const { id } = chunks[0]
    expect(new Set(chunks.map((chunk) => chunk.id))).toEqual(new Set([id]))
    const { text: signed } = await (await fetch(`${local.provider.url}/v1/proxy/signature/${id}`)).json()
    expect(signed).toBe(`${hashOf(body)}:${hashOf(text)}`)
    expect(local.provider.requests().at(-1)).toMatchObject({ id, fee: 4_600_000_000_000n, state: 'owed' })
    await local.provider.settle()
  })

  test('that the model refuses is passed on and costs nothing', async () => {
    const user = await createLegacyUser(local)
    const reply = await user.ask(question, { body: { model: 'another' } })
    expect(await errorOf(reply)).toEqual({
      status: 404,
      error: { message: 'The model "another" does not exist.', type: 'invalid_request_error' },
    })
    expect(local.provider.requests().at(-1)).toMatchObject({
      user: user.address,
      state: 'failed',
      fee: null,
      paid: 0n,
    })
    expect(await local.provider.settle()).toEqual([])
  })
})

test('requests of one user come in any order and at once, and each is billed', async () => {
  const user = await createLegacyUser(local)
  const nonces = Array.from({ length: 12 }, nextNonce).reverse()
  const replies = await Promise.all(nonces.map((nonce) => user.ask(question, { nonce })))
  const answers = await Promise.all(replies.map((reply) => reply.json()))
  expect(new Set(answers.map(({ id }) => id)).size).toBe(12)
  const settlements = await local.provider.settle()
  expect(settlements.find((settlement) => settlement.user === user.address)).toMatchObject({
    amount: 12n * 4_600_000_000_000n,
    status: 'success',
  })
})

test('a path that nobody serves is not found, in the form of every refusal', async () => {
  const reply = await fetch(`${local.provider.url}/v2/nothing`)
  expect(reply.status).toBe(404)
  expect(await reply.json()).toEqual({ error: 'Provider: not found' })
  expect(reply.headers.get('access-control-allow-origin')).toBe('*')
})
