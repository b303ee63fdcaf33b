import { InsufficientBalanceError, legacy, v1 } from '@zg/contracts'
import { describe, expect, test } from 'vitest'
import { HeadersRefusedError, ProviderError } from '../errors.js'
import { toProviderError } from './toProviderError.js'

const provider = '0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266'
const prefix = 'Provider proxy: handle proxied service, validate request: '
const toError = (text: string, status: number, url?: string) =>
  toProviderError({ protocol: legacy, provider, status, url, body: JSON.stringify({ error: text }) })

const headers = 'Each header set pays for one request: call getRequestHeaders for every attempt.'
const request = 'Correct the request. Headers pay for the messages that they were made for.'
const failed = 'Try again, or choose another provider with listService.'
const hint = 'The URL lacks /v1/proxy: take the endpoint from getServiceMetadata, which adds it.'

test.each([
  [400, `${prefix}invalid signature`, 'HeadersRefusedError', 'auth', 'invalid signature', headers],
  [400, 'nobody knows', 'RequestRefusedError', 'request', 'nobody knows', request],
  [429, 'slow down', 'ProviderBusyError', 'busy', 'slow down', 'Wait, then try again.'],
  [503, 'later', 'ProviderBusyError', 'busy', 'later', 'Wait, then try again.'],
  [500, 'oops', 'ProviderFailedError', 'provider', 'oops', failed],
  [402, 'the model is not paid', 'ProviderFailedError', 'provider', 'the model is not paid', failed],
])('%i %j is %s', (status, body, name, kind, text, remedy) => {
  const error = toError(body, status)
  expect(error).toBeInstanceOf(ProviderError)
  expect(error).toMatchObject({ name, provider, status, kind, text, details: text, metaMessages: [remedy] })
})

test('an unknown signer names the call that records it', () => {
  expect(toError(`${prefix}user not acknowledge the provider`, 400)).toMatchObject({
    name: 'ProviderNotAcknowledgedError',
    provider,
    metaMessages: ['Call acknowledgeProviderSigner(provider) once.'],
  })
})

test.each([
  ['3', '1', 'at least 0.000000000000000002 0G more'],
  ['2', '1', 'at least 0.000000000000000001 0G more'],
  ['1', '1', 'more'],
  ['1', '2', 'more'],
])('a fee of %s with %s neuron asks for %s', (required, available, amount) => {
  const text = `insufficient balance, total fee of ${required} exceeds the available balance of ${available}`
  const error = toError(prefix + text, 400)
  expect(error).toBeInstanceOf(InsufficientBalanceError)
  expect(error).toMatchObject({
    where: 'subAccount',
    required: BigInt(required),
    available: BigInt(available),
    metaMessages: [`Transfer ${amount} to ${provider} with transferFund.`],
  })
})

test.each([
  [403, 'http://a.example/chat/completions', 'RequestRefusedError', hint],
  [404, 'http://a.example/v1/chat/completions', 'RequestRefusedError', hint],
  [404, 'http://a.example/v1/proxy/nothing', 'RequestRefusedError', request],
  [403, 'http://a.example/v1/proxy/nothing', 'ProviderFailedError', failed],
  [404, undefined, 'RequestRefusedError', request],
  [400, 'http://a.example/chat/completions', 'RequestRefusedError', request],
])('%i from %s', (status, url, name, remedy) => {
  expect(toError('Not here', status, url)).toMatchObject({ name, status, metaMessages: [remedy] })
})

describe('today’s providers', () => {
  const refusalOf = (text: string, status = 400) =>
    toProviderError({ protocol: v1, provider, status, body: JSON.stringify({ error: text }) })
  const renew =
    'Open another session: pass the refusal to handleRefusal, then call getRequestHeaders again. In place of an API key, create another.'
  const check =
    'If new ones are refused too, check this machine’s clock and that the account is the right one.'

  test.each([
    'session token expired',
    'session token has been revoked (generation expired)',
    'session token has been revoked',
    'session token is for different provider',
    'signature verification failed: address mismatch',
    'ephemeral token must have an expiration time',
    'words that nobody knows',
  ])('a session refused for %j is to be renewed', (text) => {
    const error = refusalOf(`validate session: ${text}`)
    expect(error).toBeInstanceOf(HeadersRefusedError)
    expect(error).toMatchObject({
      name: 'SessionRefusedError',
      shortMessage: `Provider ${provider} refused the request's headers (400).`,
      text,
      metaMessages: [renew, check],
    })
  })

  test('a session refused by a bare 401 is to be renewed', () => {
    expect(refusalOf('Unauthorized', 401)).toMatchObject({ name: 'SessionRefusedError', status: 401 })
  })

  test('a session of a generation to come names the wait', () => {
    const error = refusalOf('validate session: invalid session token (future generation)')
    expect(error).toBeInstanceOf(HeadersRefusedError)
    expect(error).toMatchObject({
      name: 'SessionNotYetKnownError',
      waitMs: 600_000,
      metaMessages: [
        "It hasn't seen yet that all sessions were revoked. Wait, at most 10 minutes, then try again; or give a longer timeoutMs.",
      ],
    })
  })

  test('a limit names the wait, where the provider does', () => {
    const limit = 'Image rate limit exceeded. Please wait 12 seconds (limit: 5 images/min).'
    expect(refusalOf(limit, 429)).toMatchObject({
      name: 'ProviderBusyError',
      retryAfterMs: 12_000,
      metaMessages: ['Wait 12 seconds, then try again.'],
    })
    expect(refusalOf('Rate limit exceeded. Please slow down your request rate.', 429)).toMatchObject({
      name: 'ProviderBusyError',
      retryAfterMs: undefined,
      metaMessages: ['Wait, then try again.'],
    })
  })

  test('whose word is missing decides what the user can do', () => {
    expect(refusalOf('validate request: service not acknowledge the tee signer')).toMatchObject({
      name: 'ServiceNotAcknowledgedError',
      provider,
    })
    const text =
      'validate request: user not acknowledge the provider, please use acknowledgeProviderSigner function in sdk first, it will take effect in 2 minutes'
    expect(refusalOf(text)).toMatchObject({ name: 'ProviderNotAcknowledgedError', provider })
  })

  test('too little money names the amount', () => {
    const text =
      'validate request: insufficient balance: your locked balance is 0.500000 0G, but the required minimum is 1.250000 0G (breakdown: minimum reserve 1.000000 0G + unsettled fees 0.250000 0G + current request fee 0.000000 0G). Please add more funds with: 0g-compute-cli transfer-fund --provider P --amount <amount>'
    expect(refusalOf(text)).toMatchObject({
      name: 'InsufficientBalanceError',
      where: 'subAccount',
      available: 5n * 10n ** 17n,
      required: 125n * 10n ** 16n,
      metaMessages: [`Transfer at least 0.75 0G more to ${provider} with transferFund.`],
    })
  })
})
