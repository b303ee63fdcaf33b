/**
 * A process that takes nonces until it is killed, from a store that others share. Each line of its output: when it asked, when it had
 * the nonce (nanoseconds of a clock that all processes share), and the nonce. Its wall clock is set back again and again, and at each loss.
 */
import { writeSync } from 'node:fs'
import { fileStore } from '@zg/core/node'
import { redisStore } from '@zg/core/redis'
import { openIoredis, openRedis } from '../../core/test/openRedis.js'
import { steadyClock } from '../src/auth/eddsa/steadyClock.js'
import { takeNonce } from '../src/auth/eddsa/takeNonce.js'

const [kind = '', place = ''] = process.argv.slice(2)
const address = `0x${'a'.repeat(40)}` as const
const parties = {
  chainId: 31337,
  contracts: { ledger: address, inference: address },
  user: address,
  provider: address,
}
const open = {
  redis: async () => redisStore(await openRedis(place), { timeoutMs: 500 }),
  ioredis: async () => redisStore(await openIoredis(place), { timeoutMs: 500 }),
  files: async () => fileStore(place),
}
const store = await open[kind === 'redis' || kind === 'ioredis' ? kind : 'files']()
let setBack = 0
const now = steadyClock({ now: () => Date.now() - setBack })

for (let count = 0; ; count += 1) {
  if (count % 20 === 19) setBack += 3_000
  const asked = process.hrtime.bigint()
  try {
    const nonce = await takeNonce(store, { parties, above: 0n, now })
    writeSync(1, `${asked} ${process.hrtime.bigint()} ${nonce}\n`)
  } catch (error) {
    // Refused while the server is away: nothing was taken.
    if (!(error instanceof Error) || error.name !== 'StoreUnavailableError') throw error
    setBack += 3_000
  }
}
