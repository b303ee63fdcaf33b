import { v1 } from '@zg/contracts'
import type { useDevnet } from '@zg/devnet/vitest'
import type { Client } from 'viem'
import { type Auth, getRequestHeaders } from '../src/index.js'

const messages = [{ role: 'user', content: 'What is 2+2?' }]

/** The headers of a request to the first provider, or another; and the answer to a question sent with such. */
export function sessionRequests(local: ReturnType<typeof useDevnet>) {
  const headersFor = ({ client, auth }: { client: Client; auth: Auth }, provider = local.provider.address) =>
    getRequestHeaders(client, { protocol: v1, provider, auth, content: JSON.stringify(messages) })

  async function ask(headers: Record<string, string>, url = local.provider.url) {
    const reply = await fetch(`${url}/v1/proxy/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ model: local.provider.model, messages }),
    })
    return { status: reply.status, body: await reply.text() }
  }

  return { headersFor, ask }
}
