import { mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { fileStore } from '../src/node.js'
import { startWorker } from './startWorker.js'

const root = mkdtempSync(join(tmpdir(), 'zg-processes-'))
const workers: ReturnType<typeof startWorker>[] = []
afterAll(async () => {
  await Promise.all(workers.map((worker) => worker.kill()))
  rmSync(root, { recursive: true, force: true })
})
const file = new URL('./storeWorker.ts', import.meta.url)
const start = (task: string, folder: string) => {
  const worker = startWorker(file, [task, folder])
  workers.push(worker)
  return worker
}
const increment = (current: string | null) => String(Number(current ?? '0') + 1)
/** The folder in which the keys of a test take turns, and what its token is called. */
const partOf = (folder: string) => join(folder, readdirSync(folder)[0] ?? '')
const tokenOf = (folder: string) =>
  readdirSync(partOf(folder)).find((name) => name === 'free' || name.startsWith('held.'))

test('processes that are killed at any moment lose nothing and count nothing twice', async () => {
  const folder = join(root, 'killed')
  const own = fileStore(folder)
  const mine: string[] = []
  let going = true
  const counting = (async () => {
    while (going) mine.push(String(await own.update('counter', increment)))
  })()
  const all = [mine]
  for (let round = 0; round < 3; round += 1) {
    const pair = [start('count', folder), start('count', folder)]
    await Promise.all(pair.map((worker, i) => worker.hasSaid(20 + 7 * i)))
    await Promise.all(pair.map((worker) => worker.kill()))
    all.push(...pair.map((worker) => worker.lines()))
  }
  going = false
  await counting
  const told = all.flat().map(Number)
  expect(new Set(told).size).toBe(told.length)
  for (const each of all) expect(each.map(Number)).toEqual(each.map(Number).toSorted((a, b) => a - b))
  // Each process may have been killed after it wrote and before it said so.
  const total = Number(await own.get('counter'))
  expect(total).toBeGreaterThanOrEqual(told.length)
  expect(total).toBeLessThanOrEqual(told.length + 6)
  expect(tokenOf(folder)).toBe('free')
  expect(readdirSync(partOf(folder)).filter((name) => name.startsWith('draft.'))).toEqual([])
})

describe('a process inside an update', () => {
  test('keeps others out while it lives, stopped or not; killed, it doesn’t', async () => {
    const folder = join(root, 'held')
    const holder = start('hold', folder)
    await holder.hasSaid(1)
    expect(tokenOf(folder)).toContain(`_${holder.pid}_`)
    holder.signal('SIGSTOP')
    const impatient = fileStore(folder, { timeoutMs: 100, patienceMs: 0 })
    await expect(impatient.update('counter', increment)).rejects.toMatchObject({
      name: 'StoreBusyError',
      shortMessage: expect.stringContaining(`Process ${holder.pid} holds`),
    })
    expect(await impatient.get('counter')).toBeNull()
    const waiting = fileStore(folder, { patienceMs: Number.POSITIVE_INFINITY }).update('counter', increment)
    await holder.kill()
    expect(await waiting).toBe('1')
    expect(tokenOf(folder)).toBe('free')
  })

  test('whose id another process has since got is not waited for', async () => {
    const folder = join(root, 'reused')
    await fileStore(folder).set('counter', '1')
    const holder = start('hold', folder)
    await holder.hasSaid(1)
    const token = tokenOf(folder) ?? ''
    const [machine, pid, startedAt, id] = token.split('_')
    await holder.kill()
    expect(Number(startedAt)).toBeGreaterThan(0)
    expect(Number(pid)).toBe(holder.pid)
    // The same machine's token, of a process that runs now and began at another time.
    const reused = [machine, process.ppid, startedAt, id].join('_')
    renameSync(join(partOf(folder), token), join(partOf(folder), reused))
    const store = fileStore(folder, { patienceMs: Number.POSITIVE_INFINITY })
    expect(await store.update('counter', increment)).toBe('2')
  })

  test('on another machine is waited for as long as patience says, and its draft goes with it', async () => {
    const folder = join(root, 'elsewhere')
    await fileStore(folder).set('counter', '1')
    const part = partOf(folder)
    renameSync(join(part, 'free'), join(part, 'held.another_1_1_x'))
    writeFileSync(join(part, 'draft.another_1_1_x'), '{"val')
    const patient = fileStore(folder, { timeoutMs: 100, patienceMs: Number.POSITIVE_INFINITY })
    await expect(patient.update('counter', increment)).rejects.toMatchObject({ name: 'StoreBusyError' })
    expect(await patient.get('counter')).toBe('1')
    expect(await fileStore(folder, { patienceMs: 100 }).update('counter', increment)).toBe('2')
    expect(readdirSync(part).toSorted()).toEqual([expect.stringMatching(/^[0-9a-f]{64}\.json$/), 'free'])
  })

  test('that comes back after it was given up writes nothing', async () => {
    const folder = join(root, 'late')
    const store = fileStore(folder)
    await store.set('counter', '1')
    const part = partOf(folder)
    const late = store.update('counter', (current) => {
      renameSync(join(part, tokenOf(folder) ?? ''), join(part, 'free'))
      return `${current}9`
    })
    await expect(late).rejects.toMatchObject({ name: 'StoreBusyError' })
    expect(await store.get('counter')).toBe('1')
    expect(await store.update('counter', increment)).toBe('2')
  })
})
