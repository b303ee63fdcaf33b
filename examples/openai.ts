/**
 * OpenAI's own client over a connection, on an account that is funded already: it pays, keeps to a budget, and every answer can be proven.
 *
 *   npm i openai
 *   npx tsx examples/openai.ts "What is the capital of France?"
 */
import { createBrokerFromEnv } from '@zg/sdk/node'
import OpenAI from 'openai'

const broker = createBrokerFromEnv()
const question = process.argv[2] ?? 'What is the capital of France?'

const [service] = await broker.inference.listService({ acknowledged: true, sort: 'price' })
if (!service) throw new Error('No provider is registered.')
const connection = await broker.inference.connect(service.provider, {
  spend: { perDay: '0.1', maxOutputTokens: 500 },
})

// The key may be any text: it stays here. What pays goes to the provider alone.
const openai = new OpenAI({ baseURL: connection.baseUrl, apiKey: 'unused', fetch: connection.fetch })
try {
  const stream = await openai.chat.completions.create({
    model: connection.model,
    messages: [{ role: 'user', content: question }],
    stream: true,
  })
  let id = ''
  for await (const chunk of stream) {
    id = chunk.id
    process.stdout.write(chunk.choices[0]?.delta.content ?? '')
  }
  const report = await connection.verify(id)
  console.log(`\n${report.verdict}, ${report.assurance}`)
} catch (error) {
  if (!(error instanceof OpenAI.APIError)) throw error
  // 402 for funds and budget, 401 for signer and session, 424 for what isn't proven; the text says what to do.
  console.error(`${error.status} ${error.code}: ${error.message}`)
  process.exitCode = 1
}
