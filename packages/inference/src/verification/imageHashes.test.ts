import { readImages } from '@zg/attestation/response'
import { sha256, stringToHex } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { expect, test } from 'vitest'
import { imageHashes, imageUrls, makesImages } from './imageHashes.js'
import { verifyResponse } from './verifyResponse.js'

const hash = (text: string) => sha256(stringToHex(text)).slice(2)
const answerOf = (...images: readonly unknown[]) =>
  JSON.stringify({ created: 1, data: images.map((b64_json) => ({ b64_json })) })
const [first, second] = [btoa('first'), btoa('second')]

test('each image is hashed, in order', async () => {
  expect(await imageHashes(answerOf(first))).toBe(hash('first'))
  expect(await imageHashes(answerOf(first, second))).toBe(`${hash('first')},${hash('second')}`)
})

test.each([
  '',
  '<html>',
  '{}',
  '{"data":{}}',
  '{"data":[]}',
  '{"data":[null]}',
  '{"data":[{"url":"http://127.0.0.1/1.png"}]}',
  answerOf(''),
  answerOf(7),
  answerOf('no base64!'),
  answerOf(first, 'Zg='),
])('%s holds no images', async (answer) => {
  expect(await imageHashes(answer)).toBeNull()
})

test('an answer is verified by its images, and fails with another one or in another order', async () => {
  const account = privateKeyToAccount(`0x${'11'.repeat(32)}`)
  const text = `${hash('{}')}:${hash('first')},${hash('second')}`
  const signature = { text, signature: await account.signMessage({ message: text }) }
  const verify = async (response: string, images = readImages(response)) => {
    const { verdict, checks } = await verifyResponse({
      ...{ request: '{}', response, signature, signer: account.address },
      ...(images && { images }),
    })
    return [verdict, ...checks.filter(({ status }) => status === 'fail').map(({ name }) => name)]
  }
  expect(await verify(answerOf(first, second))).toEqual(['verified'])
  expect(await verify(answerOf(second, first))).toEqual(['failed', 'response.body.hash'])
  expect(await verify(answerOf(first))).toEqual(['failed', 'response.body.hash'])
  expect(await verify(answerOf(first, second), null)).toEqual(['failed', 'response.body.hash'])
})

test('services that make images are known by their type', () => {
  const types = ['text-to-image', 'image-editing', 'chatbot', 'speech-to-text', '']
  expect(types.map((serviceType) => makesImages({ serviceType }))).toEqual([true, true, false, false, false])
})

test('addresses count where an answer holds nothing else', () => {
  const entries = (...data: readonly object[]) => imageUrls(JSON.stringify({ data }))
  expect(entries({ url: 'a' }, { url: 'b', revised_prompt: 'x' })).toEqual(['a', 'b'])
  expect(entries({ url: 'a', b64_json: first })).toEqual([])
  expect(entries({ url: 'a' }, { b64_json: first })).toEqual([])
  expect(entries({ url: 7 })).toEqual([])
  expect(imageUrls('<html>')).toEqual([])
})
