import { bytesToBase64, utf8ToBytes } from '@zg/core'
import { type Hex, sha256 } from 'viem'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import { expect, test } from 'vitest'
import type { Receipt } from './receipt.js'
import { verifyReceipt } from './verifyReceipt.js'

const { address: signer, signMessage } = privateKeyToAccount(generatePrivateKey())
const hash = (text: string) => sha256(utf8ToBytes(text)).slice(2)
const request = '{"messages":[]}'
const answer = '{"id":"1","choices":[{"message":{"content":"No."}}]}'
const lie = '{"id":"1","choices":[{"message":{"content":"Yes."}}]}'

/** A receipt of what the signer did sign, changed by whoever hands it on. */
async function receiptOf(signed: string, changes: Partial<Receipt>): Promise<Receipt> {
  const text = `${hash(request)}:${signed}`
  const signature: Hex = await signMessage({ message: text })
  const known = { requestHash: hash(request), responseHash: hash(answer), imageHashes: null, encoding: null }
  const receipt = { version: 1, path: '/v1/proxy/chat/completions', ...known, ...changes }
  return JSON.parse(JSON.stringify({ ...receipt, signature: { text, signature } }))
}
const images = '/v1/proxy/images/generations'
const drawing = (image: string, more: object = {}) =>
  JSON.stringify({ data: [{ b64_json: bytesToBase64(utf8ToBytes(image)) }], ...more })
const failing = async (receipt: Receipt, response?: string) => {
  const { verdict, checks } = await verifyReceipt(receipt, { signer, request, response })
  return [verdict, ...checks.filter(({ status }) => status !== 'pass').map(({ name }) => name)]
}

test('an answer can’t be passed off as another by calling the true one an image', async () => {
  const forged = await receiptOf(hash(answer), { responseHash: hash(lie), imageHashes: hash(answer) })
  await expect(verifyReceipt(forged, { signer, request, response: lie })).rejects.toMatchObject({
    name: 'InvalidReceiptError',
    message: expect.stringContaining('its imageHashes'),
  })
  const asImage = { responseHash: hash(lie), imageHashes: hash(answer), path: images }
  expect((await failing(await receiptOf(hash(answer), asImage), lie))[0]).not.toBe('verified')
  // Nor by a chat's answer that holds the true one as an image beside what it says.
  const both = drawing(answer, JSON.parse(lie))
  const beside = { ...asImage, responseHash: hash(both) }
  expect((await failing(await receiptOf(hash(answer), beside), both))[0]).not.toBe('verified')
})

test('images that were signed are held against those in the answer', async () => {
  const [drawn, other] = [drawing('a dog'), drawing('a cat')]
  const receipt = { path: images, imageHashes: hash('a dog') }
  const good = await receiptOf(hash('a dog'), { ...receipt, responseHash: hash(drawn) })
  expect(await failing(good, drawn)).toEqual(['verified'])
  const swapped = await receiptOf(hash('a dog'), { ...receipt, responseHash: hash(other) })
  expect(await failing(swapped, other)).toEqual(['failed', 'receipt.response'])
})

test('of images that stand elsewhere the answer itself is proven only where it is what was signed', async () => {
  const answer = '{"data":[{"url":"https://provider.example/v1/proxy/images/k/0"}]}'
  const receipt = { path: images, imageHashes: hash('a dog'), responseHash: hash(answer) }
  expect(await failing(await receiptOf(hash('a dog'), receipt), answer)).toEqual([
    'incomplete',
    'receipt.response',
  ])
  expect(await failing(await receiptOf(hash('a dog'), receipt))).toEqual(['verified', 'receipt.response'])
  expect(await failing(await receiptOf(hash(answer), receipt), answer)).toEqual(['verified'])
})
