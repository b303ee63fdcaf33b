import { BaseError } from '@zg/core'
import { expect, test } from 'vitest'
import { countedMeter } from '../../../test/countedMeter.js'
import { createService } from '../../../test/createService.js'
import type { Outcome, Outgoing, Send } from './link.js'
import { meter } from './meter.js'

const service = createService({ outputPrice: 5n })
const request: Outgoing = {
  ...{ method: 'POST', path: '/v1/proxy/images/generations', headers: {}, body: null, fields: { n: 2 } },
  ...{ signal: undefined, beforeSend: async () => undefined },
}
const answered: Outcome = { answer: { response: new Response(), settle: async () => null } }

/** Sends through the link to `next`; how the reservation ended, step by step. */
function link(next: Send, change: Partial<Outgoing> = {}) {
  const counted = countedMeter()
  const send = meter({ service, spend: { policy: {}, meter: counted.meter } })(next)
  return { run: () => send({ ...request, ...change }), ends: counted.ends }
}

test('what is marked as sent is what leaves, after the caller’s own last step', async () => {
  const steps: string[] = []
  const beforeSend = async () => void steps.push('own')
  const { run, ends } = link(
    async (sent) => {
      expect(ends()).toEqual([[]])
      await sent.beforeSend()
      steps.push('left')
      return answered
    },
    { beforeSend },
  )
  await run()
  expect([steps, ends()]).toEqual([['own', 'left'], [['sent']]])
})

test('an answer’s end settles what it costs, and says it', async () => {
  const { run, ends } = link(async () => answered)
  const outcome = await run()
  expect(ends()).toEqual([[]])
  const fee = 'answer' in outcome ? await outcome.answer.settle({ how: 'complete', usage: null }) : null
  expect([fee, ends()]).toEqual([10n, [['settled 10']]])
})

test('an answer that broke off settles whole, and nobody knows what it costs', async () => {
  const { run, ends } = link(async () => answered)
  const outcome = await run()
  const fee = 'answer' in outcome ? await outcome.answer.settle({ how: 'cut', usage: null }) : 0n
  expect([fee, ends()]).toEqual([null, [['settled whole']]])
})

test.each([true, false])(
  'a failure or an abort that may be billed (%s) settles, else it is given back',
  async (mayBeBilled) => {
    const expected = [[mayBeBilled ? 'settled whole' : 'released']]
    const failure: Outcome = {
      failure: { kind: 'provider', error: new BaseError('no'), mayBeBilled, retry: 'never' },
    }
    for (const outcome of [failure, { aborted: { reason: 1, mayBeBilled } }]) {
      const { run, ends } = link(async () => outcome)
      expect([await run(), ends()]).toEqual([outcome, expected])
    }
  },
)

test('what throws before it was sent gives back', async () => {
  const error = new BaseError('no')
  const { run, ends } = link(() => Promise.reject(error))
  await expect(run()).rejects.toBe(error)
  expect(ends()).toEqual([['released']])
})

test('what costs nothing reserves nothing', async () => {
  const { run, ends } = link(async () => answered, { method: 'GET' })
  expect([await run(), ends()]).toEqual([answered, []])
})

test('what was billed and can’t be written down is no reason to ask again', async () => {
  const error = new BaseError('the store is gone')
  const counted = countedMeter()
  const reserve: typeof counted.meter.reserve = async (asked) => {
    const refuse = () => Promise.reject(error)
    return { ...(await counted.meter.reserve(asked)), settle: refuse, release: refuse }
  }
  const failing = { ...counted.meter, reserve }
  const sendTo = (outcome: Outcome) =>
    meter({ service, spend: { policy: {}, meter: failing } })(async () => outcome)(request)
  const lost = new BaseError('lost')
  const failure = { kind: 'network', error: lost, mayBeBilled: true, retry: 'never' } as const
  expect(await sendTo({ failure })).toEqual({ failure: { ...failure, kind: 'own', error } })
  await expect(sendTo({ failure: { ...failure, mayBeBilled: false } })).rejects.toBe(error)
})
