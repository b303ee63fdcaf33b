import { InsufficientBalanceError, legacy } from '@zg/contracts'
import { describe, expect, test } from 'vitest'
import { toProviderError } from '../src/index.js'

const provider = '0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266'

describe('a refusal', () => {
  const prefix = 'Provider proxy: handle proxied service, validate request: '
  const toError = (text: string, status = 400, url?: string) =>
    toProviderError({
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
