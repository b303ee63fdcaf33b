import { memoryStore } from '@zg/core'
import { getAddress } from 'viem'
import { describe, expect, test, vi } from 'vitest'
import { type Approach, createMeter, type SpendPolicy } from '../src/index.js'
import { failureOf, holdMs, midday, one, two, useMeters } from './useMeters.js'

const { later, share } = useMeters()

describe('a day', () => {
  test('ends at midnight UTC, and what runs across it counts where it ends', async () => {
    const { meter } = share()
    const mine = meter({ perDay: 10n })
    await (await mine.reserve({ provider: one, worst: 6n })).settle(6n)
    await later(Date.UTC(2026, 0, 3) - Date.now() - 1_000)
    const across = await mine.reserve({ provider: one, worst: 4n })
    await later(999)
    expect(await failureOf(mine.reserve({ provider: one, worst: 5n }))).toMatchObject({ scope: 'perDay' })
    await later(1)
    const next = await mine.reserve({ provider: one, worst: 6n })
    await across.settle(4n)
    await next.settle(6n)
    expect(await mine.spending()).toMatchObject({ settled: 16n, settledToday: 10n })
    expect(await failureOf(mine.reserve({ provider: one, worst: 1n }))).toMatchObject({ settled: 10n })
  })

  test('doesn’t come back with a clock that is set back', async () => {
    const { meter } = share()
    const mine = meter({ perDay: 10n })
    await (await mine.reserve({ provider: one, worst: 10n })).settle(10n)
    vi.setSystemTime(midday - 86_400_000)
    expect(await failureOf(mine.reserve({ provider: one, worst: 1n }))).toMatchObject({ settled: 10n })
    expect(await failureOf(meter({ perDay: 10n }).reserve({ provider: one, worst: 1n }))).toMatchObject({
      settled: 10n,
    })
  })
})

test('a day begins for all with the first clock that says so', async () => {
  const { meter } = share()
  const mine = meter({ perDay: 10n })
  const ahead = meter({ perDay: 10n }, () => Date.now() + 86_400_000)
  await (await mine.reserve({ provider: one, worst: 10n })).settle(10n)
  await (await ahead.reserve({ provider: one, worst: 4n })).settle(4n)
  await (await mine.reserve({ provider: one, worst: 6n })).settle(6n)
  for (const each of [mine, ahead]) {
    const error = await failureOf(each.reserve({ provider: one, worst: 1n }))
    expect(error).toMatchObject({ scope: 'perDay', settled: 10n, reserved: 0n })
  }
})

describe('a provider that bills more than it may', () => {
  test('gets no more requests from anybody, until it is readmitted; all is counted', async () => {
    const { meter } = share()
    const [mine, theirs] = [meter({ total: 100n }), meter({ total: 100n })]
    const reservation = await mine.reserve({ provider: one, worst: 10n })
    await reservation.markSent()
    expect(await reservation.settle(13n)).toEqual({ fee: 13n, excess: 3n })
    for (const each of [mine, theirs]) {
      expect(await failureOf(each.reserve({ provider: one, worst: 1n }))).toMatchObject({
        ...{ name: 'ProviderQuarantinedError', provider: one, excess: 3n },
        message: expect.stringContaining('readmit'),
      })
    }
    await (await theirs.reserve({ provider: two, worst: 1n })).release()
    await theirs.readmit(one)
    await (await mine.reserve({ provider: one, worst: 1n })).settle(1n)
    expect((await mine.spending()).providers).toContainEqual({
      ...{ provider: one, settled: 14n, reserved: 0n, excess: 0n },
    })
    expect(await (await mine.reserve({ provider: one, worst: 1n })).settle(2n)).toMatchObject({ excess: 1n })
    expect(await failureOf(mine.reserve({ provider: one, worst: 1n }))).toMatchObject({ excess: 1n })
  })
})

describe('onApproaching', () => {
  test('is called once for each limit that is four fifths spent, in the process that did it', async () => {
    const { meter } = share()
    const heard: [string, Approach][] = []
    const policy = (name: string): SpendPolicy => ({
      ...{ total: 100n, perDay: 50n, perProvider: 30n },
      onApproaching: (approach) => heard.push([name, approach]),
    })
    const [mine, theirs] = [meter(policy('mine')), meter(policy('theirs'))]
    const spend = async (who: typeof mine, provider: typeof one, fee: bigint) =>
      (await who.reserve({ provider, worst: fee })).settle(fee)
    await spend(mine, one, 23n)
    expect(heard).toEqual([])
    await spend(theirs, one, 1n)
    await spend(mine, two, 15n)
    expect(heard).toEqual([['theirs', { scope: 'perProvider', cap: 30n, settled: 24n, provider: one }]])
    await spend(mine, one, 1n)
    expect(heard.slice(1)).toEqual([['mine', { scope: 'perDay', cap: 50n, settled: 40n, provider: null }]])
    await later(86_400_000)
    await spend(theirs, two, 14n)
    await spend(theirs, getAddress(`0x${'b'.repeat(40)}`), 26n)
    expect(heard.slice(2)).toEqual([
      ['theirs', { scope: 'perProvider', cap: 30n, settled: 29n, provider: two }],
      ['theirs', { scope: 'total', cap: 100n, settled: 80n, provider: null }],
      ['theirs', { scope: 'perDay', cap: 50n, settled: 40n, provider: null }],
      [
        'theirs',
        { scope: 'perProvider', cap: 30n, settled: 26n, provider: getAddress(`0x${'b'.repeat(40)}`) },
      ],
    ])
  })
})

describe('a process that stood still longer than its reservations live', () => {
  const stalling = () => {
    const { store, meter } = share()
    let stall: Promise<unknown> = Promise.resolve()
    const update: typeof store.update = (...args) => stall.then(() => store.update(...args))
    const slow = createMeter({ total: 10n }, { store: { ...store, update }, key: 'spend', holdMs })
    return {
      slow,
      other: meter({ total: 10n }),
      stallFor: (ms: number) => {
        stall = new Promise((resolve) => setTimeout(resolve, ms))
      },
    }
  }

  test('may not send: the money is another’s by now', async () => {
    const { slow, other, stallFor } = stalling()
    const reservation = await slow.reserve({ provider: one, worst: 10n })
    stallFor(2 * holdMs)
    const sending = failureOf(reservation.markSent())
    await later(holdMs)
    const theirs = await other.reserve({ provider: one, worst: 10n })
    await later(holdMs)
    expect(await sending).toMatchObject({ name: 'ReservationExpiredError', provider: one })
    await reservation.release()
    await theirs.settle(3n)
    expect(await other.spending()).toMatchObject({ settled: 3n, reserved: 0n })
  })

  test('has spent what it had sent, whatever it says later; and all that was billed beyond it', async () => {
    const { slow, other, stallFor } = stalling()
    const reservation = await slow.reserve({ provider: one, worst: 6n })
    await reservation.markSent()
    stallFor(2 * holdMs)
    const settled = reservation.settle(9n)
    await later(holdMs)
    expect(await failureOf(other.reserve({ provider: two, worst: 5n }))).toMatchObject({
      settled: 6n,
      reserved: 0n,
    })
    await later(holdMs)
    expect(await settled).toEqual({ fee: 9n, excess: 3n })
    expect(await other.spending()).toMatchObject({ settled: 9n, reserved: 0n })
    expect(await failureOf(other.reserve({ provider: one, worst: 1n }))).toMatchObject({ excess: 3n })
  })
})

describe('without the store’s word', () => {
  const failing = () => {
    const store = memoryStore({ now: Date.now })
    let broken: 'before' | 'after' | null = null
    const update: typeof store.update = async (...args) => {
      if (broken === 'before') throw new Error('the store is away')
      const result = await store.update(...args)
      if (broken === 'after') throw new Error('the store is away')
      return result
    }
    const meter = createMeter({ total: 10n }, { store: { ...store, update }, key: 'spend', holdMs })
    return {
      meter,
      breakStore: (how: typeof broken) => {
        broken = how
      },
    }
  }

  test.each(['before', 'after'] as const)('nothing is set aside (%s the write)', async (how) => {
    const { meter, breakStore } = failing()
    breakStore(how)
    expect(await failureOf(meter.reserve({ provider: one, worst: 10n }))).toMatchObject({
      message: 'the store is away',
    })
    breakStore(null)
    const reservation = await meter.reserve({ provider: one, worst: 10n })
    breakStore(how)
    expect(await failureOf(reservation.markSent())).toMatchObject({ message: 'the store is away' })
    breakStore(null)
    await later(1_000)
    expect(await meter.spending()).toMatchObject({ settled: 0n, reserved: 0n })
  })

  test('what was spent is told as soon as it is back', async () => {
    const { meter, breakStore } = failing()
    const reservation = await meter.reserve({ provider: one, worst: 10n })
    await reservation.markSent()
    breakStore('before')
    expect(await failureOf(reservation.settle(4n))).toMatchObject({ message: 'the store is away' })
    expect(await meter.spending()).toMatchObject({ settled: 0n, reserved: 10n })
    breakStore(null)
    await later(1_000)
    expect(await meter.spending()).toMatchObject({ settled: 4n, reserved: 0n })
  })
})
