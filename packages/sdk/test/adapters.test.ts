import { Client } from '@modelcontextprotocol/client'
import { InMemoryTransport } from '@modelcontextprotocol/server'
import { context } from '@opentelemetry/api'
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks'
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base'
import { useDevnet } from '@zg/devnet/vitest'
import { APICallError, generateImage, generateText, stepCountIs, streamText, tool } from 'ai'
import { afterEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { createZG } from '../src/adapters/ai/index.js'
import { createChatModel } from '../src/adapters/langchain/index.js'
import { createMcpServer } from '../src/adapters/mcp/index.js'
import { withSpans } from '../src/adapters/otel/index.js'
import { fundedBroker } from './fundedBroker.js'

const local = useDevnet({ protocol: 'v1', providers: [{}, { serviceType: 'text-to-image' }] })
afterEach(() => local.provider.setFault(null))
const prompt = 'What is 2+2?'
const messages = [{ role: 'user', content: prompt }]

async function open() {
  const { broker, provider } = await fundedBroker(local)
  return { broker, connection: await broker.inference.connect(provider) }
}

describe('the AI SDK', () => {
  test('generates text, and says what proves it and what it cost', async () => {
    const { connection } = await open()
    const { text, providerMetadata, usage } = await generateText({ model: createZG(connection)(), prompt })
    expect(text).toBe('2 + 2 = 4.')
    const [receipt] = await connection.receipts()
    expect(providerMetadata?.zg).toEqual({
      ...{ provider: local.provider.address, id: receipt?.key, costNeuron: receipt?.cost.neuron },
      ...{ verdict: 'verified', assurance: 'acknowledged' },
      open: [{ name: 'response.providerVerified', status: 'skipped', reason: expect.any(String) }],
    })
    expect(usage.outputTokens).toBe(receipt?.usage?.completion_tokens)
  })

  test('streams text, and its end waits for the proof', async () => {
    const { connection } = await open()
    const result = streamText({ model: createZG(connection)(), prompt })
    let text = ''
    for await (const piece of result.textStream) text += piece
    expect(text).toBe('2 + 2 = 4.')
    expect((await result.providerMetadata)?.zg).toMatchObject({ verdict: 'verified' })
  })

  test('says of a changed answer that it fails', async () => {
    const { connection } = await open()
    local.provider.setFault({ kind: 'tamperAnswer' })
    const { providerMetadata } = await generateText({ model: createZG(connection)(), prompt })
    expect(providerMetadata?.zg).toMatchObject({ verdict: 'failed' })
  })

  test('calls tools', async () => {
    const { connection } = await open()
    const calls: string[] = []
    const get_weather = tool({
      description: 'Says the weather',
      inputSchema: z.object({ city: z.string() }),
      execute: async ({ city }) => {
        calls.push(city)
        return 'sunny'
      },
    })
    const question = 'What is the weather in Paris?'
    const asked = { prompt: question, tools: { get_weather }, stopWhen: stepCountIs(3) }
    const { steps } = await generateText({ model: createZG(connection)(), ...asked })
    expect([calls, steps.length]).toEqual([['Paris'], 2])
    const verdicts = (await connection.receipts()).map(({ report }) => report.verdict)
    expect(verdicts).toEqual(['verified', 'verified'])
  })

  test('meets a refusal as its own error, with our text, and doesn’t try again', async () => {
    const { broker, provider } = await fundedBroker(local)
    const connection = await broker.inference.connect(provider, {
      spend: { perRequest: 1n, maxOutputTokens: 9 },
    })
    const asking = generateText({ model: createZG(connection)(), prompt })
    const error = await asking.catch((reason: unknown) => reason)
    expect(APICallError.isInstance(error)).toBe(true)
    expect(error).toMatchObject({ statusCode: 402, message: expect.stringContaining('Raise perRequest') })
  })

  test('draws images', async () => {
    const { broker } = await fundedBroker(local, { share: null })
    const provider = local.devnet.providers[1]?.address ?? '0x'
    await broker.ledger.transferFund({ provider, amount: '2' })
    const connection = await broker.inference.connect(provider)
    const { images } = await generateImage({
      model: createZG(connection).imageModel(connection.model),
      prompt: 'a cat',
    })
    expect(images).toHaveLength(1)
    expect((await connection.receipts()).map(({ report }) => report.verdict)).toEqual(['verified'])
  })
})

describe('LangChain', () => {
  test('invokes and streams, and an id leads to the proof', async () => {
    const { connection } = await open()
    const model = createChatModel(connection)
    const message = await model.invoke(prompt)
    expect(message.text).toBe('2 + 2 = 4.')
    expect((await connection.verify(message.id ?? '')).verdict).toBe('verified')
    let text = ''
    for await (const chunk of await model.stream(prompt)) text += chunk.text
    expect(text).toBe('2 + 2 = 4.')
    expect((await connection.receipts()).map(({ report }) => report.verdict)).toEqual([
      'verified',
      'verified',
    ])
  })

  test('meets a refusal with our text', async () => {
    const { broker, provider } = await fundedBroker(local)
    const connection = await broker.inference.connect(provider, {
      spend: { perRequest: 1n, maxOutputTokens: 9 },
    })
    const asking = createChatModel(connection).invoke(prompt)
    await expect(asking).rejects.toMatchObject({
      status: 402,
      message: expect.stringContaining('Raise perRequest'),
    })
  })
})

describe('the MCP server', () => {
  async function serve(share: string | null = '2') {
    const { broker, provider } = await fundedBroker(local, { share })
    const opened = { count: 0 }
    const server = createMcpServer(broker, {
      open: () => {
        opened.count += 1
        return broker.inference.connect(provider, { spend: { total: '1', maxOutputTokens: 100 } })
      },
    })
    const client = new Client({ name: 'test', version: '1' })
    const [own, other] = InMemoryTransport.createLinkedPair()
    await Promise.all([server.connect(own), client.connect(other)])
    const call = async (name: string, args: Record<string, unknown> = {}) => {
      const { content, structuredContent, isError = false } = await client.callTool({ name, arguments: args })
      const [first] = Array.isArray(content) ? content : []
      const text: unknown = first && 'text' in first ? first.text : null
      return { text, fields: structuredContent, isError }
    }
    return { broker, client, call, opened }
  }

  test('lists its tools, and opens nothing for what only reads', async () => {
    const { client, call, broker, opened } = await serve(null)
    const { tools } = await client.listTools()
    expect(tools.map(({ name }) => name)).toEqual(['zg_chat', 'zg_providers', 'zg_balance', 'zg_verify'])
    const { fields } = await call('zg_providers', { model: 'answers-1' })
    expect(fields).toMatchObject({ providers: [{ provider: local.provider.address, acknowledged: true }] })
    expect((await call('zg_balance')).fields).toEqual({
      ...{ address: broker.getAddress(), available: '5', total: '5', subAccounts: [] },
    })
    expect(opened.count).toBe(0)
  })

  test('chats, pays, proves, and proves again', async () => {
    const { call, opened } = await serve()
    const { text, fields } = await call('zg_chat', { prompt, system: 'Be brief.' })
    expect(text).toContain('2 + 2 = 4.')
    expect(fields).toMatchObject({ verdict: 'verified', costNeuron: expect.stringMatching(/^\d+$/) })
    const { fields: proof } = await call('zg_verify', z.object({ id: z.string() }).parse(fields))
    expect(proof).toMatchObject({ verdict: 'verified' })
    expect((await call('zg_balance')).fields).toMatchObject({ subAccounts: [{ balance: '2' }] })
    expect(opened.count).toBe(1)
  })

  test('tells a failure with its remedy, and tries anew', async () => {
    const { call, opened, broker } = await serve(null)
    expect(await call('zg_chat', { prompt })).toMatchObject({
      isError: true,
      text: expect.stringContaining('transferFund'),
    })
    await broker.ledger.transferFund({ provider: local.provider.address, amount: '2' })
    expect(await call('zg_chat', { prompt })).toMatchObject({ isError: false })
    expect(opened.count).toBe(2)
    expect(await call('zg_verify', { id: 'none' })).toMatchObject({ isError: true })
  })
})

describe('spans', () => {
  const exporter = new InMemorySpanExporter()
  const spans = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] })
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable())
  afterEach(() => exporter.reset())
  const finished = () => exporter.getFinishedSpans()

  async function traced() {
    const { connection } = await open()
    return withSpans(connection, { tracer: spans.getTracer('test') })
  }

  test('of a chat says what it took and nothing of what was said', async () => {
    const connection = await traced()
    const { id, usage, cost } = await connection.chat(messages)
    const [span] = finished()
    expect(span?.name).toBe(`chat ${connection.model}`)
    expect(span?.attributes).toMatchObject({
      'gen_ai.operation.name': 'chat',
      'gen_ai.provider.name': '0g',
      'gen_ai.response.id': id,
      'gen_ai.usage.output_tokens': usage?.completion_tokens,
      'zg.cost.neuron': String(cost.neuron),
      'zg.verdict': 'verified',
    })
    expect(JSON.stringify([span?.attributes, span?.events])).not.toMatch(/2 ?\+ ?2|app-sk/)
  })

  test('of a stream ends with the stream', async () => {
    const connection = await traced()
    const body = JSON.stringify({ model: connection.model, messages, stream: true })
    const response = await connection.fetch(`${connection.baseUrl}/chat/completions`, {
      method: 'POST',
      body,
    })
    expect(finished()).toEqual([])
    await response.text()
    await expect.poll(() => finished().length).toBe(1)
    expect(finished()[0]?.attributes).toMatchObject({
      'gen_ai.usage.output_tokens': expect.any(Number),
      'zg.provider': local.provider.address,
    })
    for await (const _ of connection.chat.stream(messages)) break
    expect(finished()).toHaveLength(2)
  })

  test('of a failure names its kind', async () => {
    const connection = await traced()
    const response = await connection.fetch('http://127.0.0.1:1/v1/proxy/chat/completions')
    expect(response.status).toBe(400)
    await expect.poll(() => finished().length).toBe(1)
    expect(finished()[0]?.attributes['error.type']).toBe('400')
    const signal = AbortSignal.abort(new TypeError('enough'))
    await expect(connection.chat(messages, { signal })).rejects.toThrow('enough')
    expect(finished()[1]?.attributes['error.type']).toBe('TypeError')
  })
})
