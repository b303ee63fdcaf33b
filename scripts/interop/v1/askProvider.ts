import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { type Address, type Hex, keccak256, recoverMessageAddress, toBytes } from 'viem'

export type Answer = { chatId: string; request: string; response: string; usage: string }
type Completion = { choices: { message: { content: string } }[]; usage: object }
type Chunk = { choices: { delta: { content?: string } }[]; usage?: object | null }

const messages = [{ role: 'user', content: 'What is 2+2?' }]

/** Sends one question with nothing but `fetch`, whoever made the headers. */
export async function ask(
  { endpoint, model }: { endpoint: string; model: string },
  headers: Record<string, string>,
  { stream = false } = {},
): Promise<Response & { request: string }> {
  const request = JSON.stringify({ model, messages, ...(stream ? { stream } : {}) })
  const response = await fetch(`${endpoint}/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: request,
  })
  return Object.assign(response, { request })
}

/** A whole answer: its text, its id and its usage. */
export async function readAnswer(response: Response & { request: string }): Promise<Answer> {
  const text = await response.text()
  assert.equal(response.status, 200, text)
  const { choices, usage }: Completion = JSON.parse(text)
  assert(choices[0]?.message.content, 'The answer is empty.')
  return toAnswer(response, text, usage)
}

/** The same of a streamed answer. */
export async function readStream(response: Response & { request: string }): Promise<Answer> {
  const text = await response.text()
  assert.equal(response.status, 200, text)
  const lines = text.split('\n').flatMap((line) => (line.startsWith('data: ') ? [line.slice(6)] : []))
  assert.equal(lines.pop(), '[DONE]')
  const chunks = lines.map((line): Chunk => JSON.parse(line))
  assert(chunks.length > 2, `The answer came in ${chunks.length} pieces.`)
  assert(
    chunks.some(({ choices }) => choices[0]?.delta.content),
    'The answer is empty.',
  )
  return toAnswer(response, text, chunks.findLast(({ usage }) => usage)?.usage ?? {})
}

function toAnswer(response: Response & { request: string }, text: string, usage: object): Answer {
  const chatId = response.headers.get('zg-res-key')
  assert(chatId, 'The answer has no ZG-Res-Key.')
  return { chatId, request: response.request, response: text, usage: JSON.stringify(usage) }
}

/** Fails unless `signer` signed the very bytes of this exchange. */
export async function assertSigned(
  { chatId, request, response }: Answer,
  { endpoint, signer }: { endpoint: string; signer: Address },
): Promise<void> {
  const reply = await fetch(`${endpoint}/signature/${chatId}`)
  const { text, signature }: { text: string; signature: Hex } = await reply.json()
  const sha256 = (bytes: string) => createHash('sha256').update(bytes).digest('hex')
  assert.equal(text, `${sha256(request)}:${sha256(response)}`)
  assert.equal(await recoverMessageAddress({ message: text, signature }), signer)
}

/** Fails unless `user` signed this session token for `provider`; gives what it says. */
export async function assertToken(
  rawToken: string,
  { user, provider }: { user: Address; provider: Address },
): Promise<{ tokenId: number; generation: number; expiresAt: number }> {
  assert(rawToken.startsWith('app-sk-'))
  const [message = '', signature = ''] = Buffer.from(rawToken.slice(7), 'base64').toString().split('|')
  const raw = keccak256(toBytes(message))
  assert.equal(await recoverMessageAddress({ message: { raw }, signature: signature as Hex }), user)
  const token = JSON.parse(message)
  assert.deepEqual([token.address, token.provider], [user, provider])
  return token
}
