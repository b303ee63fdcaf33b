import { type Hex, sha256, stringToHex, toHex } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { describe, expect, test } from 'vitest'
import { verifyResponse } from './verifyResponse.js'

const account = privateKeyToAccount(`0x${'11'.repeat(32)}`)
const other = privateKeyToAccount(`0x${'22'.repeat(32)}`)
const [request, response] = ['{"messages":[]}', '{"id":"1"}']
const hash = (text: string) => sha256(stringToHex(text)).slice(2)
const text = `${hash(request)}:${hash(response)}`
const signature = await account.signMessage({ message: text })
const otherSignature = await other.signMessage({ message: text })
const order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n
const halfOrder = order / 2n

const s = (value: bigint): Hex =>
  `0x${signature.slice(2, 66)}${toHex(value, { size: 32 }).slice(2)}${signature.slice(130)}`
const verify = (changed: Partial<verifyResponse.Options>) =>
  verifyResponse({ request, response, signature: { text, signature }, signer: account.address, ...changed })
const pass = (name: string) => ({ name, status: 'pass', required: true })
const fail = (name: string, reason: string) => ({ name, status: 'fail', required: true, reason })
const skipped = (name: string, reason: string) => ({ name, status: 'skipped', required: true, reason })
const [present, signer, format, sent, received] = [
  'response.signature.present',
  'response.signer',
  'response.text.format',
  'response.request.hash',
  'response.body.hash',
] as const

describe('each check and its reason', () => {
  test('of a good answer', async () => {
    expect(await verify({})).toEqual({
      subject: 'answer',
      verdict: 'verified',
      assurance: 'acknowledged',
      checks: [present, signer, format, sent, received].map(pass),
    })
  })

  test('without a signature', async () => {
    const { verdict, checks } = await verify({ signature: null })
    expect(verdict).toBe('failed')
    expect(checks).toEqual([
      fail(present, 'the provider has no signature for this answer'),
      ...[signer, format, sent, received].map((name) => skipped(name, 'there is no signature')),
    ])
  })

  test('of a text that is no pair of hashes', async () => {
    const none = 'the signed text has no hashes'
    const forms = ['', hash(request), `${text} `, `${text}\n`, ` ${text}`, `0x${text}`, text.toUpperCase()]
    for (const form of forms) {
      const signed = { text: form, signature: await account.signMessage({ message: form }) }
      const { verdict, checks } = await verify({ signature: signed })
      expect(verdict, form).toBe('failed')
      expect(checks, form).toEqual([
        pass(present),
        pass(signer),
        fail(format, 'the signed text is not two SHA-256 hashes'),
        skipped(sent, none),
        skipped(received, none),
      ])
    }
  })

  test('of a text that says behind the hashes whose server answered', async () => {
    const proof = `${text}:centralized:https://api.example.com:443:${hash('certificate')}`
    const signed = { text: proof, signature: await account.signMessage({ message: proof }) }
    expect((await verify({ signature: signed })).verdict).toBe('verified')
    expect((await verify({ signature: signed, response: `${response} ` })).checks.at(-1)).toMatchObject({
      name: received,
      status: 'fail',
    })
    for (const end of ['centralized', 'centralized:openai', 'centralized:openai:00', `:openai:${hash('')}`]) {
      const form = `${text}:${end}`
      const cut = { text: form, signature: await account.signMessage({ message: form }) }
      expect((await verify({ signature: cut })).checks[2]).toMatchObject({ name: format, status: 'fail' })
    }
  })

  test('of other bytes than were signed', async () => {
    const { verdict, checks } = await verify({ request: `${request}\n`, response: '' })
    expect(verdict).toBe('failed')
    expect(checks).toEqual([
      pass(present),
      pass(signer),
      pass(format),
      fail(sent, `signed is ${hash(request)}, ours is ${hash(`${request}\n`)}`),
      fail(received, `signed is ${hash(response)}, ours is ${hash('')}`),
    ])
  })

  test.each([
    ['another signer', otherSignature, `signed by ${other.address}, acknowledged is ${account.address}`],
    ['nothing', '', 'the signature has not 65 bytes'],
    ['no hex', `0x${'zz'.repeat(65)}`, 'the signature has not 65 bytes'],
    ['no prefix', signature.slice(2), 'the signature has not 65 bytes'],
    ['64 bytes', signature.slice(0, -2), 'the signature has not 65 bytes'],
    ['66 bytes', `${signature}00`, 'the signature has not 65 bytes'],
    ['the high s', s(order - BigInt(`0x${signature.slice(66, 130)}`)), 'the signature is malleable (high s)'],
    ['the least high s', s(halfOrder + 1n), 'the signature is malleable (high s)'],
    ['an s of zero', s(0n), 'the signature is malformed'],
    ['a v of 29', `${signature.slice(0, -2)}1d`, 'the signature is malformed'],
    ['zeros', `0x${'00'.repeat(65)}`, 'the signature is malformed'],
  ])('of a signature with %s', async (_, changed, reason) => {
    const { verdict, checks } = await verify({ signature: { text, signature: changed } })
    expect(verdict).toBe('failed')
    expect(checks).toEqual([pass(present), fail(signer, reason), pass(format), pass(sent), pass(received)])
  })

  test('the greatest low s is nobody’s fault but its signer’s', async () => {
    const { checks } = await verify({ signature: { text, signature: s(halfOrder) } })
    expect(checks.find(({ name }) => name === signer)?.reason).toMatch(
      new RegExp(`^signed by 0x[0-9a-fA-F]{40}, acknowledged is ${account.address}$`),
    )
  })
})
