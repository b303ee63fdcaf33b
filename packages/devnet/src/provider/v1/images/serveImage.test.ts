import { describe, expect, test, vi } from 'vitest'
import { ProviderRejection } from '../../rejection.js'
import { createImageStore } from './imageStore.js'
import { serveImage } from './serveImage.js'

const bytes = (hex: string) => new Uint8Array(Buffer.from(hex, 'hex'))
const store = createImageStore({ now: () => 0 })
store.put('k', [bytes('89504e470d0a1a0a0000'), bytes('00')])

function serve(
  request: { method?: string; key?: string; index?: string },
  enter: () => void = () => undefined,
) {
  try {
    return serveImage({ method: 'GET', key: 'k', index: '0', ...request }, { store, enter })
  } catch (error) {
    if (error instanceof ProviderRejection) return error
    throw error
  }
}

describe('an image', () => {
  test('is served to whoever knows its name, for as long as it is kept', async () => {
    const response = serve({})
    if (!(response instanceof Response)) throw response
    expect(Object.fromEntries(response.headers)).toEqual({
      'content-type': 'image/png',
      'content-length': '10',
      'cache-control': 'private, max-age=1200, immutable',
    })
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(bytes('89504e470d0a1a0a0000'))
  })

  test('has headers without its bytes too', async () => {
    const response = serve({ method: 'HEAD', index: '1' })
    if (!(response instanceof Response)) throw response
    expect([response.status, response.headers.get('content-length')]).toEqual([200, '1'])
    expect(response.headers.get('content-type')).toBe('application/octet-stream')
    expect(await response.text()).toBe('')
  })

  test.each([
    ['89504e470d0a1a0a', 'image/png'],
    ['ffd8ffe0', 'image/jpeg'],
    ['47494638376100', 'image/gif'],
    ['47494638396100', 'image/gif'],
    ['524946460000000057454250', 'image/webp'],
    ['524946460000000057415645', 'application/octet-stream'],
    ['', 'application/octet-stream'],
  ])('that begins with %s is %s', (hex, type) => {
    store.put('other', [bytes(hex)])
    const response = serve({ key: 'other' })
    expect(response.headers instanceof Headers && response.headers.get('content-type')).toBe(type)
  })
})

test.each([
  [{ method: 'POST' }, 405, 'method not allowed', { allow: 'GET, HEAD' }],
  [{ method: 'DELETE', index: 'x' }, 405, 'method not allowed', { allow: 'GET, HEAD' }],
  [{ index: '-1' }, 400, 'invalid image index', {}],
  [{ index: 'x' }, 400, 'invalid image index', {}],
  [{ index: '1.5' }, 400, 'invalid image index', {}],
  [{ index: '' }, 400, 'invalid image index', {}],
  [{ index: '2' }, 404, 'image not found or expired', {}],
  [{ key: 'K' }, 404, 'image not found or expired', {}],
  [{ key: 'none', index: '0' }, 404, 'image not found or expired', {}],
])('%j is refused', (request, status, message, headers) => {
  expect(serve(request)).toMatchObject({ status, message, headers })
})

test('a limit counts what has the right method, before it is looked for', () => {
  const enter = vi.fn(() => {
    throw new ProviderRejection('slower', 429)
  })
  expect(serve({ index: 'x' }, enter)).toMatchObject({ status: 429 })
  expect(serve({ method: 'PUT' }, enter)).toMatchObject({ status: 405 })
  expect(enter).toHaveBeenCalledOnce()
})
