import { expect, test } from 'vitest'
import { useServers } from '../../inference/test/useServers.js'
import { fetchDocument } from './fetchDocument.js'

// Time, size, redirects and signals are held by the tests of `fetchText` in inference, which reads through this.
const serve = useServers()

test('gives status, headers and the very bytes', async () => {
  const url = await serve(({ headers }, response) =>
    response.writeHead(404, { 'x-chain': `of ${headers.accept}` }).end(Uint8Array.of(0xff, 0, 1)),
  )
  const { status, headers, bytes } = await fetchDocument(url, { what: 'It', headers: { accept: 'a/b' } })
  expect([status, headers.get('x-chain'), bytes]).toEqual([404, 'of a/b', Uint8Array.of(0xff, 0, 1)])
})

test('an answer may be empty', async () => {
  const url = await serve((_, response) => response.writeHead(204).end())
  expect(await fetchDocument(url, { what: 'It' })).toMatchObject({ status: 204, bytes: new Uint8Array() })
})

test('names whom it could not reach', async () => {
  await expect(fetchDocument('http://127.0.0.1:1/', { what: 'The PCCS' })).rejects.toMatchObject({
    shortMessage: 'The PCCS could not be reached (127.0.0.1:1).',
    reason: 'refused',
  })
})

test('posts JSON when it is given some', async () => {
  const url = await serve(async (request, response) => {
    let body = ''
    for await (const part of request) body += part
    response.end(`${request.method} ${request.headers['content-type']} ${request.headers.accept} ${body}`)
  })
  const { bytes } = await fetchDocument(url, { what: 'It', json: '{"a":1}', headers: { accept: 'a/b' } })
  expect(new TextDecoder().decode(bytes)).toBe('POST application/json a/b {"a":1}')
})
