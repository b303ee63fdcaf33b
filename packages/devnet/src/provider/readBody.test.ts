import { expect, test } from 'vitest'
import { readBody } from './readBody.js'

const mega = 2 ** 20
/** A body of so many bytes in pieces of a megabyte. */
function requestOf(length: number): Request {
  let left = length
  const body = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      if (left === 0) return controller.close()
      const piece = new Uint8Array(Math.min(left, mega))
      left -= piece.length
      controller.enqueue(piece)
    },
  })
  const init: RequestInit & { duplex: 'half' } = { method: 'POST', body, duplex: 'half' }
  return new Request('http://127.0.0.1', init)
}

test('reads up to 32 MB, and nothing where there is no body', async () => {
  expect(await readBody(requestOf(32 * mega))).toHaveLength(32 * mega)
  expect(await readBody(new Request('http://127.0.0.1', { method: 'POST' }))).toHaveLength(0)
})

test('refuses one byte more', async () => {
  await expect(readBody(requestOf(32 * mega + 1))).rejects.toMatchObject({
    name: 'ProviderRejection',
    status: 413,
    message: 'Request body size exceeds the maximum allowed size of 32MB',
  })
})
