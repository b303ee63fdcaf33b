import { type Hex, sha256, stringToHex, toHex } from 'viem'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import { describe, expect, test } from 'vitest'
import { verifyResponse } from '../src/index.js'

const account = privateKeyToAccount(`0x${'11'.repeat(32)}`)
const provider = account.address
const stranger = privateKeyToAccount(generatePrivateKey()).address

describe('verifyResponse', () => {
  const request = '{"messages":[]}'
  const response = '{"id":"1"}'
  const hash = (text: string) => sha256(stringToHex(text)).slice(2)
  const good = `${hash(request)}:${hash(response)}`
  const order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n
  const sign = (text: string) => account.signMessage({ message: text })
  const statuses = async (signature: { text: string; signature: string } | null, changed = {}) => {
    const { checks, verdict } = await verifyResponse({
      request,
      response,
      signature,
      signer: provider,
      ...changed,
    })
    return [verdict, checks.map(({ status }) => status).join(' ')]
  }
  const withV = (signature: Hex, v: number): Hex =>
    `${signature.slice(0, -2) as Hex}${v.toString(16).padStart(2, '0')}`
  const highS = (signature: Hex): Hex => {
    const s = order - BigInt(`0x${signature.slice(66, 130)}`)
    const v = signature.endsWith('1b') ? '1c' : '1b'
    return `0x${signature.slice(2, 66)}${toHex(s, { size: 32 }).slice(2)}${v}`
  }

  test('verifies text and bytes, and v of 0, 1, 27 and 28', async () => {
    const signature = await sign(good)
    const bytes = (text: string) => new TextEncoder().encode(text)
    expect(await statuses({ text: good, signature })).toEqual(['verified', 'pass pass pass pass pass'])
    expect(
      await statuses({ text: good, signature }, { request: bytes(request), response: bytes(response) }),
    ).toEqual(['verified', 'pass pass pass pass pass'])
    const bit = signature.endsWith('1b') ? 0 : 1
    expect((await statuses({ text: good, signature: withV(signature, bit) }))[0]).toBe('verified')
    expect((await statuses({ text: good, signature: withV(signature, 1 - bit) }))[0]).toBe('failed')
  })

  test('fails at the check that is wrong', async () => {
    const signature = await sign(good)
    expect(await statuses(null)).toEqual(['failed', 'fail skipped skipped skipped skipped'])
    expect(await statuses({ text: good, signature }, { request: `${request} ` })).toEqual([
      'failed',
      'pass pass pass fail pass',
    ])
    expect(await statuses({ text: good, signature }, { response: `${response} ` })).toEqual([
      'failed',
      'pass pass pass pass fail',
    ])
    expect(await statuses({ text: good, signature }, { signer: stranger })).toEqual([
      'failed',
      'pass fail pass pass pass',
    ])
    const upper = good.toUpperCase()
    expect(await statuses({ text: upper, signature: await sign(upper) })).toEqual([
      'failed',
      'pass pass fail skipped skipped',
    ])
    const more = `${good}:x`
    expect(await statuses({ text: more, signature: await sign(more) })).toEqual([
      'failed',
      'pass pass fail skipped skipped',
    ])
  })

  test('refuses malformed and malleable signatures', async () => {
    const signature = await sign(good)
    for (const bad of [
      '',
      '0x',
      'zz',
      signature.slice(2),
      `${signature}00`,
      signature.slice(0, -2),
      `0x${'00'.repeat(65)}`,
      withV(signature, 29),
      highS(signature),
    ]) {
      expect(await statuses({ text: good, signature: bad })).toEqual(['failed', 'pass fail pass pass pass'])
    }
  })

  test('says what was compared', async () => {
    const report = await verifyResponse({
      request: 'other',
      response,
      signature: { text: good, signature: await sign(good) },
      signer: provider,
    })
    expect(report.checks.find(({ name }) => name === 'response.request.hash')?.reason).toBe(
      `signed is ${hash(request)}, ours is ${hash('other')}`,
    )
    expect(report).toMatchObject({ subject: 'answer', assurance: 'acknowledged' })
  })
})
