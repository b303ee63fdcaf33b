import { legacy } from '@zg/contracts'
import { useDevnet } from '@zg/devnet/vitest'
import { getAddress } from 'viem'
import { afterEach, describe, expect, test } from 'vitest'
import { HeadersRefusedError, processResponse, RequestRefusedError, toProviderError } from '../src/index.js'
import { legacyRig } from './legacyRig.js'

const protocol = legacy
const local = useDevnet({ protocol: 'legacy', providers: 2 })
const { messages, content, provider, newUser, headersFor, send, ask } = legacyRig(local)
const stranger = getAddress('0x00000000000000000000000000000000000000aa')
afterEach(() => local.provider.setFault(null))

const failing = (report: { checks: readonly { name: string; status: string }[] }) =>
  report.checks.filter(({ status }) => status === 'fail').map(({ name }) => name)

describe('an exchange', () => {
  test('is verified, as one document and as a stream', async () => {
    const user = await newUser()
    const names = [
      'chain.signerAcknowledged',
      'response.signature.present',
      'response.signer',
      'response.text.format',
      'response.request.hash',
      'response.body.hash',
    ]
    for (const more of [{}, { stream: true }]) {
      const report = await processResponse(user.client, {
        protocol,
        provider: provider(),
        ...(await ask(user, more)),
      })
      expect(report).toMatchObject({ subject: 'answer', verdict: 'verified', assurance: 'acknowledged' })
      expect(report.checks.map(({ name }) => name)).toEqual(names)
    }
  })

  test('takes bytes and a given id', async () => {
    const user = await newUser()
    const { request, response } = await ask(user)
    const bytes = (text: string) => new TextEncoder().encode(text)
    const exchange = { protocol, provider: provider(), request: bytes(request), response: bytes(response) }
    expect(
      (await processResponse(user.client, { ...exchange, chatId: JSON.parse(response).id })).verdict,
    ).toBe('verified')
    expect(failing(await processResponse(user.client, { ...exchange, chatId: 'another' }))).toEqual([
      'response.signature.present',
    ])
  })

  test.each([
    ['tamperAnswer', ['response.body.hash']],
    ['rewriteRequest', ['response.request.hash']],
    ['wrongSigner', ['response.signer']],
    ['noSignature', ['response.signature.present']],
    ['staleSignature', ['response.request.hash', 'response.body.hash']],
  ] as const)('with a provider that cheats (%s) fails there', async (kind, names) => {
    const user = await newUser()
    await ask(user)
    local.provider.setFault({ kind })
    const exchange = await ask(user, { seed: 7 })
    local.provider.setFault(null)
    const report = await processResponse(user.client, { protocol, provider: provider(), ...exchange })
    expect(report.verdict).toBe('failed')
    expect(failing(report)).toEqual(names)
  })

  test.each([{ kind: 'hang' }, { kind: 'unavailable' }] as const)(
    'whose provider is gone ($kind) is incomplete',
    async (fault) => {
      const user = await newUser()
      const exchange = await ask(user)
      local.provider.setFault(fault)
      const report = await processResponse(user.client, {
        protocol,
        provider: provider(),
        ...exchange,
        timeoutMs: 1_500,
      })
      expect(report.verdict).toBe('incomplete')
      expect(report.checks.find(({ name }) => name === 'response.signature.present')?.status).toBe('skipped')
    },
  )

  test('without an acknowledged signer fails at that', async () => {
    const user = await newUser({ acknowledge: false })
    const report = await processResponse(user.client, {
      protocol,
      provider: provider(),
      request: '',
      response: '',
    })
    expect([report.verdict, failing(report)]).toEqual(['failed', ['chain.signerAcknowledged']])
  })
})

describe('a refusal reads as a typed error', () => {
  const toError = ({ status, text: body }: { status: number; text: string }) =>
    toProviderError({ protocol, provider: provider(), status, body })
  const body = JSON.stringify({ messages })

  test('used headers', async () => {
    const headers = await headersFor(await newUser())
    expect((await send(headers, body)).status).toBe(200)
    const again = await send(headers, body)
    expect(again.status).toBe(400)
    expect(toError(again)).toBeInstanceOf(HeadersRefusedError)
  })

  test.each(['Address', 'Fee', 'Nonce', 'Signature'])('a changed %s', async (name) => {
    const headers = await headersFor(await newUser())
    const changed: Record<string, string> = {
      Address: stranger,
      Fee: String(BigInt(headers.Fee ?? 0) + 1n),
      Nonce: String(BigInt(headers.Nonce ?? 0) + 1n),
      Signature: headers.Signature?.replace(/\d+/, (byte) => String(Number(byte) ^ 1)) ?? '',
    }
    const refused = await send(
      {
        ...headers,
        [name]: changed[name] ?? '',
        ...(name === 'Fee' ? { 'Input-Fee': changed.Fee ?? '' } : {}),
      },
      body,
    )
    expect(refused.status).toBe(400)
    expect(toError(refused).name).toBe(
      name === 'Address' ? 'InsufficientBalanceError' : 'HeadersRefusedError',
    )
  })

  test('headers for another provider', async () => {
    const user = await newUser()
    const [, second] = local.devnet.providers
    if (!second) throw new Error('The devnet has too few providers.')
    const refused = await send(await headersFor(user), body, second.url)
    expect(refused.status).toBe(400)
    expect(refused.text).toContain('get account from contract')
  })

  test('a body that costs more than was signed is refused, any other is answered and fails the report', async () => {
    const user = await newUser()
    const dearer = JSON.stringify({ messages: [{ role: 'user', content: 'x'.repeat(content.length + 1) }] })
    const refused = await send(await headersFor(user), dearer)
    expect(refused.status).toBe(400)
    expect(toError(refused)).toBeInstanceOf(RequestRefusedError)

    const meant = JSON.stringify({ messages })
    const changed = JSON.stringify({ messages: [{ role: 'user', content: 'capital of France' }] })
    const { status, text: response } = await send(await headersFor(user), changed)
    expect(status).toBe(200)
    const report = await processResponse(user.client, {
      protocol,
      provider: provider(),
      request: meant,
      response,
    })
    expect([report.verdict, failing(report)]).toEqual(['failed', ['response.request.hash']])
  })
})
