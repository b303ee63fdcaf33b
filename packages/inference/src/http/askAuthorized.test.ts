import { v1 } from '@zg/contracts'
import { getAddress } from 'viem'
import { describe, expect, test } from 'vitest'
import type { Auth, Refusal, Retry } from '../auth/auth.js'
import { askAuthorized } from './askAuthorized.js'

const provider = getAddress('0xf07240Efa67755B5311bc75784a061eDB47165Dd')
const contracts = { ledger: provider, inference: provider }
const request = {
  ...{ chainId: 1, contracts, user: provider, provider },
  look: () => Promise.reject(new Error('nobody looks')),
}
const text = { over: 'session token expired', future: 'invalid session token (future generation)' }
const refusal = (cause: string) => ({
  status: 400,
  body: JSON.stringify({ error: `validate session: ${cause}` }),
})
const answer = { status: 200, body: 'yes' }

/** An auth that numbers its headers, and a provider that replies with these, the last one for ever. */
function setUp(replies: readonly { status: number; body: string }[], retry?: Retry) {
  const sent: string[] = []
  const refused: Refusal[] = []
  let made = 0
  const auth: Auth = {
    kind: 'test',
    authorize: async () => {
      made += 1
      return { Authorization: String(made) }
    },
    ...(retry === undefined
      ? {}
      : {
          refused: async (each: Refusal) => {
            refused.push(each)
            return retry
          },
        }),
  }
  const ask = (more: object = {}) =>
    askAuthorized({
      ...{ protocol: v1, auth, request, url: undefined, pauseMs: 1, ...more },
      send: async ({ Authorization = '' }) => {
        sent.push(Authorization)
        return replies[Math.min(sent.length, replies.length) - 1] ?? answer
      },
    })
  return { ask, sent, refused }
}

describe('a provider that refuses', () => {
  test('nothing is asked once', async () => {
    const { ask, sent } = setUp([answer], 'again')
    expect(await ask()).toBe(answer)
    expect(sent).toEqual(['1'])
  })

  test('a session that is over is asked again with another, once', async () => {
    const { ask, sent, refused } = setUp([refusal(text.over), answer], 'again')
    expect(await ask()).toBe(answer)
    expect(sent).toEqual(['1', '2'])
    const { look: _, ...parties } = request
    expect(refused).toEqual([
      {
        ...parties,
        headers: { Authorization: '1' },
        rejection: { kind: 'auth', text: text.over, session: 'renew' },
      },
    ])
    const stubborn = setUp([refusal(text.over)], 'again')
    await expect(stubborn.ask({ timeoutMs: 5_000 })).rejects.toMatchObject({ name: 'SessionRefusedError' })
    expect(stubborn.sent).toEqual(['1', '2'])
  })

  test('a session that it doesn’t know yet is asked until it does, within the time', async () => {
    const { ask, sent } = setUp(
      [refusal(text.future), refusal(text.future), refusal(text.future), answer],
      'later',
    )
    expect(await ask({ timeoutMs: 30_000 })).toBe(answer)
    expect(sent).toEqual(['1', '2', '3', '4'])
  })

  test('… and fails with the wait when the time is too short, or none is given', async () => {
    const error = { name: 'SessionNotYetKnownError', waitMs: 600_000 }
    const { ask, sent } = setUp([refusal(text.future)], 'later')
    await expect(ask({ timeoutMs: 100, pauseMs: 40 })).rejects.toMatchObject(error)
    expect(sent.length).toBeGreaterThan(1)
    expect(sent.length).toBeLessThan(4)
    for (const more of [{}, { timeoutMs: 1_000, pauseMs: 1_000 }]) {
      const impatient = setUp([refusal(text.future)], 'later')
      await expect(impatient.ask(more)).rejects.toMatchObject(error)
      expect(impatient.sent).toEqual(['1'])
    }
  })

  test('for a reason that fresh headers don’t change isn’t asked again', async () => {
    for (const retry of ['never', undefined] as const) {
      const { ask, sent } = setUp([refusal(text.over)], retry)
      await expect(ask({ timeoutMs: 5_000 })).rejects.toMatchObject({ name: 'SessionRefusedError' })
      expect(sent).toEqual(['1'])
    }
  })
})

describe('the time', () => {
  const never = () => new Promise<never>(() => undefined)

  test('covers the making of headers', async () => {
    const auth: Auth = { kind: 'test', authorize: never }
    const asking = { protocol: v1, auth, request, send: async () => answer, url: 'http://127.0.0.1:8545' }
    await expect(askAuthorized({ ...asking, timeoutMs: 5 })).rejects.toThrow(
      'The RPC endpoint or the wallet did not answer within 5 ms (127.0.0.1:8545).',
    )
    await expect(askAuthorized({ ...asking, signal: AbortSignal.abort('enough') })).rejects.toBe('enough')
  })

  test('that remains is told to every attempt', async () => {
    const seen: (number | undefined)[] = []
    const auth: Auth = { kind: 'test', authorize: async () => ({}) }
    const asking = {
      ...{ protocol: v1, auth, request, url: undefined },
      send: async (_: unknown, { timeoutMs }: { timeoutMs?: number | undefined }) => {
        seen.push(timeoutMs)
        return answer
      },
    }
    await askAuthorized({ ...asking, timeoutMs: 10_000 })
    await askAuthorized(asking)
    expect(seen[0]).toBeGreaterThan(5_000)
    expect(seen[0]).toBeLessThanOrEqual(10_000)
    expect(seen[1]).toBeUndefined()
  })

  test('between two attempts ends with the signal’s reason', async () => {
    const controller = new AbortController()
    const { ask, sent } = setUp([refusal(text.future)], 'later')
    const waiting = ask({ signal: controller.signal, timeoutMs: 100_000, pauseMs: 50_000 })
    setTimeout(() => controller.abort('changed my mind'), 20)
    await expect(waiting).rejects.toBe('changed my mind')
    expect(sent).toEqual(['1'])
  })
})
