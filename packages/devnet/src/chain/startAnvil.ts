import { type ChildProcess, spawn } from 'node:child_process'
import { AnvilStartError, PortInUseError } from '../errors.js'
import { findAnvil } from './findAnvil.js'

export const chainId = 31_337
export const mnemonic = 'test test test test test test test test test test test junk'

/** A running chain. */
export type Anvil = { rpcUrl: string; stop: () => Promise<void> }

// Standard input is a pipe from this process: when it ends, for whatever reason, so does the chain.
const watchdog = `exec 3<&0
"$@" 3<&- &
pid=$!
(while read -r _ <&3; do :; done; kill -9 $pid 2>/dev/null) &
watcher=$!
wait $pid
code=$?
kill $watcher 2>/dev/null
exit $code`

/**
 * Starts anvil on 127.0.0.1; port 0 takes a free one. It can't outlive this process, even one that is killed.
 *
 * Throws `AnvilNotFoundError`, `PortInUseError` or `AnvilStartError`.
 */
export async function startAnvil({
  port,
  binary = findAnvil(),
  timeoutMs = 20_000,
}: {
  port: number
  binary?: string
  timeoutMs?: number
}): Promise<Anvil> {
  const child = spawnGuarded(binary, [
    ...['--host', '127.0.0.1', '--port', String(port), '--chain-id', String(chainId)],
    ...['--accounts', '10', '--balance', '10000', '--mnemonic', mnemonic],
    // The last thousand states stay in memory; older ones would go to files in the home folder, and stay there.
    ...['--prune-history', '1000'],
  ])
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const listening = await readPort(child, { binary, wanted: port, timeoutMs })
  const stop = () => {
    end(child)
    return closed
  }
  return { rpcUrl: `http://127.0.0.1:${listening}`, stop }
}

function spawnGuarded(binary: string, args: readonly string[]): ChildProcess {
  const stdio = ['pipe', 'pipe', 'pipe'] as const
  if (process.platform !== 'win32') {
    // A session of its own: Ctrl-C reaches this process first, which then stops the chain in order.
    return spawn('sh', ['-c', watchdog, 'sh', binary, ...args], { stdio: [...stdio], detached: true })
  }
  const child = spawn(binary, args, { stdio: [...stdio] })
  const kill = () => void child.kill()
  process.once('exit', kill)
  child.once('close', () => process.off('exit', kill))
  return child
}

function readPort(
  child: ChildProcess,
  { binary, wanted, timeoutMs }: { binary: string; wanted: number; timeoutMs: number },
): Promise<number> {
  return new Promise((resolve, reject) => {
    let output = ''
    let late = false
    const timer = setTimeout(() => {
      late = true
      end(child)
    }, timeoutMs)
    const read = (chunk: unknown) => {
      output = `${output}${chunk}`.slice(-10_000)
      const [, port] = /Listening on 127\.0\.0\.1:(\d+)/.exec(output) ?? []
      if (port === undefined) return
      clearTimeout(timer)
      child.stdout?.off('data', read).resume()
      child.stderr?.off('data', read).resume()
      resolve(Number(port))
    }
    child.stdout?.on('data', read)
    child.stderr?.on('data', read)
    const fail = (error: Error) => {
      clearTimeout(timer)
      reject(error)
    }
    child.once('error', (cause) => fail(new AnvilStartError({ binary, exitCode: null, output: '', cause })))
    child.once('close', (code) => {
      if (/address (already )?in use/i.test(output)) fail(new PortInUseError({ port: wanted }))
      else fail(new AnvilStartError({ binary, exitCode: late ? null : code, output }))
    })
  })
}

function end(child: ChildProcess): void {
  if (process.platform === 'win32') child.kill()
  else child.stdin?.end()
}
