import { legacy } from '@zg/contracts'
import { useDevnet } from '@zg/devnet/vitest'
import { depositFund, transferFund } from '@zg/ledger'
import { toHex } from 'viem'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { createCredential } from '../src/auth/eddsa/index.js'
import { acknowledgeProviderSigner, processResponse } from '../src/index.js'

const protocol = legacy
const local = useDevnet({ protocol: 'legacy', providers: 1 })
afterEach(() => local.provider.setFault(null))

let client: ReturnType<typeof local.walletClient>
const provider = () => local.provider.address
beforeAll(async () => {
  const account = await local.newAccount()
  client = local.walletClient(account)
  await depositFund(client, { protocol, amount: '1', credential: () => createCredential(account) })
  await transferFund(client, { protocol, provider: provider(), amount: '0.5' })
})

/** Answers in the provider's place, and keeps what was asked. */
function answering(body: unknown, status = 200) {
  const asked: string[] = []
  const answer: typeof fetch = async (input) => {
    asked.push(String(input))
    return new Response(typeof body === 'string' ? body : JSON.stringify(body), { status })
  }
  return { asked, fetch: answer }
}

describe('a quote', () => {
  const quoteOf = (signer: string) => {
    const bytes = new Uint8Array(632)
    bytes[0] = 4
    bytes.set(new TextEncoder().encode(signer), 568)
    return toHex(bytes)
  }
  const stranger = '0x00000000000000000000000000000000000000AA'
  const attempt = (fetch?: typeof globalThis.fetch) =>
    acknowledgeProviderSigner(client, { protocol, provider: provider(), fetch })
  const sent = () => local.publicClient().getTransactionCount({ address: client.account.address })

  test('that can’t be used says why, and nothing is sent', async () => {
    const before = await sent()
    const claimed = `it holds signer ${local.provider.signer}, but the JSON beside it says`
    const quote = quoteOf(local.provider.signer)
    for (const [body, reason] of [
      ['<html>', 'the provider answered with something else than JSON'],
      ['[]', 'the provider answered with something else than JSON'],
      [{}, 'it is no hex text'],
      [{ quote: '0x00' }, 'it has 1 bytes, too few for a quote'],
      [{ quote, provider_signer: stranger }, `${claimed} ${stranger}`],
      [{ quote, provider_signer: null }, `${claimed} null`],
    ] as const) {
      await expect(attempt(answering(body).fetch)).rejects.toMatchObject({
        name: 'QuoteError',
        shortMessage: `The quote of provider ${provider()} can't be used: ${reason}.`,
      })
    }
    await expect(attempt(answering('no', 500).fetch)).rejects.toMatchObject({
      name: 'ProviderFailedError',
      status: 500,
      text: 'no',
    })
    local.provider.setFault({ kind: 'wrongQuote' })
    await expect(attempt()).rejects.toMatchObject({ name: 'QuoteError' })
    expect(await sent()).toBe(before)
  })

  test('is asked for at its path, and another signer replaces the one recorded', async () => {
    const { signer } = local.provider
    const first = answering({ quote: quoteOf(stranger) })
    expect(await attempt(first.fetch)).toMatchObject({
      signer: stranger,
      previous: null,
      receipt: { status: 'success' },
    })
    expect(first.asked).toEqual([`${local.provider.url}/v1/quote`])
    const loud = answering({ quote: quoteOf(signer), provider_signer: signer.toLowerCase() })
    expect(await attempt(loud.fetch)).toMatchObject({ signer, previous: stranger })
    expect(await attempt(loud.fetch)).toEqual({ signer, previous: signer, receipt: null })
  })
})

describe('a signature’s document', () => {
  beforeAll(() => acknowledgeProviderSigner(client, { protocol, provider: provider() }))
  const judge = async (reply: ReturnType<typeof answering>, more: object = {}) => {
    const exchange = { protocol, provider: provider(), request: '{}', response: '{"id":"a/b c"}', ...more }
    const { verdict, checks } = await processResponse(client, { ...exchange, fetch: reply.fetch })
    return [verdict, ...checks.slice(1).map(({ status, reason }) => `${status}: ${reason}`)]
  }

  test('is asked for by the answer’s id and the service’s model, both encoded', async () => {
    const reply = answering({}, 404)
    await judge(reply)
    await judge(reply, { chatId: 'x?y' })
    const base = `${local.provider.url}/v1/proxy/signature`
    const model = encodeURIComponent(local.provider.model)
    expect(reply.asked).toEqual([`${base}/a%2Fb%20c?model=${model}`, `${base}/x%3Fy?model=${model}`])
  })

  test.each([500, 503, 429])('with status %i is out of reach', async (status) => {
    expect(await judge(answering('{}', status))).toEqual([
      'incomplete',
      `skipped: the provider answered ${status}`,
    ])
  })

  const absent = [
    'failed',
    'fail: the provider has no signature for this answer',
    ...Array.from({ length: 4 }, () => 'skipped: there is no signature'),
  ]
  test.each([400, 404, 428, 204, 499])('with status %i is absent', async (status) => {
    const body = status === 204 ? null : '{}'
    const empty: typeof fetch = async () => new Response(body, { status })
    expect(await judge({ asked: [], fetch: empty })).toEqual(absent)
  })

  test('is absent, and not asked for, where the answer has no id', async () => {
    const reply = answering({})
    expect(await judge(reply, { response: '{}' })).toEqual(absent)
    expect(reply.asked).toEqual([])
  })

  test.each([['no JSON'], [{}], [{ text: 1, signature: 2 }]])('that holds %j fails', async (body) => {
    expect(await judge(answering(body))).toEqual([
      'failed',
      'pass: undefined',
      'fail: the signature has not 65 bytes',
      'fail: the signed text is not two SHA-256 hashes',
      'skipped: the signed text has no hashes',
      'skipped: the signed text has no hashes',
    ])
  })

  test('behind a closed port is out of reach; a signal that aborts is thrown', async () => {
    const refusing: typeof fetch = () => Promise.reject(new TypeError('fetch failed'))
    expect(await judge({ asked: [], fetch: refusing })).toEqual([
      'incomplete',
      `skipped: The provider could not be reached (${new URL(local.provider.url).host}).`,
    ])
    const reason = new Error('changed my mind')
    const controller = new AbortController()
    const aborting: typeof fetch = () => {
      controller.abort(reason)
      return Promise.reject(reason)
    }
    await expect(judge({ asked: [], fetch: aborting }, { signal: controller.signal })).rejects.toBe(reason)
  })
})
