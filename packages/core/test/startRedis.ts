import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { locateTool, redis } from '../../../scripts/ensureTools.js'

// Standard input is a pipe from this process: when it ends, for whatever reason, so does the server.
const guarded = '"$@" </dev/null >/dev/null 2>&1 & read -r _; kill -9 $!; wait'

/**
 * A Redis server of its own that listens on a socket file and writes nothing down. It can't outlive this process, even one that is killed.
 */
export async function startRedis() {
  const program = locateTool(redis)
  if (!program)
    throw new Error(`${redis.command} is missing: install ${redis.apt}, or set ${redis.variable}.`)
  const folder = mkdtempSync(join(tmpdir(), 'zg-redis-'))
  const socket = join(folder, 'redis.sock')
  const args = ['--port', '0', '--unixsocket', socket, '--save', '', '--appendonly', 'no', '--dir', folder]
  let server: ChildProcess | undefined

  const start = async (): Promise<void> => {
    server = spawn('sh', ['-c', guarded, 'sh', program, ...args], { stdio: ['pipe', 'ignore', 'ignore'] })
    while (!existsSync(socket)) await wait(5)
  }
  /** As a power cut would: everything is lost. */
  const kill = async (): Promise<void> => {
    const ending = server
    server = undefined
    if (!ending) return
    const ended = once(ending, 'close')
    ending.stdin?.end()
    await ended
    rmSync(socket, { force: true })
  }
  await start()
  return {
    socket,
    start,
    kill,
    stop: async () => {
      await kill()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export type RedisServer = Awaited<ReturnType<typeof startRedis>>
