import { describe, expect, test } from 'vitest'
import { failureOf, holdMs, one, two, useMeters } from '../../test/useMeters.js'
import { createMeter } from './createMeter.js'

const { later, share } = useMeters()

describe('a reservation', () => {
  test('is set aside at once, and the fee alone is spent', async () => {
    const meter = share().meter({ total: 100n })
    const reservation = await meter.reserve({ provider: one, worst: 60n })
    expect(reservation).toMatchObject({ provider: one, held: 60n })
    expect(await meter.spending()).toMatchObject({ settled: 0n, reserved: 60n })
    await reservation.markSent()
    expect(await meter.spending()).toMatchObject({ settled: 0n, reserved: 60n })
    expect(await reservation.settle(7n)).toEqual({ fee: 7n, excess: 0n })
    expect(await meter.spending()).toEqual({
      settled: 7n,
      settledToday: 7n,
      reserved: 0n,
      providers: [{ provider: one, settled: 7n, reserved: 0n, excess: 0n }],
    })
  })

  test('comes back whole when it is released, and is spent whole when nobody knows the fee', async () => {
    const meter = share().meter({ total: 100n })
    const released = await meter.reserve({ provider: one, worst: 60n })
    await released.markSent()
    await released.release()
    expect(await meter.spending()).toMatchObject({ settled: 0n, reserved: 0n })
    const unknown = await meter.reserve({ provider: one, worst: 60n })
    await unknown.markSent()
    expect(await unknown.settle(null)).toEqual({ fee: 60n, excess: 0n })
    expect(await meter.spending()).toMatchObject({ settled: 60n, reserved: 0n })
  })

  test('ends once, as it ended first', async () => {
    const meter = share().meter({ total: 100n })
    const reservation = await meter.reserve({ provider: one, worst: 60n })
    const ends = [reservation.settle(5n), reservation.settle(50n), reservation.settle(null)]
    await reservation.release()
    expect(await Promise.all(ends)).toEqual(ends.map(() => ({ fee: 5n, excess: 0n })))
    expect(await meter.spending()).toMatchObject({ settled: 5n, reserved: 0n })
  })

  test('is renewed for as long as it takes', async () => {
    const { meter, store } = share()
    const mine = meter({ total: 100n })
    const reservation = await mine.reserve({ provider: one, worst: 60n })
    await later(10 * holdMs)
    await reservation.markSent()
    await later(10 * holdMs)
    expect(await createMeter({}, { store, key: 'spend' }).spending()).toMatchObject({ reserved: 60n })
    await reservation.settle(1n)
    expect(await mine.spending()).toMatchObject({ settled: 1n, reserved: 0n })
  })
})

test('an answer that nobody reads to its end is paid for whole after an hour, and holds no more', async () => {
  const meter = share().meter({ total: 100n })
  const forgotten = await meter.reserve({ provider: one, worst: 60n })
  await forgotten.markSent()
  await later(3_600_000 - 1)
  expect(await meter.spending()).toMatchObject({ settled: 0n, reserved: 60n })
  await later(1)
  expect(await meter.spending()).toMatchObject({ settled: 60n, reserved: 0n })
  expect(await forgotten.settle(1n)).toEqual({ fee: 60n, excess: 0n })
})

test('one that is never sent comes back after an hour, and can’t be sent any more', async () => {
  const meter = share().meter({ total: 100n })
  const forgotten = await meter.reserve({ provider: one, worst: 60n })
  await later(3_600_000)
  expect(await meter.spending()).toMatchObject({ settled: 0n, reserved: 0n })
  expect(await failureOf(forgotten.markSent())).toMatchObject({ name: 'ReservationExpiredError' })
  expect(await meter.spending()).toMatchObject({ settled: 0n, reserved: 0n })
})

test('one that is marked twice is marked once, and one that has ended can’t be', async () => {
  const meter = share().meter({ total: 100n })
  const twice = await meter.reserve({ provider: one, worst: 60n })
  await Promise.all([twice.markSent(), twice.markSent()])
  await twice.settle(2n)
  expect(await failureOf(twice.markSent())).toMatchObject({ name: 'ReservationExpiredError' })
  expect(await meter.spending()).toMatchObject({ settled: 2n, reserved: 0n })
})

test('a reservation of nothing is one too, and renewed', async () => {
  const { meter } = share()
  const free = await meter({ total: 0n }).reserve({ provider: one, worst: 0n })
  await later(2 * holdMs)
  await (await meter({ total: 0n }).reserve({ provider: one, worst: 0n })).release()
  await free.markSent()
  expect(await free.settle(0n)).toEqual({ fee: 0n, excess: 0n })
})

describe('what can never fit is refused at once', () => {
  test.each(['perRequest', 'total', 'perDay', 'perProvider'] as const)('%s', async (scope) => {
    const meter = share().meter({ [scope]: 10n })
    const worst = 11n
    const error = await failureOf(meter.reserve({ provider: one, worst }))
    expect(error).toMatchObject({
      ...{ name: 'BudgetExceededError', scope, cap: 10n, settled: 0n, reserved: 0n, required: 11n },
      ...{ provider: one, waited: false },
      message: expect.stringContaining(`Raise ${scope}`),
    })
    const whole = await meter.reserve({ provider: one, worst: 10n })
    await whole.settle(10n)
    if (scope === 'perRequest') return
    expect(await failureOf(meter.reserve({ provider: one, worst: 1n }))).toMatchObject({
      scope,
      settled: 10n,
    })
    expect(await meter.spending()).toMatchObject({ settled: 10n, reserved: 0n })
  })

  test('also when it becomes so while it waits', async () => {
    const meter = share().meter({ total: 10n })
    const first = await meter.reserve({ provider: one, worst: 10n })
    const waiting = failureOf(meter.reserve({ provider: one, worst: 5n }))
    await first.settle(6n)
    expect(await waiting).toMatchObject({ name: 'BudgetExceededError', settled: 6n, waited: false })
  })

  test('a provider’s limit leaves the others theirs', async () => {
    const meter = share().meter({ perProvider: '0.5' })
    const worst = 5n * 10n ** 17n
    await (await meter.reserve({ provider: one, worst })).settle(worst)
    await (await meter.reserve({ provider: two, worst })).settle(worst)
    expect(await failureOf(meter.reserve({ provider: two, worst: 1n }))).toMatchObject({
      scope: 'perProvider',
    })
  })
})

describe('what fits after others end', () => {
  test('waits in order', async () => {
    const meter = share().meter({ total: 10n })
    const first = await meter.reserve({ provider: one, worst: 10n })
    const order: string[] = []
    const wish = (name: string, worst: bigint) =>
      meter.reserve({ provider: one, worst }).then((reservation) => {
        order.push(name)
        return reservation
      })
    const [large, small, least] = [wish('large', 9n), wish('small', 2n), wish('least', 1n)]
    await later(1_000)
    expect(order).toEqual([])
    await first.settle(0n)
    await (await large).release()
    await Promise.all([small, least])
    expect(order).toEqual(['large', 'small', 'least'])
  })

  test('waits for other processes too, and nobody jumps a long queue', async () => {
    const { meter } = share()
    const [mine, theirs] = [meter({ total: 10n }), meter({ total: 10n })]
    const first = await mine.reserve({ provider: one, worst: 10n })
    const waiting = theirs.reserve({ provider: one, worst: 8n })
    await later(100)
    await first.release()
    await later(300)
    await (await waiting).release()
    expect(await mine.spending()).toMatchObject({ settled: 0n, reserved: 0n })
  })

  test('isn’t held back by who waits for another provider’s limit', async () => {
    const meter = share().meter({ perProvider: 10n })
    await meter.reserve({ provider: one, worst: 10n })
    const waiting = failureOf(meter.reserve({ provider: one, worst: 1n, timeoutMs: 1_000 }))
    await later(100)
    expect(await meter.reserve({ provider: two, worst: 10n })).toMatchObject({ held: 10n })
    await later(1_000)
    expect(await waiting).toMatchObject({ name: 'BudgetExceededError', scope: 'perProvider', waited: true })
  })

  test('waits no longer than its time, and leaves nothing behind', async () => {
    const meter = share().meter({ total: 10n })
    const first = await meter.reserve({ provider: one, worst: 10n })
    const controller = new AbortController()
    const timed = failureOf(meter.reserve({ provider: one, worst: 6n, timeoutMs: 500 }))
    const aborted = failureOf(meter.reserve({ provider: one, worst: 5n, signal: controller.signal }))
    const last = meter.reserve({ provider: one, worst: 4n })
    await later(400)
    controller.abort(new Error('enough'))
    expect(await aborted).toMatchObject({ message: 'enough' })
    await later(200)
    const numbers = { scope: 'total', cap: 10n, settled: 0n, reserved: 10n, required: 6n }
    expect(await timed).toMatchObject({ name: 'BudgetExceededError', ...numbers, waited: true })
    await first.release()
    await (await last).release()
    await later(1)
    expect(await meter.spending()).toMatchObject({ settled: 0n, reserved: 0n })
  })

  test('a signal that is over already asks nobody', async () => {
    const { meter, store } = share()
    const error = await failureOf(
      meter({}).reserve({ provider: one, worst: 1n, signal: AbortSignal.abort('no') }),
    )
    expect(error).toBe('no')
    expect(await store.get('spend')).toBeNull()
  })
})

test.each([
  [{ perday: '1' }, 'InvalidSpendPolicyError'],
  [{ onApproaching: 'log' }, 'InvalidSpendPolicyError'],
  [{ total: 5 }, 'InvalidAmountError'],
  [{ perDay: '-1' }, 'InvalidAmountError'],
  [{ maxAudioFee: '1e3' }, 'InvalidAmountError'],
  [{ maxOutputTokens: 1.5 }, 'InvalidCountError'],
  [{ messageTokens: -1 }, 'InvalidCountError'],
  [{ attachmentTokens: Number.NaN }, 'InvalidCountError'],
])('a policy %j can’t be kept', (policy, name) => {
  const spoilt: object = policy
  expect(() => share().meter(spoilt)).toThrow(expect.objectContaining({ name }))
})
