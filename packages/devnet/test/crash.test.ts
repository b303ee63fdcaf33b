import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { eventually, isListening, startProgram } from './program.js'

const waysToEnd: readonly { how: NodeJS.Signals | 'exception' | 'rejection' | 'exit'; expected: unknown }[] =
  [
    { how: 'SIGKILL', expected: { code: null, signal: 'SIGKILL' } },
    { how: 'SIGTERM', expected: { code: null, signal: 'SIGTERM' } },
    { how: 'SIGINT', expected: { code: null, signal: 'SIGINT' } },
    { how: 'SIGHUP', expected: { code: null, signal: 'SIGHUP' } },
    { how: 'exception', expected: { code: 1, signal: null } },
    { how: 'rejection', expected: { code: 1, signal: null } },
    { how: 'exit', expected: { code: 7, signal: null } },
  ]

describe.skipIf(process.platform !== 'linux')('a program that never calls stop()', () => {
  test.concurrent.each(waysToEnd)('and ends by $how leaves nothing behind', async ({ how, expected }) => {
    const home = mkdtempSync(join(tmpdir(), 'zg-crash-'))
    try {
      const program = startProgram('crashing.ts', [how], { cwd: home, env: { HOME: home } })
      const urls: string[] = JSON.parse(await program.line((line) => line.startsWith('[')))
      expect(urls).toHaveLength(2)
      if (how.startsWith('SIG')) {
        expect(await Promise.all(urls.map(isListening))).toEqual([true, true])
        // The program, the watchdog with its watcher, and anvil.
        expect(program.processes().length).toBeGreaterThanOrEqual(4)
        program.kill(how as NodeJS.Signals)
      }
      expect(await program.ended).toMatchObject(expected as object)
      await eventually(() => (program.processes().length === 0 ? true : null))
      expect(await Promise.all(urls.map(isListening))).toEqual([false, false])
      expect(readdirSync(home)).toEqual([])
    } finally {
      rmSync(home, { recursive: true })
    }
  })

  test.concurrent('and winds up on Ctrl-C still has its chain', async () => {
    const program = startProgram('crashing.ts', ['orderly'], { detached: true })
    await program.line((line) => line.startsWith('['))
    program.killGroup('SIGINT')
    expect(await program.ended).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('still there: {"jsonrpc":"2.0","id":1,"result":"0x7a69"}'),
    })
    await eventually(() => (program.processes().length === 0 ? true : null))
  })
})
