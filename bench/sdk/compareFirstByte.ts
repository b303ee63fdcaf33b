import { v1 } from '@zg/contracts'
import { createDevnet } from '@zg/devnet'
import { createBroker } from '@zg/sdk'
import type { Address, Hex } from 'viem'
import { quietly } from '../../scripts/interop/steps.js'
import { openOfficialClient } from '../../scripts/interop/v1/officialBroker.js'
import { median } from '../median.js'
import { createStock } from './createStock.js'
import { moveProvider } from './moveProvider.js'
import { startPromptProvider } from './startPromptProvider.js'

const rounds = 300
type Way = { name: string; ask: () => Promise<Response> }
type Parties = {
  provider: Address
  payingKey: Hex
  rpcUrl: string
  client: ReturnType<typeof openOfficialClient>
}

/**
 * Milliseconds to the first byte of a streamed answer on loopback, over warm sessions: with nothing but `fetch` and headers that are at hand; through a
 * connection; and with headers that the official client is asked for before each request. What a way adds is told round by round.
 */
export async function compareFirstByte(): Promise<void> {
  const devnet = await createDevnet({ protocol: 'v1', port: 0 })
  const client = openOfficialClient('0.9.0', devnet.rpcUrl)
  const [seller] = devnet.providers
  if (!seller) throw new Error('unreachable: there is one provider')
  const provider = await startPromptProvider(seller.url)
  try {
    const { payingKey } = await createStock(devnet, seller.address)
    await moveProvider(devnet, provider.url)
    const parties = { provider: seller.address, payingKey, rpcUrl: devnet.rpcUrl, client }
    const times = await timeWays(await openWays(parties))
    const added = times.map(({ ms }) => median(ms.map((each, round) => each - (times[0]?.ms[round] ?? 0))))
    console.log('\n### time to the first byte, warm\n')
    console.log('| | ms | added, ms | times what a connection adds |')
    console.log('|---|--:|--:|--:|')
    for (const [index, { name, ms }] of times.entries()) {
      const more = added[index] ?? 0
      const cells = index === 0 ? ['', ''] : [more.toFixed(2), (more / (added[1] ?? 0)).toFixed(0)]
      console.log(`| ${[name, median(ms).toFixed(2), ...cells].join(' | ')} |`)
    }
  } finally {
    client.close()
    await provider.stop()
    await devnet.stop()
  }
}

/** A plain `fetch` first. */
async function openWays({ provider, payingKey, rpcUrl, client }: Parties): Promise<readonly Way[]> {
  const { inference } = createBroker({ privateKey: payingKey, rpcUrl, protocol: v1 })
  const connection = await inference.connect(provider)
  const official = await client.broker(payingKey)
  const headers = await inference.getRequestHeaders(provider)
  const body = JSON.stringify({
    ...{ model: connection.model, messages: [{ role: 'user', content: 'What is 2+2?' }] },
    ...{ stream: true, stream_options: { include_usage: true } },
  })
  const askWith = (fetch: typeof globalThis.fetch, more: Readonly<Record<string, string>>) =>
    fetch(`${connection.baseUrl}/chat/completions`, {
      ...{ method: 'POST', body, headers: { 'content-type': 'application/json', ...more } },
    })
  return [
    { name: '`fetch` alone', ask: () => askWith(fetch, headers) },
    { name: '`connection.fetch`', ask: () => askWith(connection.fetch, {}) },
    {
      name: 'official `getRequestHeaders`, then `fetch`',
      ask: async () => askWith(fetch, await quietly(() => official.inference.getRequestHeaders(provider))),
    },
  ]
}

async function timeWays(ways: readonly Way[]): Promise<readonly { name: string; ms: readonly number[] }[]> {
  const times = ways.map(({ name, ask }) => ({ name, ask, ms: [] as number[] }))
  // The first thirty warm the machine up. Each round begins with another one.
  for (let round = -30; round < rounds; round += 1) {
    const first = (round + 30) % times.length
    for (const { ask, ms } of [...times.slice(first), ...times.slice(0, first)]) {
      const taken = await timeFirstByte(ask)
      if (round >= 0) ms.push(taken)
    }
  }
  return times
}

async function timeFirstByte(ask: Way['ask']): Promise<number> {
  const started = performance.now()
  const response = await ask()
  if (!response.ok || !response.body) throw new Error(await response.text())
  const reader = response.body.getReader()
  await reader.read()
  const taken = performance.now() - started
  while (!(await reader.read()).done);
  return taken
}
