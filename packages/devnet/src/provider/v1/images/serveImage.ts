import { ProviderRejection } from '../../rejection.js'
import { type ImageStore, imageSeconds } from './imageStore.js'

const signatures: readonly (readonly [string, string])[] = [
  ['89504e470d0a1a0a', 'image/png'],
  ['ffd8ff', 'image/jpeg'],
  ['474946383761', 'image/gif'],
  ['474946383961', 'image/gif'],
]

/**
 * One image of an answer that holds addresses, for whoever knows its name.
 *
 * Throws `ProviderRejection`: 405 for anything but GET and HEAD, what `enter` throws, 400 for a place that is no number, 404 for
 * an image that is none, or none any more.
 */
export function serveImage(
  { method, key, index }: { method: string; key: string; index: string },
  { store, enter }: { store: ImageStore; enter: () => void },
): Response {
  if (method !== 'GET' && method !== 'HEAD') {
    throw new ProviderRejection('method not allowed', 405, { headers: { allow: 'GET, HEAD' } })
  }
  enter()
  if (!/^\+?\d{1,9}$/.test(index)) throw new ProviderRejection('invalid image index')
  const image = store.find(key, Number(index))
  if (!image) throw new ProviderRejection('image not found or expired', 404)
  return new Response(method === 'GET' ? new Uint8Array(image) : null, {
    headers: {
      'content-type': typeOf(image),
      'content-length': String(image.length),
      'cache-control': `private, max-age=${imageSeconds}, immutable`,
    },
  })
}

function typeOf(image: Uint8Array): string {
  const start = Buffer.from(image.subarray(0, 12)).toString('hex')
  if (start.startsWith('52494646') && start.slice(16) === '57454250') return 'image/webp'
  return signatures.find(([signature]) => start.startsWith(signature))?.[1] ?? 'application/octet-stream'
}
