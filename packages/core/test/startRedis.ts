import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { Redis } from 'ioredis'
import { locateTool, redis } from '../../../scripts/ensureTools.js'

/**
 * A Redis server of its own that listens on a socket file and writes nothing down. It ends with this process: what it would still
 * hold then is nobody's.
 */
export async function startRedis() {
  const folder = mkdtempSync(join(tmpdir(), 'zg-redis-'))
  const socket = join(folder, 'redis.sock')
  const program = locateTool(redis) ?? redis.command
  const args = ['--port', '0', '--unixsocket', socket, '--save', '', '--appendonly', 'no', '--dir', folder]
  let server: ChildProcess | undefined
  const endWithUs = () => server?.kill('SIGKILL')
  process.on('exit', endWithUs)

  const start = async (): Promise<void> => {
    const starting = spawn(program, args, { stdio: 'ignore' })
    server = starting
    const failed = once(starting, 'error').then(([error]) => Promise.reject(error))
    await Promise.race([failed, untilItAnswers(socket, starting)])
  }
  /** As a power cut would: everything is lost. */
  const kill = async (): Promise<void> => {
    const ending = server
    server = undefined
    if (!ending || ending.exitCode !== null) return
    const ended = once(ending, 'exit')
    ending.kill('SIGKILL')
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
      process.off('exit', endWithUs)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export type RedisServer = Awaited<ReturnType<typeof startRedis>>

async function untilItAnswers(socket: string, server: ChildProcess): Promise<void> {
  while (!existsSync(socket)) {
    if (server.exitCode !== null) throw new Error(`redis-server ended with exit code ${server.exitCode}`)
    await wait(5)
  }
  const client = new Redis(socket, { retryStrategy: () => 5, maxRetriesPerRequest: 1_000 })
  await client.ping()
  client.disconnect()
}
