import { expect, test, vi } from 'vitest'
import { releaseAfter } from './releaseAfter.js'

const encoder = new TextEncoder()

/** A body of pieces, which fails after them or says when it is left. */
function bodyOf(pieces: string[], { fail = false, onCancel = () => undefined as unknown } = {}) {
  return new ReadableStream<Uint8Array>({
    pull: (controller) => {
      const piece = pieces.shift()
      if (piece !== undefined) controller.enqueue(encoder.encode(piece))
      else if (fail) controller.error(new Error('broke off'))
      else controller.close()
    },
    cancel: async () => {
      await onCancel()
    },
  })
}

test('an answer without a body is over at once', () => {
  const release = vi.fn()
  const response = new Response(null, { status: 204 })
  expect(releaseAfter(response, release)).toBe(response)
  expect(release).toHaveBeenCalledOnce()
})

test('one that is read is over at its end, and stays what it was', async () => {
  const release = vi.fn()
  const response = releaseAfter(
    new Response(bodyOf(['one ', 'two']), { status: 201, headers: { a: 'b' } }),
    release,
  )
  expect([response.status, response.headers.get('a')]).toEqual([201, 'b'])
  const reader = response.body?.getReader()
  await reader?.read()
  expect(release).not.toHaveBeenCalled()
  expect(new TextDecoder().decode((await reader?.read())?.value)).toBe('two')
  expect((await reader?.read())?.done).toBe(true)
  expect(release).toHaveBeenCalledOnce()
})

test('one that breaks off is over', async () => {
  const release = vi.fn()
  await expect(releaseAfter(new Response(bodyOf(['one'], { fail: true })), release).text()).rejects.toThrow(
    'broke off',
  )
  expect(release).toHaveBeenCalledOnce()
})

test('one that is left is over when its rest is read', async () => {
  const release = vi.fn()
  let finish: (value: unknown) => void = () => undefined
  const onCancel = () =>
    new Promise((resolve) => {
      finish = resolve
    })
  const left = releaseAfter(new Response(bodyOf(['one', 'two'], { onCancel })), release).body?.cancel()
  await new Promise((resolve) => setImmediate(resolve))
  expect(release).not.toHaveBeenCalled()
  finish(null)
  await left
  expect(release).toHaveBeenCalledOnce()
})
