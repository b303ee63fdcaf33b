import type { Protocol } from '@zg/contracts'
import { legacy, v1 } from '@zg/contracts'
import type { useDevnet } from '@zg/devnet/vitest'
import type { Address, Client } from 'viem'
import { connect } from '../src/connection/index.js'
import type { Auth } from '../src/index.js'
import { legacyRig } from './legacyRig.js'
import { createV1User } from './v1User.js'

type Local = ReturnType<typeof useDevnet>
type User = { client: Client; auth: Auth; user: Address }
type Options = Partial<Omit<connect.Parameters, 'protocol'>>

/** What was sent to providers, as they saw it. */
export type Sent = { url: string; headers: Headers; body: string }

/** Connections to a devnet's first provider, and what went over them. */
export function connectionRig(local: Local) {
  const protocol = (): Protocol => (local.devnet.protocol === 'legacy' ? legacy : v1)
  const newUser = (): Promise<User> =>
    local.devnet.protocol === 'legacy' ? legacyRig(local).newUser() : createV1User(local)

  async function open(options: Options = {}, user?: User) {
    const { client, auth, user: address } = user ?? (await newUser())
    const sent: Sent[] = []
    const { fetch: inner = globalThis.fetch } = options
    const fetch: typeof globalThis.fetch = async (input, init) => {
      const body = init?.body instanceof Uint8Array ? new TextDecoder().decode(init.body) : ''
      if (init?.method === 'POST') sent.push({ url: String(input), headers: new Headers(init.headers), body })
      return inner(input, init)
    }
    const connection = await connect(client, {
      ...{ protocol: protocol(), provider: local.provider.address, auth },
      ...options,
      fetch,
    })
    return { connection, sent, client, auth, address }
  }

  /** What the provider entered for a user. */
  const rowsOf = (address: Address) =>
    local.provider.requests().filter(({ user }) => user.toLowerCase() === address.toLowerCase())

  return { protocol, newUser, open, rowsOf }
}

export const messages = [{ role: 'user', content: 'What is 2+2?' }]

/** A chat completion as a client asks for it. */
export const chatInit = (more: object = {}, init: RequestInit = {}): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', authorization: 'Bearer the callers own' },
  body: JSON.stringify({ messages, ...more }),
  ...init,
})
