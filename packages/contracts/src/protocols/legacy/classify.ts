import type { Rejection } from '../../protocol.js'
import { parseRejection, type Row, toNeuron } from '../rejection.js'

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
  const { context, isResponse, text } = parseRejection(body, contexts)
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

/** "total fee of X (…) exceeds the available balance of Y": whole numbers are neuron, others 0G. */
function amountsOf(text: string): Pick<Rejection, 'required' | 'available'> {
  const [, fee, balance] =
    /total fee of (\d+(?:\.\d+)?)\b.* exceeds the available balance of (\d+(?:\.\d+)?)/.exec(text) ?? []
  const required = toNeuron(fee)
  const available = toNeuron(balance)
  return required === null || available === null ? {} : { required, available }
}
