import { legacy } from '@zg/contracts'
import type { useDevnet } from '@zg/devnet/vitest'
import { depositFund, transferFund } from '@zg/ledger'
import type { Address } from 'viem'
import { expect } from 'vitest'
import { createCredential, eddsaAuth } from '../src/auth/eddsa/index.js'
import { acknowledgeProviderSigner, getRequestHeaders } from '../src/index.js'

const protocol = legacy
const messages = [{ role: 'user', content: 'What is 2+2?' }]
const content = JSON.stringify(messages)

/** Users of the legacy network, and what they ask its first provider. */
export function legacyRig(local: ReturnType<typeof useDevnet>) {
  const provider = () => local.provider.address

  /** With a ledger, `share` 0G at the provider, and its signer acknowledged. */
  async function newUser({ share = '0.5' as string | null, acknowledge = true } = {}) {
    const account = await local.newAccount()
    const client = local.walletClient(account)
    await depositFund(client, { protocol, amount: '2', credential: () => createCredential(account) })
    if (share !== null) await transferFund(client, { protocol, provider: provider(), amount: share })
    if (share !== null && acknowledge)
      await acknowledgeProviderSigner(client, { protocol, provider: provider() })
    return { account, user: account.address, client, auth: eddsaAuth({ account }) }
  }
  type User = Awaited<ReturnType<typeof newUser>>

  const headersFor = ({ client, auth }: User) =>
    getRequestHeaders(client, { protocol, provider: provider(), auth, content })

  async function send(headers: Record<string, string>, body: string, url = local.provider.url) {
    const reply = await fetch(`${url}/v1/proxy/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    })
    return { status: reply.status, text: await reply.text() }
  }

  async function ask(user: User, more: object = {}) {
    const request = JSON.stringify({ messages, ...more })
    const { status, text: response } = await send(await headersFor(user), request)
    expect(status, response).toBe(200)
    return { request, response }
  }

  return {
    messages,
    content,
    provider,
    newUser,
    headersFor,
    send,
    ask,
    /** How many transactions the user has sent. */
    sent: (user: Address) => local.publicClient().getTransactionCount({ address: user }),
  }
}
