import { InsufficientBalanceError, SubAccountNotFoundError } from '@zg/contracts'
import { BaseError, createReport, NetworkError } from '@zg/core'
import { expect, test } from 'vitest'
import {
  HeadersRefusedError,
  ProviderBusyError,
  ProviderFailedError,
  ProviderNotAcknowledgedError,
  RequestRefusedError,
} from '../errors.js'
import { BudgetExceededError } from '../metering/errors.js'
import { AnswerLostError, UnprovenError } from './errors.js'
import { toErrorResponse } from './toErrorResponse.js'

const provider = '0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266'
const refused = (status: number) =>
  ({ provider, status, rejection: { kind: 'provider', text: 'no' } }) as const
const report = createReport({ subject: 'answer', assurance: 'acknowledged', checks: [] })
const url = 'http://127.0.0.1:1/secret'

test.each([
  [402, new InsufficientBalanceError({ where: 'subAccount', available: 1n, required: 2n })],
  [402, new SubAccountNotFoundError({ user: provider, provider })],
  [
    402,
    new BudgetExceededError({
      scope: 'total',
      cap: 1n,
      settled: 1n,
      reserved: 0n,
      required: 1n,
      provider,
      waited: false,
    }),
  ],
  [401, new ProviderNotAcknowledgedError({ provider })],
  [401, new HeadersRefusedError(refused(400))],
  [424, new UnprovenError({ provider, report })],
  [502, new AnswerLostError({ provider, began: false })],
  [502, new ProviderFailedError(refused(400))],
  [502, new ProviderFailedError(refused(402))],
  [504, new ProviderFailedError(refused(504))],
  [429, new ProviderBusyError(refused(400))],
  [429, new ProviderBusyError(refused(429))],
  [503, new ProviderBusyError(refused(503))],
  [422, new RequestRefusedError(refused(422))],
  [502, new NetworkError({ what: 'X', url, reason: 'refused' })],
  [504, new NetworkError({ what: 'X', url, reason: 'timeout' })],
  [400, new BaseError('Another.')],
])('%i for %s', async (status, error) => {
  const response = toErrorResponse(error)
  expect([response.status, response.headers.get('x-should-retry')]).toEqual([status, 'false'])
  const { error: told } = await response.json()
  expect(told).toMatchObject({
    message: error.message,
    code: error.name,
    param: null,
    remedy: error.metaMessages,
  })
})

test('a busy provider says when', () => {
  const rejection = { kind: 'busy', text: 'no', retryAfterMs: 1_500 } as const
  const response = toErrorResponse(new ProviderBusyError({ provider, status: 429, rejection }))
  expect(response.headers.get('retry-after')).toBe('2')
})

test('whatever failed about money is 402', () => {
  expect(toErrorResponse(new BaseError('No top-up.'), 'funds').status).toBe(402)
})

test.each([101, 304, 600, 999])('%i from a provider is no status for anybody', (status) => {
  expect(toErrorResponse(new RequestRefusedError(refused(status))).status).toBe(502)
  expect(toErrorResponse(new ProviderFailedError(refused(status))).status).toBe(502)
})
