import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { startRedis } from '../../core/test/startRedis.js'
import { startWorker } from '../../core/test/startWorker.js'

type Worker = ReturnType<typeof startWorker>
const ending: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ending.splice(0).toReversed()) await end()
})

function start(...args: readonly string[]): Worker {
  const worker = startWorker(new URL('./nonceWorker.ts', import.meta.url), args)
  ending.push(() => worker.kill())
  return worker
}

/** Waits until each has taken some more, and so works with the store as it is now. */
const haveTaken = (workers: readonly Worker[], more: number) =>
  Promise.all(workers.map((worker) => worker.hasSaid(worker.lines().length + more)))

/** Ends the processes, and holds what they took against the only order that there is: who had a nonce before another one asked has a lower one. */
async function checkOrder(workers: readonly Worker[]): Promise<void> {
  await Promise.all(workers.map((worker) => worker.kill()))
  const taken = workers
    .flatMap((worker) => worker.lines())
    .map((line) => line.split(' ').map(BigInt))
    .map(([asked = 0n, had = 0n, nonce = 0n]) => ({ asked, had, nonce }))
  expect(new Set(taken.map(({ nonce }) => nonce)).size).toBe(taken.length)
  const byNonce = taken.toSorted((a, b) => (a.nonce < b.nonce ? -1 : 1))
  let latestAsked = 0n
  const late = byNonce.filter(({ asked, had }) => {
    const isLate = had < latestAsked
    if (asked > latestAsked) latestAsked = asked
    return isLate
  })
  expect(late).toEqual([])
}

test('processes on one Redis take no nonce twice, through two kills without persistence and clocks set back', async () => {
  const server = await startRedis()
  ending.push(server.stop)
  const workers = [
    start('redis', server.socket),
    start('ioredis', server.socket),
    start('redis', server.socket),
    start('ioredis', server.socket),
  ]
  await haveTaken(workers, 50)
  for (let kill = 0; kill < 2; kill += 1) {
    await server.kill()
    await server.start()
    await haveTaken(workers, 50)
  }
  await checkOrder(workers)
})

test('nor do processes that share a folder, when some of them are killed', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'zg-nonces-'))
  ending.push(() => rmSync(folder, { recursive: true, force: true }))
  const workers = [start('files', folder), start('files', folder), start('files', folder)]
  await haveTaken(workers, 25)
  await workers[0]?.kill()
  await haveTaken(workers.slice(1), 25)
  await checkOrder(workers)
})
