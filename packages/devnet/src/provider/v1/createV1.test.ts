import { hashMessage, parseEther, recoverAddress, sha256, stringToBytes } from 'viem'
import { expect, test } from 'vitest'
import { createV1User } from '../../../test/v1User.js'
import { useDevnet } from '../../vitest.js'
import { scriptedModel } from '../model.js'

const local = useDevnet({ protocol: 'v1' })
const question = 'What is 2+2?'
const fee = 14n * 100_000_000_000n + 8n * 400_000_000_000n
const hashOf = (text: string) => sha256(stringToBytes(text)).slice(2)
const readSignature = async (id: string) =>
  (await fetch(`${local.provider.url}/v1/proxy/signature/${id}?model=x`)).json()

test('an answer is billed by usage, signed over the exact bytes, and settled to the neuron', async () => {
  const user = await createV1User(local)
  const body = ` {"messages": ${JSON.stringify([{ role: 'user', content: question }])} }`
  const reply = await user.send('/v1/proxy/chat/completions', { authorization: await user.bearer(), body })
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
