import { memoryStore } from '@zg/core'
import { expect, test } from 'vitest'
import { failureOf } from '../../test/failureOf.js'
import { takeTurn } from './takeTurn.js'
import { parseRecord } from './topUpRecord.js'

const key = 'turn'

function share() {
  const store = memoryStore()
  let time = 1_000_000
  return {
    take: (work: Parameters<typeof takeTurn<unknown>>[1], options: Partial<takeTurn.Options> = {}) =>
      takeTurn(
        {
          ...{ store, key, now: () => time, turnMs: 60_000, signal: undefined, timeoutMs: 30_000 },
          ...options,
        },
        work,
      ),
    record: async () => parseRecord(await store.get(key), key),
    pass: (ms: number) => {
      time += ms
    },
  }
}

test('one has it at a time, and gives it back, however its work ends', async () => {
  const { take, record } = share()
  let running = 0
  const work = async (name: number) => {
    running += 1
    expect(running).toBe(1)
    await new Promise((resolve) => setTimeout(resolve, 5))
    running -= 1
    if (name % 2 === 1) throw new Error(`${name} failed`)
    return name
  }
  const results = await Promise.allSettled(Array.from({ length: 6 }, (_, name) => take(() => work(name))))
  expect(results.map(({ status }) => status)).toEqual(
    Array.from({ length: 6 }, (_, name) => (name % 2 === 1 ? 'rejected' : 'fulfilled')),
  )
  expect(await record()).toMatchObject({ holder: '' })
})

test('who waits too long, or is called away, hears so and leaves it where it is', async () => {
  const { take } = share()
  await take(async ({ change }) => {
    const never = async () => expect.unreachable()
    expect(await failureOf(take(never, { timeoutMs: 30 }))).toMatchObject({
      ...{ name: 'TopUpBusyError', message: expect.stringContaining('30 ms') },
    })
    expect(await failureOf(take(never, { signal: AbortSignal.abort('enough') }))).toBe('enough')
    await change((record) => ({ ...record, block: 5n }))
  })
})

test('who stood still has lost it, and changes nothing', async () => {
  const { take, record, pass } = share()
  const error = await failureOf(
    take(async ({ change }) => {
      pass(60_000)
      await take(async (turn) => turn.change((each) => ({ ...each, block: 7n })))
      await change((each) => ({ ...each, block: 9n }))
    }),
  )
  expect(error).toMatchObject({ name: 'TopUpOvertakenError' })
  expect(await record()).toMatchObject({ block: 7n, holder: '' })
})

test('who works for long keeps it', async () => {
  const { take, record, pass } = share()
  await take(
    async () => {
      const { until } = await record()
      pass(20)
      while ((await record()).until === until) await new Promise((resolve) => setTimeout(resolve, 1))
    },
    { turnMs: 30 },
  )
})
