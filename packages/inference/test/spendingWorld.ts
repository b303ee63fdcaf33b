import { type AtomicStore, memoryStore } from '@zg/core'
import { type Address, getAddress } from 'viem'
import { vi } from 'vitest'
import { createMeter, type Meter, type Reservation, type SpendPolicy } from '../src/index.js'

export const providers = ['a1', 'a2', 'a3'].map((end) => getAddress(`0x${'0'.repeat(38)}${end}`))
export const holdMs = 10_000

/** What becomes of one write of a process: `lostBefore` never arrives, `lostAfter` does, and nobody hears of it. */
export type Fate = { kind: 'ok' | 'lostBefore' | 'lostAfter'; beforeMs: number; afterMs: number }

/** A request: who asks whom, how it ends, and after how long. */
export type Ask = {
  process: number
  provider: number
  worst: bigint
  /** At most `worst`. */
  fee: bigint
  ends: 'settled' | 'unknown' | 'neverSent'
  /** Between the reservation and the sending. */
  preparesMs: number
  takesMs: number
  timeoutMs: number
}

/** What providers really bill: nothing of it is known to the meters but what requests are settled with. */
type Truth = {
  billed: bigint
  today: bigint
  day: number
  underWay: bigint
  /** The most that all who meant to send could have cost. */
  attempted: bigint
  byProvider: Map<Address, bigint>
}

const dayOf = (time: number) => Math.floor(time / 86_400_000)
const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))
const never = new Promise<never>(() => undefined)

/** Processes that share one store, requests, and providers that bill them, on a clock that only the test moves. */
export function createWorld({
  policy,
  processes,
  fates,
}: {
  policy: SpendPolicy
  processes: number
  fates: readonly Fate[]
}) {
  const shared = memoryStore({ now: Date.now })
  const truth: Truth = { billed: 0n, today: 0n, day: 0, underWay: 0n, attempted: 0n, byProvider: new Map() }
  const faults: string[] = []
  let written = 0
  let calm = false

  const take = (provider: Address, amount: bigint) =>
    truth.byProvider.set(provider, (truth.byProvider.get(provider) ?? 0n) + amount)
  const limits: readonly (readonly [string, () => bigint, bigint])[] = [
    ['total', () => truth.billed + truth.underWay, BigInt(policy.total ?? 10n ** 30n)],
    ...providers.map(
      (provider) =>
        [
          `perProvider`,
          () => truth.byProvider.get(provider) ?? 0n,
          BigInt(policy.perProvider ?? 10n ** 30n),
        ] as const,
    ),
    ['perDay', () => truth.today + truth.underWay, BigInt(policy.perDay ?? 10n ** 30n)],
  ]
  /** The providers' word against the policy, at every change. */
  const check = () => {
    for (const [name, spent, cap] of limits) if (spent() > cap) faults.push(`${name}: ${spent()} of ${cap}`)
  }
  const send = (provider: Address, worst: bigint) => {
    truth.underWay += worst
    take(provider, worst)
    check()
  }
  const bill = (provider: Address, { worst, fee }: { worst: bigint; fee: bigint }) => {
    const day = dayOf(Date.now())
    if (day > truth.day) Object.assign(truth, { day, today: 0n })
    truth.underWay -= worst
    truth.billed += fee
    truth.today += fee
    take(provider, fee - worst)
    check()
  }

  const members = Array.from({ length: processes }, () => {
    const state = { dead: false, thaw: Promise.resolve() }
    const update: AtomicStore['update'] = async (key, change) => {
      const fate = calm ? undefined : fates[written++ % Math.max(fates.length, 1)]
      await sleep(fate?.beforeMs ?? 0)
      await state.thaw
      if (state.dead) return never
      if (fate?.kind === 'lostBefore') throw new Error('lost')
      const result = await shared.update(key, change)
      await sleep(fate?.afterMs ?? 0)
      if (state.dead) return never
      if (fate?.kind === 'lostAfter') throw new Error('lost')
      return result
    }
    const meter = createMeter(policy, { store: { ...shared, update }, key: 'spend', holdMs })
    let die: (outcome: string) => void = () => undefined
    const died = new Promise<string>((resolve) => {
      die = resolve
    })
    return { state, meter, die, died }
  })

  const ends: Record<Ask['ends'], (reservation: Reservation, fee: bigint) => Promise<unknown>> = {
    settled: (reservation, fee) => reservation.settle(fee),
    unknown: (reservation) => reservation.settle(null),
    neverSent: (reservation) => reservation.release(),
  }
  const run = async (ask: Ask): Promise<string> => {
    const { process, provider: at, worst, fee, ends: end, preparesMs, takesMs, timeoutMs } = ask
    const member = members[process % processes]
    const provider = providers[at % providers.length]
    if (!member || !provider || member.state.dead) return 'nobody'
    const reservation = await member.meter.reserve({ provider, worst, timeoutMs })
    if (end === 'neverSent') {
      await sleep(takesMs)
      await reservation.release()
      return 'released'
    }
    await sleep(preparesMs)
    truth.attempted += worst
    await reservation.markSent()
    send(provider, worst)
    await sleep(takesMs)
    // A provider bills what it has answered, whether or not anybody lives to hear it.
    bill(provider, { worst, fee })
    if (member.state.dead) return 'dead'
    await ends[end](reservation, fee)
    return end
  }

  return {
    truth,
    faults,
    start: (ask: Ask): Promise<string> => {
      const member = members[ask.process % processes]
      const died = member ? member.died : never
      return Promise.race([run(ask).catch((error: Error) => error.name), died])
    },
    kill: (process: number): void => {
      const member = members[process % processes]
      if (!member) return
      member.state.dead = true
      member.die('dead')
    },
    /** Its writes arrive late: to the others it looks dead, if that takes longer than a line lives. */
    freeze: (process: number, ms: number): void => {
      const member = members[process % processes]
      if (member) member.state.thaw = sleep(ms)
    },
    /** From here on every write arrives. */
    calmDown: (): void => {
      calm = true
    },
    /** A process that begins now. */
    newcomer: (): Meter => createMeter(policy, { store: shared, key: 'spend', holdMs }),
    later: (ms: number) => vi.advanceTimersByTimeAsync(ms),
  }
}
