import { storageStore } from '@zg/core/browser'
import { generateText } from 'ai'
import type { Address, Hex } from 'viem'
import { beforeAll, expect, test } from 'vitest'
import { createZG } from '../src/adapters/ai/index.js'
import { createChatModel } from '../src/adapters/langchain/index.js'
import { type Connection, createBroker } from '../src/index.js'

type Settings = { rpcUrl: string; attestationRoot: string; privateKey: Hex; provider: Address }
const { provider, ...settings }: Settings = await (await fetch('/files/devnet.json')).json()
const messages = [{ role: 'user', content: 'What is 2+2?' }]
const shown = { verdict: 'verified', assurance: 'simulated' }

let connection: Connection
beforeAll(async () => {
  localStorage.clear()
  const broker = createBroker({ ...settings, store: storageStore(localStorage) })
  await broker.ledger.depositFund('5')
  await broker.ledger.transferFund({ provider, amount: '2' })
  connection = await broker.inference.connect(provider, { spend: { total: '1', maxOutputTokens: 100 } })
})

test('a chat is paid, and its answer and the hardware behind it are verified', async () => {
  const { content, cost, report } = await connection.chat(messages)
  expect(content).toBe('2 + 2 = 4.')
  expect(cost.neuron).toBeGreaterThan(0n)
  expect(report, JSON.stringify(report)).toMatchObject(shown)
})

test('a stream comes in pieces, and is verified as a whole', async () => {
  const pieces: string[] = []
  for await (const part of connection.chat.stream(messages)) {
    if (part.type === 'text') pieces.push(part.text)
    else expect(part.answer.report).toMatchObject(shown)
  }
  expect(pieces.length).toBeGreaterThan(1)
  expect(pieces.join('')).toBe('2 + 2 = 4.')
})

test('any client’s fetch works, whatever headers it adds, and what it was answered can be verified', async () => {
  const body = JSON.stringify({ messages })
  // The last one is what the OpenAI client adds, and no provider lets pages send.
  const headers = {
    authorization: 'Bearer unused',
    'content-type': 'application/json',
    'x-stainless-lang': 'js',
  }
  const response = await connection.fetch(`${connection.baseUrl}/chat/completions`, {
    method: 'POST',
    headers,
    body,
  })
  expect(response.status).toBe(200)
  expect(await connection.verify(response)).toMatchObject(shown)
})

test('the AI SDK and LangChain work too', async () => {
  const prompt = 'What is 2+2?'
  const { text, providerMetadata } = await generateText({ model: createZG(connection)(), prompt })
  expect([text, providerMetadata?.zg]).toEqual(['2 + 2 = 4.', expect.objectContaining(shown)])
  expect((await createChatModel(connection).invoke(prompt)).content).toBe('2 + 2 = 4.')
})

test('what is spent stays in the page’s storage, the key and the session don’t', () => {
  const kept = Object.entries(localStorage).flat().join('\n').toLowerCase()
  expect(kept).toContain(provider.toLowerCase())
  expect(kept).not.toContain(settings.privateKey.slice(2).toLowerCase())
  expect(kept).not.toContain('app-sk-')
  expect([sessionStorage.length, document.cookie]).toEqual([0, ''])
})
