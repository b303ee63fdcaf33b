import { createHash } from 'node:crypto'
import { refuseAnswer } from '../../rejection.js'
import type { Endpoint } from '../endpoints.js'
import { readImages, withUrls } from './imageAnswer.js'
import type { ImageStore } from './imageStore.js'
import { type ImageType, readImageRequest } from './readImageRequest.js'

/**
 * Images, new ones or edited ones, billed by the number that was asked for. What is signed is each image, so that it can be checked
 * however it was delivered: in the answer, or at an address of this provider.
 */
export const askImages =
  (type: ImageType, store: ImageStore): Endpoint =>
  async ({ path, bytes, contentType, key, proxyUrl, upstream, pricing }) => {
    const { count, wantsUrls, forward } = await readImageRequest({ bytes, contentType }, type)
    let images: readonly Uint8Array[] = []
    return {
      bytes,
      imageCount: count,
      // The network's providers estimate nothing, though the price is known.
      fee: 0n,
      ask: async () => {
        const answer = await upstream({ method: 'POST', path: pathOf(path, type), ...forward })
        if (answer.status !== 200) return answer
        const body = new Uint8Array(await answer.arrayBuffer())
        images = readImages(body) ?? []
        if (!wantsUrls) return new Response(body, answer)
        if (images.length === 0) {
          throw refuseAnswer(
            'image response for response_format=url',
            'provider returned non-b64 image response, refusing to forward (may contain LAN-private URLs)',
          )
        }
        store.put(key, images)
        return new Response(
          withUrls(body, (index) => `${proxyUrl}/images/${key}/${index}`),
          answer,
        )
      },
      createMeter: () => ({
        push: () => undefined,
        end: () => ({
          ...{ id: '', usage: null, fee: BigInt(count) * pricing.outputPrice },
          ...(images.length === 0 ? {} : { responseHash: images.map(hashOf).join(',') }),
        }),
      }),
    }
  }

/** Some servers draw in the background unless they are told to wait. */
const pathOf = (path: string, type: ImageType): string =>
  type === 'text-to-image' ? `${path}?wait=true` : path

const hashOf = (image: Uint8Array): string => createHash('sha256').update(image).digest('hex')
