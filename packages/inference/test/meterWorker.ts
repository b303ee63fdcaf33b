/**
 * A process with a budget that others share. `spend` runs many requests at once, each of another price, and writes what it spent. `die` sets money
 * aside, marks some of it as sent, says so, and waits to be killed.
 */
import { createMeter, type Meter } from '@zg/inference'
import { openShared, type SharedStore } from './openShared.js'

export type Task = {
  store: SharedStore
  what: 'spend' | 'die'
  cap: string
  requests: number
  worst: string
  holdMs: number
}

const task: Task = JSON.parse(process.argv[2] ?? '')
const { store, close } = await openShared(task.store)
const meter = createMeter({ total: BigInt(task.cap) }, { store, key: 'budget', holdMs: task.holdMs })
const provider = `0x${'a'.repeat(40)}` as const
const worst = BigInt(task.worst)
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** Costs between an eighth of the worst case and all of it; null where the budget is used up. */
async function request(meter: Meter, number: number): Promise<bigint | null> {
  const reservation = await meter.reserve({ provider, worst, timeoutMs: 300_000 }).catch((error: Error) => {
    if (error.name === 'BudgetExceededError') return null
    throw error
  })
  if (!reservation) return null
  await reservation.markSent()
  await sleep(number % 7)
  const { fee } = await reservation.settle((worst * BigInt(1 + (number % 8))) / 8n)
  return fee
}

if (task.what === 'die') {
  const [first] = await Promise.all(
    Array.from({ length: task.requests }, () => meter.reserve({ provider, worst })),
  )
  await first?.markSent()
  process.stdout.write('ready\n')
  setInterval(() => undefined, 1_000)
} else {
  const fees = await Promise.all(Array.from({ length: task.requests }, (_, i) => request(meter, i)))
  const spent = fees.reduce<bigint>((sum, fee) => sum + (fee ?? 0n), 0n)
  process.stdout.write(`${spent} ${fees.filter((fee) => fee === null).length}\n`)
  close()
}
