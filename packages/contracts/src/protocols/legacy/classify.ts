import { BaseError, parseOg } from '@zg/core'
import type { Rejection } from '../../protocol.js'

type Row = readonly [pattern: RegExp, kind: Rejection['kind']]

/** What providers of this generation say, contexts included; the first row that fits decides. */
const rows: readonly Row[] = [
  [/^insufficient balance/, 'funds'],
  [/^user not acknowledge the provider/, 'signer'],
  [/^get account from contract.*account ?not ?exist/i, 'funds'],
  [/^get account from contract/, 'provider'],
  [/^\S+: missing Header/, 'auth'],
  [/^(invalid signature|check signature|failed to parse signature)/i, 'auth'],
  [/^invalid nonce, received nonce/, 'auth'],
  [/\bsession token\b|^missing session authentication headers|^invalid signature format/, 'auth'],
  [/^invalid inputFee, expected/, 'request'],
  [/^Chat id not found or expired/, 'request'],
]

/** The stage of the provider's work that failed says whose fault it is, where the text itself doesn't. */
const contexts = {
  'read request body': 'request',
  'get model.request from HTTP request': 'request',
  'get input fee': 'request',
  'get input fee and count': 'request',
  'prepare request extractor': 'request',
  'session validation failed': 'auth',
  'validate request': 'request',
  // The request's hash is a key of the provider's database: it was used before.
  'create request': 'auth',
  'prepare HTTP request': 'provider',
  'call proxied service': 'provider',
  'read from body': 'provider',
  'decode and process': 'provider',
} as const satisfies Record<string, Rejection['kind']>

/**
 * Says from a provider's status and text why it refused a request.
 *
 * Never throws. This generation answers 400 to everything of its own, so the text decides; other statuses, and texts of none
 * of these forms, come from the model behind it or a server in front, and are judged by the status.
 * Rules: the error bodies and contexts of the providers of autumn 2025 (EdDSA-signed and first session-signed ones).
 */
export function classify(status: number, body: string): Rejection {
  const { context, isResponse, text } = parse(body)
  const kind = rows.find(([pattern]) => pattern.test(text))?.[1]
  if (kind === 'funds') return { kind, text, ...amountsOf(text) }
  if (kind !== undefined) return { kind, text }
  if (isResponse) return { kind: 'provider', text }
  return { kind: context === null ? byStatus(status) : contexts[context], text }
}

/** The caller's key is checked by the texts above only: a 401 or 402 is the model's answer to the provider. */
function byStatus(status: number): Rejection['kind'] {
  if (status === 429 || status === 503) return 'busy'
  if (status === 401 || status === 402 || status === 403 || status === 407) return 'provider'
  return status >= 400 && status < 500 ? 'request' : 'provider'
}

type Context = keyof typeof contexts
const isContext = (name: string): name is Context => Object.hasOwn(contexts, name)

function parse(body: string): { context: Context | null; isResponse: boolean; text: string } {
  const said = (errorOf(body) ?? body).trim()
  const [prefix = '', response] =
    /^Provider proxy: handle proxied service( response)?, |^Provider: /.exec(said) ?? []
  const rest = said.slice(prefix.length)
  const [head, context = ''] = /^([^:]+)(?:: |$)/.exec(rest) ?? []
  const isResponse = response !== undefined
  if (head === undefined || !isContext(context)) return { context: null, isResponse, text: shorten(rest) }
  return { context, isResponse, text: shorten(rest.slice(head.length) || rest) }
}

const longest = 500
const shorten = (text: string) => (text.length > longest ? `${text.slice(0, longest)}…` : text)

/** The error of a JSON body: a text, or an object with a message as models answer. */
function errorOf(body: string): string | null {
  const error = fieldOf(parseJson(body), 'error')
  if (typeof error === 'string') return error
  const message = fieldOf(error, 'message')
  return typeof message === 'string' ? message : null
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return null // A page of a server in front, say: the text itself is used.
  }
}

const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? Reflect.get(value, name)
    : undefined

/** "total fee of X (…) exceeds the available balance of Y": whole numbers are neuron, others 0G. */
function amountsOf(text: string): Pick<Rejection, 'required' | 'available'> {
  const [, fee, balance] =
    /total fee of (\d+(?:\.\d+)?)\b.* exceeds the available balance of (\d+(?:\.\d+)?)/.exec(text) ?? []
  const required = toNeuron(fee)
  const available = toNeuron(balance)
  return required === null || available === null ? {} : { required, available }
}

function toNeuron(text: string | undefined): bigint | null {
  if (text === undefined) return null
  if (!text.includes('.')) return BigInt(text)
  try {
    return parseOg(text)
  } catch (error) {
    if (BaseError.is(error)) return null // More decimals than there are.
    throw error
  }
}
