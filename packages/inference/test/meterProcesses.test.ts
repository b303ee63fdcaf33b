import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { startRedis } from '../../core/test/startRedis.js'
import { startWorker } from '../../core/test/startWorker.js'
import { createMeter } from '../src/index.js'
import type { Task } from './meterWorker.js'
import { openShared, type SharedStore } from './openShared.js'

const ending: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ending.splice(0).toReversed()) await end()
})

const places: Readonly<Record<SharedStore['kind'], () => Promise<string>>> = {
  files: async () => {
    const folder = mkdtempSync(join(tmpdir(), 'zg-budget-'))
    ending.push(() => rmSync(folder, { recursive: true, force: true }))
    return folder
  },
  redis: async () => {
    const server = await startRedis()
    ending.push(server.stop)
    return server.socket
  },
}

describe.each(['files', 'redis'] as const)('processes that share %s', (kind) => {
  const start = (task: Omit<Task, 'store'>, place: string) => {
    const file = new URL('./meterWorker.ts', import.meta.url)
    const worker = startWorker(file, [JSON.stringify({ ...task, store: { kind, place } })])
    ending.push(() => worker.kill())
    return worker
  }

  test('spend all of a budget and no more, and what a killed one had set aside comes back', async () => {
    const place = await places[kind]()
    const [worst, cap] = [80n, 8_000n]
    const common = { cap: String(cap), worst: String(worst), holdMs: 2_000 }
    const dying = start({ ...common, what: 'die', requests: 60 }, place)
    await dying.hasSaid(1)
    const spending = [1, 2].map(() => start({ ...common, what: 'spend', requests: 100 }, place))
    const { store, close } = await openShared({ kind, place })
    ending.push(close)
    const meter = createMeter({ total: cap }, { store, key: 'budget', holdMs: 2_000 })
    expect((await meter.spending()).reserved).toBeGreaterThanOrEqual(60n * worst)
    await dying.kill()
    await Promise.all(spending.map((worker) => worker.hasSaid(1)))

    const said = spending.flatMap((worker) => worker.lines()).map((line) => line.split(' ').map(Number))
    const spent = BigInt(said.reduce((sum, [fees = 0]) => sum + fees, 0))
    // One of the dead process's sixty had been sent, and may be billed.
    expect(await meter.spending()).toMatchObject({ settled: spent + worst, reserved: 0n })
    expect(spent + worst).toBeLessThanOrEqual(cap)
    expect(cap - spent - worst).toBeLessThan(worst)
    expect(said.reduce((sum, [, refused = 0]) => sum + refused, 0)).toBeGreaterThan(0)
  }, 180_000)
})
