import { InsufficientBalanceError, legacy } from '@zg/contracts'
import { expect, test } from 'vitest'
import { ProviderError } from '../errors.js'
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
