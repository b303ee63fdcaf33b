import { checkAddress } from '@zg/contracts'
import { withDeadline } from '@zg/contracts/read'
import { type AtomicStore, NetworkError } from '@zg/core'
import { type Address, getAddress } from 'viem'
import { type Random, secureRandom } from '../auth/random.js'
import { parseBook } from './bookCodec.js'
import { createTurns } from './createTurns.js'
import { BudgetExceededError, ReservationExpiredError } from './errors.js'
import type { Meter, Reservation, ReserveRequest, Settlement } from './meter.js'
import { pardon } from './pardon.js'
import { readPolicy } from './readPolicy.js'
import { readSpending } from './readSpending.js'
import type { SpendPolicy } from './spendPolicy.js'
import type { Hold } from './teller.js'
import { unref } from './unref.js'

const defaultTimeoutMs = 30_000
/** An answer that nobody has read to its end by then holds no more: whoever let it lie pays for all of it. */
const longestMs = 3_600_000

/**
 * Keeps all spending under one key of a store within a policy, across the processes that share it.
 *
 * Nothing is asked until the first reservation. A process renews what it has set aside while its requests run; `holdMs` (60 s) after the last sign of
 * life it is taken for dead. Meters on one key count together, and each keeps its own policy's limits. Throws `InvalidSpendPolicyError`,
 * `InvalidAmountError` and `InvalidCountError`.
 *
 * @example
 * ```ts
 * import { memoryStore } from '@zg/core'
 * import { createMeter } from '@zg/inference'
 * import type { Address } from 'viem'
 *
 * const meter = createMeter({ perDay: '1' }, { store: memoryStore(), key: 'spend' })
 * async function spend(provider: Address, worst: bigint, ask: () => Promise<bigint>) {
 *   const reservation = await meter.reserve({ provider, worst })
 *   await reservation.markSent()
 *   await reservation.settle(await ask().catch(() => null))
 * }
 * ```
 */
export function createMeter(policy: SpendPolicy, options: createMeter.Options): Meter {
  const { store, key, now = Date.now, holdMs = 60_000, random = secureRandom } = options
  const caps = readPolicy(policy)
  const turns = createTurns({
    ...{ store, key, now, holdMs, random, caps },
    // What the caller's function throws is not for the request to suffer.
    onApproach: (approach) => queueMicrotask(() => policy.onApproaching?.(approach)),
  })

  return {
    reserve: async ({ provider, worst, signal, timeoutMs = defaultTimeoutMs }) => {
      const payee = providerOf(provider)
      const { perRequest: cap } = caps
      if (cap !== null && worst > cap) {
        const sums = { settled: 0n, reserved: 0n, required: worst }
        throw new BudgetExceededError({
          ...{ scope: 'perRequest', cap, provider: payee },
          ...sums,
          waited: false,
        })
      }
      const hold = await standInLine(turns, { provider: payee, worst, signal, timeoutMs })
      return toReservation(turns, hold)
    },
    spending: async () => readSpending(parseBook(await store.get(key), key), now()),
    readmit: (provider) => pardon(store, { key, provider: providerOf(provider) }),
  }
}

export declare namespace createMeter {
  type Options = {
    store: AtomicStore
    /** Where in the store: one for each budget. */
    key: string
    /** Milliseconds since the epoch. */
    now?: (() => number) | undefined
    holdMs?: number | undefined
    random?: Random | undefined
  }
}

type Turns = ReturnType<typeof createTurns>

const providerOf = (provider: Address): Address => getAddress(checkAddress(provider, 'provider'))

async function standInLine(
  turns: Turns,
  { provider, worst, signal, timeoutMs }: ReserveRequest & { timeoutMs: number },
): Promise<Hold> {
  signal?.throwIfAborted()
  const place = turns.join({ provider, worst })
  try {
    return await withDeadline(() => place.granted, { signal, timeoutMs, url: '', what: 'The store' })
  } catch (error) {
    const { shortage } = place.waiter
    turns.leave(place)
    const isLate = error instanceof NetworkError && error.reason === 'timeout'
    throw isLate && shortage ? new BudgetExceededError({ ...shortage, waited: true }) : error
  }
}

function toReservation({ teller, sync }: Turns, hold: Hold): Reservation {
  let end: Promise<Settlement> | undefined
  const close = (settle: () => Settlement): Promise<Settlement> => {
    clearTimeout(timer)
    end ??= Promise.resolve(settle()).then(async (settlement) => {
      await sync()
      return settlement
    })
    return end
  }
  const spend = (fee: bigint) => close(() => teller.spend(hold, fee))
  const free = () =>
    close(() => {
      teller.free(hold)
      return { fee: 0n, excess: 0n }
    })
  // The store is told again until it listens.
  const giveUp = () => (hold.sent ? spend(hold.worst) : free()).catch(() => undefined)
  const timer = setTimeout(giveUp, longestMs)
  unref(timer)
  return {
    provider: hold.provider,
    held: hold.worst,
    markSent: async () => {
      if (!end && !hold.sent) teller.send(hold)
      try {
        await sync()
        if (end || !teller.lives(hold)) throw new ReservationExpiredError({ provider: hold.provider })
      } catch (error) {
        // The store is told as soon as it listens; who waits for an answer shouldn't wait for that.
        free().catch(() => undefined)
        throw error
      }
    },
    settle: (fee) => spend(fee ?? hold.worst),
    release: async () => {
      await free()
    },
  }
}
