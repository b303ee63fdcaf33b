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
(while read -r _ <&3; do :; done; kill $pid 2>/dev/null) &
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
export async function startAnvil({ port }: { port: number }): Promise<Anvil> {
  const child = spawnGuarded(findAnvil(), [
    ...['--host', '127.0.0.1', '--port', String(port), '--chain-id', String(chainId)],
    ...['--accounts', '10', '--balance', '10000', '--mnemonic', mnemonic],
  ])
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const listening = await readPort(child, port)
  return { rpcUrl: `http://127.0.0.1:${listening}`, stop: () => end(child, closed) }
}

function spawnGuarded(binary: string, args: readonly string[]): ChildProcess {
  const stdio = ['pipe', 'pipe', 'pipe'] as const
  if (process.platform === 'win32') return spawn(binary, args, { stdio: [...stdio] })
  // A session of its own: Ctrl-C reaches this process first, which then stops the chain in order.
  return spawn('sh', ['-c', watchdog, 'sh', binary, ...args], { stdio: [...stdio], detached: true })
}

function readPort(child: ChildProcess, wanted: number): Promise<number> {
  return new Promise((resolve, reject) => {
    let output = ''
    const read = (chunk: unknown) => {
      output += String(chunk)
      const [, port] = /Listening on 127\.0\.0\.1:(\d+)/.exec(output) ?? []
      if (port === undefined) return
      child.stdout?.off('data', read).resume()
      child.stderr?.off('data', read).resume()
      child.unref()
      resolve(Number(port))
    }
    child.stdout?.on('data', read)
    child.stderr?.on('data', read)
    child.once('error', reject)
    child.once('close', (code) => {
      reject(
        /address (already )?in use/i.test(output)
          ? new PortInUseError({ port: wanted })
          : new AnvilStartError({ output, code }),
      )
    })
  })
}

async function end(child: ChildProcess, closed: Promise<void>): Promise<void> {
  child.ref()
  if (process.platform === 'win32') child.kill()
  else child.stdin?.end()
  await closed
}
