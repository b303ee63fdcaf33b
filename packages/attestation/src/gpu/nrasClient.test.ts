import { NetworkError } from '@zg/core'
import { expect, test } from 'vitest'
import { MalformedEvidenceError } from '../errors.js'
import { nrasClient } from './nrasClient.js'

const evidence = [{ evidence: 'AA==', certificate: 'AQ==' }]
const question = { evidence, nonce: 'ab'.repeat(32), arch: 'HOPPER' }

test('posts the evidence, and takes the keys from the same place', async () => {
  const asked: [string, string | undefined, unknown][] = []
  const fetch: typeof globalThis.fetch = async (url, { method, body } = {}) => {
    asked.push([String(url), method, body && JSON.parse(String(body))])
    return Response.json(String(url).endsWith('jwks.json') ? { keys: [] } : [['JWT', 'a.b.c'], {}])
  }
  const url = 'https://nras.example'
  expect(await nrasClient({ url, fetch })(question)).toEqual({
    ...{ bundle: [['JWT', 'a.b.c'], {}], keys: { keys: [] }, issuer: url },
  })
  expect(asked).toEqual([
    [`${url}/v3/attest/gpu`, 'POST', { nonce: question.nonce, arch: 'HOPPER', evidence_list: evidence }],
    [`${url}/.well-known/jwks.json`, undefined, undefined],
  ])
  expect((await nrasClient({ url, fetch, issuer: 'https://else' })(question)).issuer).toBe('https://else')
})

test('a refusal, and an answer that is no JSON, are errors', async () => {
  const answering = (answer: () => Response) => nrasClient({ fetch: async () => answer() })(question)
  await expect(answering(() => new Response('', { status: 403 }))).rejects.toBeInstanceOf(NetworkError)
  await expect(answering(() => new Response('<html>'))).rejects.toBeInstanceOf(MalformedEvidenceError)
})
