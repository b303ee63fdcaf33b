import type { Rejection } from '../../protocol.js'
import { ogToNeuron, parseRejection, type Row } from '../rejection.js'
import { readRetryAfter } from './retryAfter.js'

/** What providers of this generation say, contexts included; the first row that fits decides. */
const rows: readonly Row[] = [
  [/^insufficient balance/, 'funds'],
  [/^get account from contract.*account ?not ?exist/i, 'funds'],
  [/^get account from contract/, 'provider'],
  [/^user not acknowledge the provider/, 'signer'],
  [/^service not acknowledge the tee signer/, 'signer'],
  [
    /\bsession token\b|\bephemeral token\b|^missing or invalid Authorization|Authorization (header|payload)/,
    'auth',
  ],
  [/^(invalid signature|signature verification failed|failed to recover public key)/, 'auth'],
  [/^you can only query your own unsettled fee/, 'auth'],
  [/^you do not have permission to access this job/, 'auth'],
  [/^Too many concurrent requests|rate limit exceeded/i, 'busy'],
  [/^async processing is not enabled/, 'request'],
  [/^unsupported endpoint|^Request body size exceeds|^request body is required/, 'request'],
  [
    /^job not found|^Chat id not found or expired|^image not found|^invalid image index|^method not allowed/,
    'request',
  ],
  [/model not supported/, 'request'],
]

/** The stage of the provider's work that failed says whose fault it is, where the text itself doesn't. */
const contexts = {
  'read request body': 'request',
  'validate session': 'auth',
  'get model.request from HTTP request': 'request',
  'prepare request extractor': 'request',
  'get text-to-image steps': 'request',
  'get image-editing parameters': 'request',
  'LoRA owner check': 'auth',
  'submit async job': 'request',
  'enforce configured model': 'request',
  'validate request': 'request',
  'create request': 'provider',
  'prepare HTTP request': 'provider',
  'call proxied service': 'provider',
  'read from body': 'provider',
  'decode and process': 'provider',
} as const satisfies Record<string, Rejection['kind']>

/**
 * Says from a provider's status and text why it refused a request.
 *
 * Never throws. This generation answers 400 to nearly everything of its own, so the text decides; other statuses, and texts of none
 * of these forms, come from the model behind it or a server in front, and are judged by the status.
 * Rules: the error bodies and contexts of the providers since November 2025.
 */
export function classify(status: number, body: string): Rejection {
  const { context, isResponse, text } = parseRejection(body, contexts)
  const kind = rows.find(([pattern]) => pattern.test(text))?.[1] ?? judge(status, context, isResponse)
  switch (kind) {
    case 'funds':
      return { kind, text, ...amountsOf(text) }
    case 'auth':
      return { kind, text, ...sessionOf(status, text) }
    case 'signer':
      return { kind, text, ...(/^service not/.test(text) ? { missing: 'owner' } : {}) }
    case 'busy':
      return { kind, text, ...waitOf(text) }
    default:
      return { kind, text }
  }
}

function judge(
  status: number,
  context: keyof typeof contexts | null,
  isResponse: boolean,
): Rejection['kind'] {
  if (isResponse) return 'provider'
  return context === null ? byStatus(status) : contexts[context]
}

function byStatus(status: number): Rejection['kind'] {
  if (status === 429 || status === 503) return 'busy'
  // A server in front that checks tokens says so by status alone.
  if (status === 401) return 'auth'
  if (status === 402 || status === 403 || status === 407) return 'provider'
  return status >= 400 && status < 500 ? 'request' : 'provider'
}

/** A token that is over is replaced; one that the provider takes for a future one becomes valid by itself. */
function sessionOf(status: number, text: string): Pick<Rejection, 'session'> {
  if (/future generation/.test(text)) return { session: 'wait' }
  return status === 401 || /expired|revoked/.test(text) ? { session: 'renew' } : {}
}

function waitOf(text: string): Pick<Rejection, 'retryAfterMs'> {
  const retryAfterMs = readRetryAfter(text)
  return retryAfterMs === null ? {} : { retryAfterMs }
}

/** "your locked balance is B 0G, but the required minimum is R 0G (…)" */
function amountsOf(text: string): Pick<Rejection, 'required' | 'available'> {
  const amount = String.raw`(\d+(?:\.\d+)?)`
  const pattern = new RegExp(`locked balance is ${amount} 0G, but the required minimum is ${amount} 0G`)
  const [, balance, minimum] = pattern.exec(text) ?? []
  const available = ogToNeuron(balance)
  const required = ogToNeuron(minimum)
  return required === null || available === null ? {} : { required, available }
}
