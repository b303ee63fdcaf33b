import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { Contracts } from '@zg/contracts'
import type { Address, Hex } from 'viem'
import { root } from '../../repository.js'

/** What `npm run devnet -- --json` says of itself. */
export type DevnetLine = {
  rpcUrl: string
  contracts: Contracts
  accounts: readonly { address: Address; privateKey: Hex }[]
  providers: readonly { address: Address; url: string; model: string; signer: Address }[]
}

/** Starts a devnet as a user does, with `npm run devnet`, and ends it with what `run` does. */
export async function withDevnetCommand<result>(
  args: readonly string[],
  run: (devnet: DevnetLine) => Promise<result>,
): Promise<result> {
  const child = spawn('npm', ['run', '--silent', 'devnet', '--', '--json', '--port', '0', ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
    // A group of its own: npm doesn't pass signals on to what it runs.
    detached: true,
  })
  const ended = once(child, 'exit')
  try {
    return await run(await readLine(child.stdout, ended))
  } finally {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGTERM')
    await ended
  }
}

async function readLine(stdout: NodeJS.ReadableStream, ended: Promise<unknown[]>): Promise<DevnetLine> {
  const line = once(createInterface(stdout), 'line')
  const early = ended.then(([code]) => {
    throw new Error(`The devnet left with ${code} before it was ready.`)
  })
  const [text] = await Promise.race([line, early])
  return JSON.parse(text)
}
