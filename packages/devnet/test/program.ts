import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { createConnection, createServer } from 'node:net'
import { fileURLToPath } from 'node:url'

/** A program under test, run from the sources, with a mark in its environment that everything it starts inherits. */
export function startProgram(
  path: string,
  args: readonly string[],
  {
    cwd,
    env = {},
    detached = false,
  }: { cwd?: string; env?: Readonly<Record<string, string>>; detached?: boolean } = {},
) {
  const mark = `ZG_TEST_MARK=${randomUUID()}`
  const file = fileURLToPath(new URL(path, import.meta.url))
  const child = spawn(
    process.execPath,
    ['--conditions=@zg/source', '--import', import.meta.resolve('tsx'), file, ...args],
    {
      cwd,
      detached,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...env, ZG_TEST_MARK: mark.slice(13) },
    },
  )
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', (chunk) => {
    stdout += String(chunk)
  })
  child.stderr.on('data', (chunk) => {
    stderr += String(chunk)
  })
  const ended = new Promise<{ code: number | null; signal: string | null; stdout: string; stderr: string }>(
    (resolve) => child.once('close', (code, signal) => resolve({ code, signal, stdout, stderr })),
  )
  return {
    kill: (signal: NodeJS.Signals) => child.kill(signal),
    /** What Ctrl-C does: the signal goes to the whole process group of a detached program. */
    killGroup: (signal: NodeJS.Signals) => child.pid !== undefined && process.kill(-child.pid, signal),
    ended,
    /** The first whole line on stdout that `accept` takes. */
    line: (accept: (line: string) => boolean): Promise<string> =>
      eventually(() => {
        const lines = stdout.split('\n').slice(0, -1)
        const found = lines.find(accept)
        if (found !== undefined) return found
        if (child.exitCode !== null) throw new Error(`it ended without that line: ${stdout}${stderr}`)
        return null
      }),
    /** The program and all that it started, zombies aside. */
    processes: () => findProcesses(mark),
  }
}

/** Process ids whose environment holds the mark; Linux only. */
function findProcesses(mark: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').includes(mark)
      } catch {
        return false // It ended since the folder was listed, or belongs to somebody else.
      }
    })
    .map(Number)
}

/** Whether something accepts connections there. */
export const isListening = (url: string): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = createConnection({ host: '127.0.0.1', port: Number(new URL(url).port) })
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })

/** Asks until there is an answer, for fifty seconds at most. */
export async function eventually<value>(ask: () => value | null | Promise<value | null>): Promise<value> {
  for (let attempt = 0; attempt < 2_500; attempt += 1) {
    const answer = await ask()
    if (answer !== null) return answer
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new Error('it did not happen within fifty seconds')
}

/** A port that is taken until `release`. */
export function occupyPort(): Promise<{ port: number; release: () => Promise<void> }> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      const port = typeof address === 'object' && address !== null ? address.port : 0
      resolve({ port, release: () => new Promise((done) => server.close(() => done())) })
    })
  })
}
