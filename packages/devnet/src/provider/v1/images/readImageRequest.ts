import { refuse } from '../../rejection.js'
import type { ServiceType } from '../../serviceType.js'
import { isForm, readForm } from '../readForm.js'

export type ImageType = Extract<ServiceType, 'text-to-image' | 'image-editing'>

/** A request for images. */
type ImageRequest = {
  type: ImageType
  /** As they came, which is what is signed. */
  bytes: Uint8Array
  /** How many images are asked for, and paid. */
  count: number
  /** Whether the client wants addresses in place of the images. */
  wantsUrls: boolean
  /** What goes on to the model: the same, but the images themselves are asked for, since nobody outside could follow its addresses. */
  forward: { contentType: string; body: Uint8Array }
}

const contexts = {
  'text-to-image': 'get text-to-image steps',
  'image-editing': 'get image-editing parameters',
} as const satisfies Record<ImageType, string>
const mostImages = 10

/**
 * Reads a request for images: JSON, or for edits a form too.
 *
 * Throws `ProviderRejection` for a body that is neither, and for a number of images that no fee can be counted by.
 */
export async function readImageRequest(
  { bytes, contentType }: { bytes: Uint8Array; contentType: string | null },
  type: ImageType,
): Promise<ImageRequest> {
  const refuseIt = (cause: string) => refuse(contexts[type], cause)
  if (type === 'image-editing' && isForm(contentType)) {
    const form = await readForm(bytes, contentType).catch(() => {
      throw refuseIt('failed to parse the form')
    })
    const count = countOf(readDigits(form.get('n')), refuseIt)
    const wantsUrls = form.get('response_format') === 'url'
    form.set('response_format', 'b64_json')
    return { type, bytes, count, wantsUrls, forward: await encodeForm(form) }
  }
  const body = parseObject(bytes)
  if (!body) throw refuseIt('failed to unmarshal request body')
  const { n, response_format: format } = body
  const text = JSON.stringify({ ...body, response_format: 'b64_json' })
  const forward = {
    contentType: 'application/json',
    body: format === 'b64_json' ? bytes : new TextEncoder().encode(text),
  }
  return { type, bytes, count: countOf(n ?? 1, refuseIt), wantsUrls: format === 'url', forward }
}

function countOf(value: unknown, refuseIt: (cause: string) => Error): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= mostImages) return value
  throw refuseIt(`n must be a whole number from 1 to ${mostImages}`)
}

const readDigits = (value: FormDataEntryValue | null): unknown =>
  value === null ? 1 : typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value

async function encodeForm(form: FormData): Promise<ImageRequest['forward']> {
  const encoded = new Response(form)
  const contentType = encoded.headers.get('content-type') ?? ''
  return { contentType, body: new Uint8Array(await encoded.arrayBuffer()) }
}

function parseObject(bytes: Uint8Array): Readonly<Record<string, unknown>> | null {
  try {
    const body: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
    return typeof body === 'object' && body !== null && !Array.isArray(body) ? { ...body } : null
  } catch {
    return null // Not JSON: the caller refuses it, in the words of its stage.
  }
}
