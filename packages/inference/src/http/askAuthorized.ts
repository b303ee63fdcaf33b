import type { Protocol } from '@zg/contracts'
import { type Deadline, pause } from '@zg/contracts/read'
import type { Auth, AuthRequest } from '../auth/auth.js'
import { withWalletDeadline } from '../auth/withWalletDeadline.js'
import { judgeRefusal } from './judgeRefusal.js'
import type { ProviderReply } from './toProviderError.js'

type Asking<reply extends ProviderReply> = Deadline & {
  protocol: Protocol
  auth: Auth
  request: AuthRequest
  /** Sends one attempt. What remains of the time is its own to keep. */
  send: (headers: Record<string, string>, deadline: Deadline) => Promise<reply>
  /** Milliseconds between two attempts while the provider has to learn of a revocation. */
  pauseMs?: number | undefined
  /** Of the RPC endpoint, for an error's text. */
  url: string | undefined
}

/**
 * Asks a provider until it takes the headers: once more with fresh ones where the auth has others to offer, and, within `timeoutMs`, for as long as
 * the provider hasn't seen yet that the user revoked all sessions. Gives the first reply below 400; any other refusal is thrown as its typed error.
 */
export async function askAuthorized<reply extends ProviderReply>(asking: Asking<reply>): Promise<reply> {
  const { protocol, auth, request, send, signal, timeoutMs, pauseMs = 2_000, url } = asking
  const end = timeoutMs === undefined ? undefined : performance.now() + timeoutMs
  const remaining = () => (end === undefined ? undefined : Math.max(1, Math.ceil(end - performance.now())))
  for (let renewed = false; ; ) {
    const authorize = () => auth.authorize(request)
    const deadline = { signal, timeoutMs: remaining() }
    const headers = await withWalletDeadline(authorize, { ...deadline, url })
    const reply = await send(headers, { signal, timeoutMs: remaining() })
    if (reply.status < 400) return reply
    const { error, retry } = await judgeRefusal({ protocol, auth, parties: request, headers, reply })
    if (retry === 'again' && !renewed) renewed = true
    else if (retry === 'later' && (remaining() ?? 0) > pauseMs) await pause(pauseMs, signal)
    else throw error
  }
}
