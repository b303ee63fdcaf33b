import { InsufficientBalanceError } from '@zg/contracts'
import { BaseError, NetworkError } from '@zg/core'
import { describe, expect, test } from 'vitest'
import { ProviderBusyError, SessionNotYetKnownError, SessionRefusedError } from '../../errors.js'
import type { Failure, Outcome, Outgoing } from './link.js'
import { attemptOf, retry } from './retry.js'

const provider = '0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266' as const
const refused = (retryAfterMs?: number) =>
  ({
    provider,
    status: 400,
    rejection: { kind: 'busy', text: 'no', ...(retryAfterMs === undefined ? {} : { retryAfterMs }) },
  }) as const
const poor = new InsufficientBalanceError({ where: 'subAccount', available: 1n, required: 2n })

const failed = (kind: Failure['kind'], error: BaseError, more: Partial<Failure> = {}): Outcome => ({
  failure: { kind, error, mayBeBilled: false, retry: 'never', ...more },
})
const answered: Outcome = { answer: { response: new Response(), settle: async () => null } }
const request: Outgoing = {
  ...{ method: 'POST', path: '/v1/proxy/chat/completions', headers: {}, body: null, fields: null },
  ...{ signal: undefined, beforeSend: async () => undefined },
}

/** How often it tries, how long it waits between, and how it ends, where the attempts end like this (the last one for good). */
async function run(
  outcomes: readonly Outcome[],
  options: Partial<Parameters<typeof retry>[0]> = {},
  signal?: AbortSignal,
) {
  const waits: number[] = []
  let tries = 0
  const wait = async (ms: number) => void waits.push(ms)
  const parts = { provider, onShortOfFunds: undefined, wait, mostTries: 3, ...options } as const
  const send = retry(parts)(async () => outcomes[Math.min(tries++, outcomes.length - 1)] ?? answered)
  const outcome = await send({ ...request, signal })
  return { tries, waits, outcome }
}

const over = failed('auth', new SessionRefusedError(refused()), { retry: 'again' })
const broken = failed('provider', new BaseError('broken'))

test.each([
  ['an answer', [answered], 1, []],
  ['a session that is over, once', [over, answered], 2, []],
  ['fresh sessions that are refused too', [over], 2, []],
  [
    'a busy provider, when it says',
    [failed('busy', new ProviderBusyError(refused(7_000))), answered],
    2,
    [7_000],
  ],
  ['a busy provider that doesn’t say', [failed('busy', new ProviderBusyError(refused()))], 3, [500, 1_000]],
  [
    'a busy provider that asks for an hour',
    [failed('busy', new ProviderBusyError(refused(3_600_000)))],
    1,
    [],
  ],
  ['a provider that fails', [broken], 3, [500, 1_000]],
  ['a connection that was never made', [failed('network', new BaseError('x')), answered], 2, [500]],
  ['what may have been billed', [failed('network', new BaseError('x'), { mayBeBilled: true })], 1, []],
  ['the caller’s fault', [failed('request', new BaseError('x'))], 1, []],
  ['what was refused here', [failed('own', new BaseError('x'))], 1, []],
  [
    'a chain that can’t be reached',
    [failed('own', new NetworkError({ what: 'X', url: '', reason: 'refused' }))],
    1,
    [],
  ],
  ['what isn’t proven', [failed('proof', new BaseError('x'))], 1, []],
  ['too little money, without a policy', [failed('funds', poor)], 1, []],
] as const)('%s', async (_, outcomes, tries, waits) => {
  expect(await run(outcomes)).toMatchObject({ tries, waits, outcome: outcomes.at(-1) })
})

test('a revocation is waited for as long as providers take to see it', async () => {
  const later = failed('auth', new SessionNotYetKnownError({ ...refused(), waitMs: 7_000 }), {
    retry: 'later',
  })
  expect(await run([later])).toMatchObject({ tries: 5, waits: [2_000, 2_000, 2_000, 2_000] })
  expect(await run([later, later, answered])).toMatchObject({ tries: 3, outcome: answered })
  expect(await run([later], { mostTries: 1 })).toMatchObject({ tries: 1, waits: [] })
})

describe('money', () => {
  test('is asked for once, by whichever way its lack is known', async () => {
    for (const lack of [failed('funds', poor), failed('own', poor)]) {
      const asked: unknown[] = []
      const onShortOfFunds = async (error: BaseError, payee: string) => {
        asked.push([error, payee])
        return true
      }
      expect(await run([lack, answered], { onShortOfFunds })).toMatchObject({ tries: 2, outcome: answered })
      expect(await run([lack], { onShortOfFunds })).toMatchObject({ tries: 2, outcome: lack })
      expect(asked).toEqual([1, 2].map(() => [poor, provider]))
    }
  })

  test('that doesn’t come is why', async () => {
    const lack = failed('funds', poor)
    expect(await run([lack], { onShortOfFunds: async () => false })).toMatchObject({
      tries: 1,
      outcome: lack,
    })
    const limit = new BaseError('The day’s top-ups are used up.')
    const onShortOfFunds = () => Promise.reject(limit)
    expect(await run([lack], { onShortOfFunds })).toMatchObject({
      ...{ tries: 1, outcome: { failure: { kind: 'funds', error: limit } } },
    })
    const defect = new Error('a defect')
    await expect(run([lack], { onShortOfFunds: () => Promise.reject(defect) })).rejects.toBe(defect)
  })
})

test('an abort while it waits ends it, unbilled', async () => {
  const controller = new AbortController()
  const reason = new Error('enough')
  const wait = async () => controller.abort(reason)
  expect(await run([broken], { wait }, controller.signal)).toMatchObject({
    ...{ tries: 1, outcome: { aborted: { reason, mayBeBilled: false } } },
  })
})

describe('an attempt that throws', () => {
  test('a typed error is a failure, before anything was sent', async () => {
    const error = new BaseError('no')
    expect(await attemptOf(() => Promise.reject(error), request)).toEqual(failed('own', error))
  })

  test('a defect is thrown', async () => {
    const defect = new Error('a defect')
    await expect(attemptOf(() => Promise.reject(defect), request)).rejects.toBe(defect)
  })

  test('under an abort it is the abort', async () => {
    const signal = AbortSignal.abort('enough')
    const outcome = await attemptOf(() => Promise.reject(new Error('aborted')), { ...request, signal })
    expect(outcome).toEqual({ aborted: { reason: 'enough', mayBeBilled: false } })
  })
})
