import type { Broker } from '@zg/sdk'

/** The exact bytes of one exchange and the answer's headers: what a verification needs. */
export type Exchange = { request: string; response: string; headers: Headers }

/** One request by hand: metadata, headers that pay for it, plain `fetch`, and a typed error for a refusal. */
export async function ask(
  broker: Broker,
  { provider, question }: { provider: `0x${string}`; question: string },
): Promise<Exchange> {
  const { endpoint, model } = await broker.inference.getServiceMetadata(provider)
  const messages = [{ role: 'user', content: question }]
  const headers = await broker.inference.getRequestHeaders(provider, JSON.stringify(messages))

  const request = JSON.stringify({ messages, model })
  const reply = await fetch(`${endpoint}/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: request,
  })
  const response = await reply.text()
  if (reply.ok) return { request, response, headers: reply.headers }
  throw await broker.inference.toProviderError(provider, {
    status: reply.status,
    body: response,
    url: reply.url,
  })
}
