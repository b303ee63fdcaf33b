import { createServer, type RequestListener, type Server } from 'node:http'
import { InsufficientBalanceError, legacy, type Service } from '@zg/contracts'
import { BaseError, NetworkError } from '@zg/core'
import { useDevnet } from '@zg/devnet/vitest'
import { type Hex, sha256, stringToHex, toHex } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { afterEach, describe, expect, test } from 'vitest'
import {
  CredentialError,
  CredentialMissingError,
  eddsaAuth,
  StoredNonceError,
} from '../src/auth/eddsa/index.js'
import { fetchText } from '../src/http/fetchText.js'
import * as inference from '../src/index.js'
import { endpointOf } from '../src/serviceUrl.js'
import { readChatId } from '../src/verification/readChatId.js'
import { readQuoteSigner } from '../src/verification/readQuoteSigner.js'

const local = useDevnet({ providers: 1 })
const account = privateKeyToAccount(`0x${'11'.repeat(32)}`)
const provider = account.address

describe('errors', () => {
  const rejection = { kind: 'auth', text: 'invalid signature' } as const
  const options = { provider, status: 400, rejection }
  const reason = 'because'

  test.each([
    [
      'ProviderNotAcknowledgedError',
      new inference.ProviderNotAcknowledgedError({ provider }),
      `The signer of provider ${provider} is not acknowledged.\nCall acknowledgeProviderSigner(provider) once.`,
    ],
    [
      'QuoteError',
      new inference.QuoteError({ provider, reason }),
      `The quote of provider ${provider} can't be used: because.\nNothing was recorded. Do not send this provider money; choose another one.`,
    ],
    [
      'InvalidServiceUrlError',
      new inference.InvalidServiceUrlError({ provider, reason }),
      `The URL that provider ${provider} registered can't be used: because.\nChoose another provider with listService.`,
    ],
    [
      'RequestRefusedError',
      new inference.RequestRefusedError(options),
      `Provider ${provider} refused the request (400).\nCorrect the request. Headers pay for the messages that they were made for.\nDetails: invalid signature`,
    ],
    [
      'HeadersRefusedError',
      new inference.HeadersRefusedError(options),
      `Provider ${provider} refused the request's headers (400).\nEach header set pays for one request: call getRequestHeaders for every attempt.\nDetails: invalid signature`,
    ],
    [
      'ProviderBusyError',
      new inference.ProviderBusyError(options),
      `Provider ${provider} is busy (400).\nWait, then try again.\nDetails: invalid signature`,
    ],
    [
      'ProviderFailedError',
      new inference.ProviderFailedError(options),
      `Provider ${provider} failed (400).\nTry again, or choose another provider with listService.\nDetails: invalid signature`,
    ],
    [
      'CredentialMissingError',
      new CredentialMissingError({ user: provider }),
      `The ledger of ${provider} was opened without a request-signing key.`,
    ],
    [
      'CredentialError',
      new CredentialError({ user: provider, reason }),
      `The request-signing key of ${provider} can't be used: because.`,
    ],
    [
      'StoredNonceError',
      new StoredNonceError({ key: 'k' }),
      'The store holds no nonce under k.\nDelete that entry, and keep this store for zg alone.',
    ],
  ])('%s', (name, error, message) => {
    expect(error).toBeInstanceOf(BaseError)
    expect(error.name).toBe(name)
    expect(error.message.startsWith(message)).toBe(true)
  })

  test('keep what the provider said', () => {
    expect(new inference.HeadersRefusedError(options)).toMatchObject({
      provider,
      status: 400,
      kind: 'auth',
      text: 'invalid signature',
    })
    expect(new inference.ProviderNotAcknowledgedError({ provider })).toMatchObject({ provider })
  })

  test('the public names', () => {
    expect(Object.keys(inference).sort()).toMatchInlineSnapshot(`
      [
        "HeadersRefusedError",
        "InvalidServiceUrlError",
        "ProviderBusyError",
        "ProviderError",
        "ProviderFailedError",
        "ProviderNotAcknowledgedError",
        "QuoteError",
        "RequestRefusedError",
        "acknowledgeProviderSigner",
        "acknowledgeProviderSignerCall",
        "getRequestHeaders",
        "getService",
        "getServiceMetadata",
        "isVerifiable",
        "listService",
        "processResponse",
        "toProviderError",
        "verifyResponse",
      ]
    `)
    expect(eddsaAuth({ account }).kind).toBe('eddsa')
  })
})

describe('sorting by price', () => {
  const service = (name: string, inputPrice: bigint, outputPrice: bigint): Service => ({
    provider,
    serviceType: 'chatbot',
    url: 'http://127.0.0.1',
    model: name,
    verifiability: 'TeeML',
    inputPrice,
    outputPrice,
    updatedAt: 0n,
    additionalInfo: '',
  })
  const services = [
    service('dear', 5n, 5n),
    service('cheap', 1n, 2n),
    service('same', 2n, 1n),
    service('middle', 1n, 5n),
  ]

  /** The legacy protocol, but with these services, two to a page. */
  const protocol = {
    ...legacy,
    inference: {
      ...legacy.inference,
      listServices: (page: { offset: bigint; limit: bigint }) => ({
        ...legacy.inference.listServices(page),
        decode: () => ({ services: services.slice(Number(page.offset), Number(page.offset) + 2), total: 4n }),
      }),
    },
  }
  const list = async (options: object) =>
    (await inference.listService(local.publicClient(), { protocol, ...options })).map(({ model }) => model)

  test('puts the cheapest first and keeps the order of equals; without it the order is the contract’s', async () => {
    expect(await list({ sort: 'price' })).toEqual(['cheap', 'same', 'middle', 'dear'])
    expect(await list({})).toEqual(['dear', 'cheap', 'same', 'middle'])
  })

  test('a page that is empty ends the list', async () => {
    const short = {
      ...protocol,
      inference: {
        ...protocol.inference,
        listServices: (page: { offset: bigint; limit: bigint }) => ({
          ...legacy.inference.listServices(page),
          decode: () => ({ services: [], total: 4n }),
        }),
      },
    }
    expect(await inference.listService(local.publicClient(), { protocol: short })).toEqual([])
  })
})

describe("a quote's signer", () => {
  const quote = ({ text = provider as string, version = 4, tail = 0, length = 632 } = {}) => {
    const bytes = new Uint8Array(length)
    bytes[0] = version
    bytes.set(new TextEncoder().encode(text).subarray(0, 64), 568)
    if (tail) bytes[568 + 42] = tail
    return Buffer.from(bytes).toString('hex')
  }

  test('is read with or without 0x, and with bytes behind', () => {
    for (const hex of [quote(), `0x${quote()}`, `${quote()}00ff`])
      expect(readQuoteSigner(hex)).toEqual({ signer: provider })
    expect(readQuoteSigner(quote({ text: provider.toLowerCase() }))).toEqual({ signer: provider })
  })

  test.each([
    ['no text', undefined, 'it is no hex text'],
    ['no hex', 'quote', 'it is no hex text'],
    ['too short', quote({ length: 632 }).slice(2), 'it has 631 bytes, too few for a quote'],
    ['the text 00', '00', 'it has 1 bytes, too few for a quote'],
    ['another version', quote({ version: 5 }), 'it is of version 5, not 4'],
    [
      'something behind the address',
      quote({ tail: 1 }),
      'its report data is not an address followed by zeros',
    ],
    ['no address', quote({ text: 'x'.repeat(42) }), 'its report data holds no address'],
    ['a wrong checksum', quote({ text: provider.replace('E', 'e') }), 'its report data holds no address'],
    ['zeros', quote({ text: '' }), 'its report data holds no address'],
    ['the zero address', quote({ text: `0x${'0'.repeat(40)}` }), 'its report data holds the zero address'],
    [
      'bytes that are no ASCII',
      quote({ text: `é${'0'.repeat(40)}` }),
      'its report data is not an address followed by zeros',
    ],
  ])('is refused in %s', (_, hex, reason) => {
    expect(readQuoteSigner(hex)).toEqual({ reason })
  })
})

describe('the URL of a service', () => {
  test.each([
    ['http://1.2.3.4:3080', 'http://1.2.3.4:3080/v1/proxy'],
    ['https://a.example/', 'https://a.example/v1/proxy'],
    ['https://a.example/base//', 'https://a.example/base/v1/proxy'],
    ['https://a.example/v1/proxy', 'https://a.example/v1/proxy'],
    ['https://a.example/v1/proxy/', 'https://a.example/v1/proxy'],
  ])('%s', (url, endpoint) => {
    expect(endpointOf({ provider, url })).toBe(endpoint)
  })

  test.each([
    ['', 'it is no URL'],
    ['a.example', 'it is no URL'],
    ['ftp://a.example', 'it speaks ftp:'],
    ['javascript:alert(1)', 'it speaks javascript:'],
    ['http://user@a.example', 'it holds credentials'],
    ['http://:secret@a.example', 'it holds credentials'],
    ['http://a.example/?q=1', 'it holds a query or a fragment'],
    ['http://a.example/#x', 'it holds a query or a fragment'],
  ])('%j is refused', (url, reason) => {
    expect(() => endpointOf({ provider, url })).toThrow(
      new inference.InvalidServiceUrlError({ provider, reason }),
    )
  })
})

describe('a refusal', () => {
  const prefix = 'Provider proxy: handle proxied service, validate request: '
  const toError = (text: string, status = 400, url?: string) =>
    inference.toProviderError({
      protocol: legacy,
      provider,
      status,
      body: JSON.stringify({ error: text }),
      url,
    })

  test.each([
    [`${prefix}user not acknowledge the provider`, 'ProviderNotAcknowledgedError'],
    [`${prefix}invalid signature`, 'HeadersRefusedError'],
    [
      `${prefix}invalid nonce, received nonce 1 not greater than the previous nonce: 2`,
      'HeadersRefusedError',
    ],
    [`${prefix}invalid inputFee, expected 2 A0GI, but received 1 A0GI`, 'RequestRefusedError'],
  ])('%s', (text, name) => {
    expect(toError(text).name).toBe(name)
  })

  test.each([
    [429, 'ProviderBusyError'],
    [500, 'ProviderFailedError'],
  ])('status %i', (status, name) => {
    expect(toError('words that nobody knows', status).name).toBe(name)
  })

  test('for want of money names the amount', () => {
    const error = toError(
      `${prefix}insufficient balance, total fee of 3000000000000000000 (including response reservation) exceeds the available balance of 1000000000000000000`,
    )
    expect(error).toBeInstanceOf(InsufficientBalanceError)
    expect(error).toMatchObject({
      where: 'subAccount',
      required: 3n * 10n ** 18n,
      available: 10n ** 18n,
      metaMessages: [`Transfer at least 2 0G more to ${provider} with transferFund.`],
    })
    expect(toError(`${prefix}insufficient balance`)).toMatchObject({
      required: undefined,
      metaMessages: [`Transfer more to ${provider} with transferFund.`],
    })
  })

  test.each([403, 404])('with status %i hints at a path that lacks /v1/proxy', (status) => {
    expect(toError('<html>Forbidden</html>', status, 'http://a.example/chat/completions').message).toContain(
      'The URL lacks /v1/proxy',
    )
    expect(
      toError('<html>Forbidden</html>', status, 'http://a.example/v1/proxy/chat/completions').message,
    ).not.toContain('lacks')
  })
})

describe('reading from a provider', () => {
  const servers: Server[] = []
  afterEach(() => {
    for (const server of servers.splice(0)) {
      server.closeAllConnections()
      server.close()
    }
  })
  async function serve(listener: RequestListener): Promise<string> {
    const server = createServer(listener)
    servers.push(server)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
  }

  test('gives status and text', async () => {
    const url = await serve((_, response) => response.writeHead(418).end('tëa'))
    expect(await fetchText(url, {})).toEqual({ status: 418, text: 'tëa' })
  })

  test('ends at the timeout, before and after the headers', async () => {
    for (const listener of [
      () => undefined,
      (_: unknown, response: { write: (text: string) => void }) => response.write('half'),
    ]) {
      const url = await serve(listener as RequestListener)
      await expect(fetchText(url, { timeoutMs: 80 })).rejects.toThrow(
        `The provider did not answer within 80 ms (${new URL(url).host}).`,
      )
    }
  })

  test('follows no redirect, reads no more than 4 MiB, and names a closed port', async () => {
    const redirect = await serve((_, response) =>
      response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(),
    )
    await expect(fetchText(redirect, {})).rejects.toMatchObject({ name: 'NetworkError', reason: 'refused' })
    const large = await serve((_, response) => response.end('x'.repeat(4 * 2 ** 20 + 1)))
    await expect(fetchText(large, {})).rejects.toMatchObject({ name: 'NetworkError', reason: 'invalid' })
    const exact = await serve((_, response) => response.end('x'.repeat(4 * 2 ** 20)))
    expect((await fetchText(exact, {})).text).toHaveLength(4 * 2 ** 20)
    await expect(fetchText('http://127.0.0.1:1', {})).rejects.toThrow(NetworkError)
  })

  test('gives the reason of a signal that aborts', async () => {
    const url = await serve(() => undefined)
    const reason = new Error('changed my mind')
    await expect(fetchText(url, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
    const controller = new AbortController()
    const attempt = fetchText(url, { signal: controller.signal })
    setTimeout(() => controller.abort(reason), 30)
    await expect(attempt).rejects.toBe(reason)
  })
})

describe('the id of an answer', () => {
  test.each([
    ['{"id":"chatcmpl-1","choices":[]}', 'chatcmpl-1'],
    ['data: {"id":"a"}\n\ndata: {"id":"b"}\n\n', 'a'],
    [': comment\r\n\r\ndata: {"id":"a"}\r\n\r\n', 'a'],
    ['{"id":""}', null],
    ['{"id":7}', null],
    ['[]', null],
    ['', null],
    ['data: [DONE]', null],
  ])('%j', (text, id) => {
    expect(readChatId(text)).toBe(id)
    expect(readChatId(new TextEncoder().encode(text))).toBe(id)
  })

  test('bytes that are no text have none', () => {
    expect(readChatId(Uint8Array.of(0xff))).toBeNull()
  })
})

describe('verifyResponse', () => {
  const request = '{"messages":[]}'
  const response = '{"id":"1"}'
  const hash = (text: string) => sha256(stringToHex(text)).slice(2)
  const good = `${hash(request)}:${hash(response)}`
  const order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n
  const sign = (text: string) => account.signMessage({ message: text })
  const statuses = async (signature: { text: string; signature: string } | null, changed = {}) => {
    const { checks, verdict } = await inference.verifyResponse({
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
    expect(await statuses({ text: good, signature }, { signer: local.provider.signer })).toEqual([
      'failed',
      'pass pass fail pass pass',
    ])
    const upper = good.toUpperCase()
    expect(await statuses({ text: upper, signature: await sign(upper) })).toEqual([
      'failed',
      'pass fail pass skipped skipped',
    ])
    const more = `${good}:x`
    expect(await statuses({ text: more, signature: await sign(more) })).toEqual([
      'failed',
      'pass fail pass skipped skipped',
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
      expect(await statuses({ text: good, signature: bad })).toEqual(['failed', 'pass pass fail pass pass'])
    }
  })

  test('says what was compared', async () => {
    const report = await inference.verifyResponse({
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
