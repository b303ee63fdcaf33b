import type { BaseError } from '@zg/core'
import type { Auth, AuthRequest } from '../../auth/auth.js'
import { withWalletDeadline } from '../../auth/withWalletDeadline.js'
import { type Judged, judgeRefusal } from '../judgeRefusal.js'
import type { Failure, Link } from './link.js'
import { readRefusal } from './readRefusal.js'

type Paying = Pick<Judged, 'protocol'> & {
  auth: Auth
  /** Who pays whom, for a request with these messages. */
  requestFor: (content: string) => AuthRequest
  /** The service's URL. */
  root: string
  /** Of the RPC endpoint, for an error's text. */
  rpcUrl: string | undefined
}

/** Pays for each attempt anew, over its final bytes, and understands what a provider says instead of an answer. */
export const auth =
  ({ protocol, auth, requestFor, root, rpcUrl }: Paying): Link =>
  (next) =>
  async (request) => {
    const { path, fields, signal } = request
    const parties = requestFor(contentOf(fields))
    const headers = await withWalletDeadline(() => auth.authorize(parties), { signal, url: rpcUrl })
    const outcome = await next({ ...request, headers: { ...request.headers, ...headers } })
    if (!('answer' in outcome)) return outcome
    const { response } = outcome.answer
    if (response.ok) return outcome
    const reply = { ...(await readRefusal(response)), url: `${root}${path}` }
    const { error, retry, rejection } = await judgeRefusal({ protocol, auth, parties, headers, reply })
    return { failure: toFailure(reply.status, { kind: rejection.kind, error, retry }) }
  }

/** What stands between a client and a provider answers so when it lost the provider, which may be answering still. */
const lost = (status: number) => status === 502 || status === 504 || (status >= 520 && status < 530)

const toFailure = (
  status: number,
  failure: { error: BaseError } & Pick<Failure, 'kind' | 'retry'>,
): Failure => ({
  ...failure,
  mayBeBilled: failure.kind === 'provider' && lost(status),
})

/** What providers that want its price in advance count. */
function contentOf(fields: Readonly<Record<string, unknown>> | null): string {
  return fields?.messages === undefined ? '' : JSON.stringify(fields.messages)
}
