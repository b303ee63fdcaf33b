import { spawn } from 'node:child_process'

export type CommandResult = { code: number; output: string; seconds: number; timedOut: boolean }

export type CommandOptions = {
  cwd: string
  env?: NodeJS.ProcessEnv
  /** Show the output as it comes instead of keeping it. */
  stream?: boolean
  timeoutMs?: number
}

/** Runs a command to its end and returns its exit code and output; a timeout ends its whole process group. */
export function runCommand(
  command: string,
  args: readonly string[],
  options: CommandOptions,
): Promise<CommandResult> {
  const started = performance.now()
  const detached = options.timeoutMs !== undefined
  const child = spawn(command, args, {
    cwd: options.cwd,
    env: options.env ?? process.env,
    stdio: options.stream ? 'inherit' : ['ignore', 'pipe', 'pipe'],
    detached,
  })
  let output = ''
  let timedOut = false
  const collect = (chunk: Buffer) => {
    output += chunk.toString()
  }
  child.stdout?.on('data', collect)
  child.stderr?.on('data', collect)
  const end = (signal: NodeJS.Signals) => {
    try {
      if (child.pid) process.kill(-child.pid, signal)
    } catch (error) {
      // The group is gone already: nothing is left to end.
      if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
    }
  }
  const timers: NodeJS.Timeout[] = []
  if (options.timeoutMs !== undefined) {
    timers.push(
      setTimeout(() => {
        timedOut = true
        end('SIGTERM')
        timers.push(setTimeout(() => end('SIGKILL'), 3_000))
      }, options.timeoutMs),
    )
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => {
      for (const timer of timers) clearTimeout(timer)
      resolve({ code: code ?? 1, output, seconds: (performance.now() - started) / 1_000, timedOut })
    })
  })
}
