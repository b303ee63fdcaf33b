import { createDevnet } from '@zg/devnet'
import { createChainClient } from '../../packages/devnet/src/chain/chainClient.js'
import { createStock } from './createStock.js'
import { type Measured, measure } from './measure.js'
import { moveProvider } from './moveProvider.js'
import { openSides } from './openSides.js'
import { operations } from './operations.js'
import { printTable } from './printTable.js'
import { startCountingProxy } from './startCountingProxy.js'

/** Where the chain is: how far away, and how often a block comes. */
const places = [
  { title: 'instant blocks, no latency', delayMs: 0, blocksEvery: 0, rounds: 7 },
  { title: 'instant blocks, 100 ms of RPC latency', delayMs: 100, blocksEvery: 0, rounds: 3 },
  { title: 'a block every second, no latency', delayMs: 0, blocksEvery: 1, rounds: 3 },
]

/** The same operations with `@zg/sdk` and the official client, in turn, on one devnet; prints medians and ratios. */
export async function compareSpeed(): Promise<void> {
  const devnet = await createDevnet({ protocol: 'v1', providers: 5, port: 0 })
  try {
    const [seller] = devnet.providers
    if (!seller) throw new Error('unreachable: there are five providers')
    const provider = await startCountingProxy(seller.url, { delayMs: 0 })
    await moveProvider(devnet, provider.url)
    const stock = await createStock(devnet, seller.address)
    const chain = createChainClient(devnet.rpcUrl)

    for (const { title, delayMs, blocksEvery, rounds } of places) {
      const sides = await openSides({ rpcUrl: devnet.rpcUrl, provider: seller.address, delayMs })
      const rows: Measured[] = []
      if (blocksEvery > 0) await chain.setIntervalMining({ interval: blocksEvery })
      for (const operation of operations) {
        if (blocksEvery > 0 && !operation.writes) continue
        rows.push(await measure(operation, { sides, stock, provider, rounds }))
      }
      printTable(title, rows)
      for (const side of sides) await side.close()
    }
    await provider.stop()
  } finally {
    await devnet.stop()
  }
}
