import type { Service } from '@zg/contracts'
import type { Ending, Outgoing } from '../http/links/link.js'
import { isChat } from '../http/links/prepare.js'
import { audioFee } from '../pricing/audioFee.js'
import { chatFee } from '../pricing/chatFee.js'
import { InvalidCountError, PricesUnreadableError } from '../pricing/errors.js'
import { imageFee } from '../pricing/imageFee.js'
import { pricesOf } from '../pricing/prices.js'
import { toCount } from '../pricing/toCount.js'
import { boundAudio } from './boundAudio.js'
import { boundChat } from './boundChat.js'
import { UnboundedRequestError } from './errors.js'
import type { SpendPolicy } from './spendPolicy.js'

const images = /^\/v1\/(proxy|async)\/images\/(generations|edits)(\?|$)/
const transcriptions = /^\/v1\/proxy\/audio\/transcriptions(\?|$)/

type Asked = Pick<Outgoing, 'method' | 'path' | 'headers' | 'body' | 'fields'>

/** Whether a request asks for images, each of which is signed by itself. */
export const asksForImages = ({ path }: Pick<Outgoing, 'path'>): boolean => images.test(path)

/** Whether a request can cost anything. Providers bill what is posted. */
export const isBilled = ({ method }: Pick<Outgoing, 'method'>): boolean =>
  method !== 'GET' && method !== 'HEAD'

/**
 * The most that a request can cost, in neuron.
 *
 * Throws `UnboundedRequestError` for what nothing bounds, and for what has no price; `InvalidCountError`, `PricesUnreadableError`.
 */
export async function worstFee(request: Asked, service: Service, policy: SpendPolicy): Promise<bigint> {
  const prices = pricesOf(service)
  if (isChat(request) && request.fields) return boundChat(request.fields, { prices, policy }).worst
  if (asksForImages(request)) return imageFee(prices, await countImages(request))
  if (transcriptions.test(request.path)) return boundAudio(policy)
  const [path = ''] = request.path.split('?')
  throw new UnboundedRequestError({
    what: `${path} has no known price`,
    remedy: 'Under a spend policy ask for chat completions, images and transcriptions.',
  })
}

const unknowable = [InvalidCountError, PricesUnreadableError, UnboundedRequestError]

/** What an answer cost, in neuron, by what it says it used; null where it doesn't say, or something else than a usage. */
export async function feeOf(
  request: Asked,
  { how, usage }: Ending,
  service: Service,
): Promise<bigint | null> {
  const prices = pricesOf(service)
  try {
    if (asksForImages(request))
      return how === 'complete' ? imageFee(prices, await countImages(request)) : null
    if (isChat(request)) return isChatUsage(usage) ? chatFee(prices, usage) : null
    if (transcriptions.test(request.path)) return isAudioUsage(usage) ? audioFee(prices, usage) : null
    return null
  } catch (error) {
    if (unknowable.some((each) => error instanceof each)) return null
    throw error
  }
}

/** The `n` of the request, the largest where a form holds several; one when it names none, or nothing at all. */
async function countImages({ fields, headers, body }: Asked): Promise<number> {
  const said = fields ? [fields.n] : await readForm(headers, body)
  return Math.max(1, ...said.map(toImages))
}

function toImages(said: unknown): number {
  if (said === undefined || said === null) return 1
  const count = typeof said === 'string' ? Number(said) : said
  if (typeof count !== 'number') throw new InvalidCountError({ what: 'n', value: count })
  return Number(toCount('n', count))
}

/** Throws `UnboundedRequestError` for a body that isn't read here, since a provider may read more out of it. */
async function readForm(headers: Asked['headers'], body: Asked['body']): Promise<readonly unknown[]> {
  const type = headers['content-type'] ?? ''
  if (!body || body.length === 0) return []
  try {
    if (!/^multipart\/form-data\b/i.test(type)) throw new TypeError('no form')
    return (await new Response(body, { headers: { 'content-type': type } }).formData()).getAll('n')
  } catch {
    throw new UnboundedRequestError({
      what: 'how many images it asks for can’t be read',
      remedy: 'Send a JSON object, or a whole multipart form.',
    })
  }
}

const isChatUsage = (usage: Ending['usage']): usage is chatFee.Usage =>
  typeof usage?.prompt_tokens === 'number' && typeof usage.completion_tokens === 'number'

function isAudioUsage(usage: Ending['usage']): usage is audioFee.Usage {
  if (typeof usage?.seconds === 'number') return true
  return typeof usage?.input_tokens === 'number' && typeof usage.output_tokens === 'number'
}
