import { BaseError, parseOg } from '@zg/core'
import type { Rejection } from '../../protocol.js'

type Row = readonly [pattern: RegExp, kind: Rejection['kind']]

/** What providers of this generation say, after their prefixes; the first row that fits decides. */
const rows: readonly Row[] = [
  [/insufficient balance/i, 'funds'],
  [/user not acknowledge the provider/i, 'signer'],
  [/account ?not ?exist|get account from contract/i, 'funds'],
  [/: missing header/i, 'auth'],
  [/invalid signature|check signature|failed to parse signature/i, 'auth'],
  [/invalid nonce/i, 'auth'],
  [/create request|duplicate entry/i, 'auth'],
  [/session validation failed|session token|missing session/i, 'auth'],
  [/invalid inputfee|get input fee/i, 'request'],
  [
    /read request body|get model\.request|prepare request extractor|unsupported endpoint|too large|maximum allowed size/i,
    'request',
  ],
  [/chat id not found or expired/i, 'request'],
  [
    /call proxied service|prepare http request|read from body|decode and process|service response/i,
    'provider',
  ],
]

/**
 * Says from a provider's status and text why it refused a request. Never throws; unknown texts are judged by the
 * status: 429 is busy, 5xx the provider's fault, other 4xx the request's.
 */
export function classify(status: number, body: string): Rejection {
  const text = toText(body)
  const kind = rows.find(([pattern]) => pattern.test(text))?.[1] ?? byStatus(status)
  return kind === 'funds' ? { kind, text, ...amounts(text) } : { kind, text }
}

function byStatus(status: number): Rejection['kind'] {
  if (status === 429) return 'busy'
  if (status === 401 || status === 403) return 'auth'
  if (status === 402) return 'funds'
  return status >= 400 && status < 500 ? 'request' : 'provider'
}

const prefix = /^(Provider proxy: handle proxied service( response)?, |Provider: )/

function toText(body: string): string {
  const said = errorField(body) ?? body
  return said.replace(prefix, '').slice(0, 500)
}

function errorField(body: string): string | null {
  let parsed: unknown
  try {
    parsed = JSON.parse(body)
  } catch {
    return null // Not JSON: a proxy's page, say. The text itself is used.
  }
  if (typeof parsed !== 'object' || parsed === null || !('error' in parsed)) return null
  const { error } = parsed
  if (typeof error === 'string') return error
  return typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : null
}

/** "total fee of X … exceeds the available balance of Y", in 0G or in neuron. */
function amounts(text: string): Pick<Rejection, 'required' | 'available'> {
  const [, fee, balance] = /total fee of ([\d.]+).*?available balance of ([\d.]+)/.exec(text) ?? []
  if (fee === undefined || balance === undefined) return {}
  const required = toAmount(fee)
  const available = toAmount(balance.replace(/\.$/, ''))
  return required === null || available === null ? {} : { required, available }
}

function toAmount(text: string): bigint | null {
  try {
    return text.includes('.') ? parseOg(text) : BigInt(text)
  } catch (error) {
    if (BaseError.is(error) || error instanceof SyntaxError) return null
    throw error
  }
}
