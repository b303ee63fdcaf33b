import { describe, expect, test } from 'vitest'
import { ProviderRejection } from '../../rejection.js'
import type { ServiceType } from '../../serviceType.js'
import { createLimits, noLimits } from './createLimits.js'
import type { LimitOptions } from './limitOptions.js'

function limitsOf(options: Exclude<LimitOptions, 'off'> = 'network') {
  const clock = { ms: 1_700_000_000_000 }
  return { clock, limits: createLimits(options, { now: () => clock.ms }) }
}
const request = (forwarded?: string) =>
  new Request('http://provider', { headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded } })
const user = '0xAbCd'
const asked = (type: ServiceType = 'chatbot', path = '/chat/completions') => ({ user, type, path })

/** What a call is refused with. */
function refusalOf(call: () => unknown) {
  try {
    call()
  } catch (error) {
    if (error instanceof ProviderRejection)
      return { status: error.status, body: error.body ?? { error: error.message }, headers: error.headers }
    throw error
  }
  return null
}
const repeat = (times: number, call: () => unknown) => {
  for (let index = 0; index < times; index += 1) call()
}

describe('of one address', () => {
  const refused = { status: 429, body: { error: 'Too many requests. Please try again later.' }, headers: {} }

  test('the proxy takes twenty at once and fifteen in a second', () => {
    const { clock, limits } = limitsOf()
    const enter = () => limits.enterProxy(request())()
    repeat(20, enter)
    expect(refusalOf(enter)).toEqual(refused)
    expect(refusalOf(() => limits.enterProxy(request('10.0.0.1, 10.0.0.2'))())).toBeNull()
    clock.ms += 1_000
    repeat(15, enter)
    expect(refusalOf(enter)).toEqual(refused)
  })

  test('everything else takes twenty at once and ten in a second', () => {
    const { clock, limits } = limitsOf()
    const enter = () => limits.enterOther(request('10.0.0.1'))
    repeat(20, enter)
    expect(refusalOf(enter)).toEqual(refused)
    clock.ms += 1_000
    repeat(10, enter)
    expect(refusalOf(enter)).toEqual(refused)
    expect(refusalOf(() => limits.enterOther(request()))).toBeNull()
  })

  test('images take thirty at once and two in a second', () => {
    const { clock, limits } = limitsOf()
    repeat(30, limits.enterImages)
    expect(refusalOf(limits.enterImages)).toEqual({
      status: 429,
      body: { error: 'rate limit exceeded on image serve endpoint' },
      headers: { 'retry-after': '1' },
    })
    clock.ms += 1_000
    repeat(2, limits.enterImages)
    expect(refusalOf(limits.enterImages)?.status).toBe(429)
  })
})

test('the proxy holds twenty requests at once, whoever sends them', () => {
  const { limits } = limitsOf()
  const enter = (index: number) => limits.enterProxy(request(`10.0.0.${index}`))
  const releases = Array.from({ length: 20 }, (_, index) => enter(index))
  expect(refusalOf(() => enter(20))).toEqual({
    status: 503,
    body: { error: 'Server is currently processing too many requests. Please try again later.' },
    headers: {},
  })
  releases[3]?.()
  expect(refusalOf(() => enter(20))).toBeNull()
})

describe('of one user', () => {
  test('thirty requests in a minute, five of them at once', () => {
    const { clock, limits } = limitsOf()
    const enter = () => limits.enterUser(asked()).release()
    repeat(5, enter)
    expect(refusalOf(enter)).toEqual({
      status: 429,
      body: {
        error: {
          type: 'rate_limit_error',
          message: 'Rate limit exceeded. Please slow down your request rate (limit: 30 requests/min).',
        },
      },
      headers: {},
    })
    expect(refusalOf(() => limits.enterUser({ ...asked(), user: '0xef' }))).toBeNull()
    clock.ms += 2_000
    expect(refusalOf(enter)).toBeNull()
    expect(refusalOf(enter)?.status).toBe(429)
  })

  test('five requests open at once', () => {
    const { limits } = limitsOf({ requestsPerMinute: null })
    const slots = Array.from({ length: 5 }, () => limits.enterUser(asked()))
    expect(refusalOf(() => limits.enterUser({ ...asked(), user: user.toLowerCase() }))).toEqual({
      status: 429,
      body: {
        error:
          'Too many concurrent requests. You have 5 active requests (limit: 5). Please wait for some to complete.',
      },
      headers: {},
    })
    slots[0]?.release()
    expect(refusalOf(() => limits.enterUser(asked()))).toBeNull()
  })

  test.each([
    ['chatbot', 'tokens', 'Token'],
    ['speech-to-text', 'tokens', 'Token'],
    ['text-to-image', 'images', 'Image'],
    ['image-editing', 'images', 'Image'],
  ] as const)('%s is bounded by %s in a minute', (type, unit, name) => {
    const { clock, limits } = limitsOf({ [`${unit}PerMinute`]: 60 })
    limits.enterUser(asked(type)).release()
    limits.spend({ user: user.toUpperCase(), type, amount: 10 + 7 })
    const message = `${name} rate limit exceeded. Please wait 7 seconds (limit: 60 ${unit}/min).`
    const error = { type: 'rate_limit_error', message }
    expect(refusalOf(() => limits.enterUser(asked(type)))).toMatchObject({ status: 429, body: { error } })
    expect(refusalOf(() => limits.enterUser(asked(type, '/v1/messages')))?.body).toEqual({
      type: 'error',
      error,
    })
    clock.ms += 7_001
    expect(refusalOf(() => limits.enterUser(asked(type)))).toBeNull()
  })

  test('the other unit bounds nothing', () => {
    const { limits } = limitsOf({ imagesPerMinute: 1, requestsPerMinute: null })
    limits.spend({ user, type: 'chatbot', amount: 1_000_000 })
    expect(refusalOf(() => limits.enterUser(asked()))).toBeNull()
    limits.spend({ user, type: 'text-to-image', amount: 2 })
    expect(refusalOf(() => limits.enterUser(asked('text-to-image')))).not.toBeNull()
  })

  test('who asks for other models is blocked, and holds no slot by that', () => {
    const { clock, limits } = limitsOf({ requestsPerMinute: null })
    repeat(5, () => limits.recordMismatch(user))
    const error = 'Rate limit exceeded: too many invalid model requests. Please try again in 1h0m0s'
    repeat(6, () => {
      expect(refusalOf(() => limits.enterUser(asked()))).toEqual({
        status: 429,
        body: { error },
        headers: {},
      })
    })
    clock.ms += 60 * 60_000
    expect(refusalOf(() => limits.enterUser(asked()))).toBeNull()
  })

  test('what is left goes with the answer, in the form of its path', () => {
    const { limits } = limitsOf({ tokensPerMinute: 600 })
    expect(limits.enterUser(asked()).headers).toEqual({
      'x-ratelimit-limit-requests': '30',
      'x-ratelimit-remaining-requests': '4',
      'x-ratelimit-reset-requests': '0s',
      'x-ratelimit-limit-tokens': '600',
      'x-ratelimit-remaining-tokens': '100',
      'x-ratelimit-reset-tokens': '0s',
    })
    limits.spend({ user, type: 'chatbot', amount: 99 })
    expect(limits.enterUser(asked('chatbot', '/messages')).headers).toEqual({
      'anthropic-ratelimit-requests-limit': '30',
      'anthropic-ratelimit-requests-remaining': '3',
      'anthropic-ratelimit-requests-reset': '2023-11-14T22:13:20Z',
      'anthropic-ratelimit-tokens-limit': '600',
      'anthropic-ratelimit-tokens-remaining': '1',
      'anthropic-ratelimit-tokens-reset': '2023-11-14T22:13:20Z',
    })
    expect(limitsOf({ requestsPerMinute: null }).limits.enterUser(asked()).headers).toEqual({})
  })
})

test('without limits nothing is refused', () => {
  repeat(100, () => {
    noLimits.enterProxy(request())
    noLimits.enterOther(request())
    noLimits.enterImages()
    noLimits.recordMismatch(user)
    noLimits.spend({ user, type: 'chatbot', amount: 10 ** 9 })
    expect(noLimits.enterUser(asked()).headers).toEqual({})
  })
})
