import { spawn } from 'node:child_process'
import { once } from 'node:events'

/** Runs a TypeScript program in a process of its own, and gathers the lines that it writes. */
export function startWorker(file: URL, args: readonly string[]) {
  const worker = spawn(
    process.execPath,
    ['--conditions=@zg/source', '--import', 'tsx', file.pathname, ...args],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  const ended = once(worker, 'close')
  let text = ''
  worker.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk
  })
  // A line that its end cut off was not said.
  const lines = () => text.split('\n').slice(0, -1)
  return {
    pid: worker.pid,
    /** Once it is gone, and all that it wrote is here. */
    ended: ended.then(() => undefined),
    lines,
    /** Waits until it has written so many lines. */
    hasSaid: async (count: number): Promise<void> => {
      while (lines().length < count) {
        if (worker.exitCode !== null) throw new Error(`the worker ended with exit code ${worker.exitCode}`)
        await once(worker.stdout, 'data')
      }
    },
    signal: (name: NodeJS.Signals) => worker.kill(name),
    /** Kills it, and waits until all that it wrote is here. */
    kill: async (): Promise<void> => {
      worker.kill('SIGKILL')
      await ended
    },
  }
}
