import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { readFileSync, readlinkSync } from 'node:fs'
import { hostname } from 'node:os'
import { describe, expect, test } from 'vitest'
import { hasEnded, newOwner } from './owner.js'

/** This process as owner, with other words for its parts. */
function ownerOf({ machine, pid, start }: { machine?: string; pid?: number; start?: string }): string {
  const [ownMachine = '', ownPid = '', ownStart = ''] = newOwner().split('_')
  return [machine ?? ownMachine, pid ?? ownPid, start ?? ownStart, 'x'].join('_')
}
/** When a process started, as Linux counts it. */
const startOf = (pid: number) =>
  readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ')[19] ?? ''

test('no two owners are the same, and this process runs', () => {
  expect(newOwner()).not.toBe(newOwner())
  expect(hasEnded(newOwner())).toBe(false)
})

test('a process that is gone has ended', () => {
  const { pid } = spawnSync(process.execPath, ['--version'])
  expect(hasEnded(ownerOf({ pid }))).toBe(true)
})

test('of another machine or container nothing can be said', () => {
  expect(hasEnded(ownerOf({ machine: 'another' }))).toBeNull()
  expect(hasEnded('')).toBeNull()
})

describe.runIf(process.platform === 'linux')('on Linux', () => {
  test('a machine is its name, its start and the space of its process ids', () => {
    const start = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8')
    const machine = createHash('sha256').update(`${hostname()}${start}${readlinkSync('/proc/self/ns/pid')}`)
    expect(newOwner().split('_')[0]).toBe(machine.digest('hex').slice(0, 16))
  })

  test('another process of the same id is not taken for the owner', () => {
    expect(hasEnded(ownerOf({ pid: process.ppid, start: startOf(process.ppid) }))).toBe(false)
    expect(hasEnded(ownerOf({ pid: process.ppid, start: '1' }))).toBe(true)
    expect(hasEnded(ownerOf({ start: '1' }))).toBe(true)
  })

  test('one that ended and that nobody waited for has ended', async () => {
    // The shell becomes a program that never asks after its child, which ends when its input does.
    const parent = spawn('sh', ['-c', 'cat <&3 & echo $!; exec sleep 60'], {
      stdio: ['ignore', 'pipe', 'ignore', 'pipe'],
    })
    const [line]: unknown[] = parent.stdout ? await once(parent.stdout, 'data') : []
    const pid = Number(line)
    const owner = ownerOf({ pid, start: startOf(pid) })
    const until = async (file: string, text: RegExp) => {
      while (!text.test(readFileSync(file, 'utf8'))) await new Promise(setImmediate)
    }
    await until(`/proc/${parent.pid}/comm`, /sleep/)
    expect(hasEnded(owner)).toBe(false)
    const input = parent.stdio[3]
    if (input && 'end' in input) input.end()
    await until(`/proc/${pid}/stat`, /\) Z /)
    expect(hasEnded(owner)).toBe(true)
    parent.kill('SIGKILL')
  })
})
