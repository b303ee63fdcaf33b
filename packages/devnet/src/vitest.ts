import { zeroGDevnet } from '@zg/contracts'
import { BaseError } from '@zg/core'
import {
  type Account,
  type Chain,
  createPublicClient,
  createWalletClient,
  type HttpTransport,
  http,
  type PrivateKeyAccount,
  type PublicClient,
  parseEther,
  type WalletClient,
} from 'viem'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import { afterAll, beforeAll } from 'vitest'
import { createChainClient } from './chain/chainClient.js'
import { createDevnet, type Devnet } from './createDevnet.js'
import type { RunningProvider } from './provider/runningProvider.js'

/**
 * Gives a test file a devnet of its own, on free ports, from its first test to its last.
 *
 * @example
 * ```ts
 * import { useDevnet } from '@zg/devnet/vitest'
 * import { expect, test } from 'vitest'
 *
 * const local = useDevnet({ protocol: 'v1' })
 *
 * test('a provider is registered', () => {
 *   expect(local.provider.url).toContain('http://127.0.0.1:')
 * })
 * ```
 */
export function useDevnet(options: Omit<createDevnet.Options, 'port'> = {}) {
  let running: Devnet | undefined
  beforeAll(async () => {
    running = await createDevnet({ ...options, port: 0 })
  })
  afterAll(() => running?.stop())

  const devnet = (): Devnet => {
    if (!running) {
      throw new BaseError('The devnet of this file does not run yet.', {
        metaMessages: ['Use it inside tests and hooks: it starts in a beforeAll.'],
      })
    }
    return running
  }
  const chain = () => createChainClient(devnet().rpcUrl)
  const clientOptions = () => ({
    chain: zeroGDevnet,
    transport: http(devnet().rpcUrl),
    pollingInterval: 20,
    cacheTime: 0,
  })

  return {
    get devnet(): Devnet {
      return devnet()
    },
    /** The first provider. */
    get provider(): RunningProvider {
      const [first] = devnet().providers
      if (!first) {
        throw new BaseError('This devnet has no provider.', {
          metaMessages: ['Start one with useDevnet({ providers: 1 }).'],
        })
      }
      return first
    },
    publicClient: (): PublicClient<HttpTransport, Chain> => createPublicClient(clientOptions()),
    walletClient: (account: Account): WalletClient<HttpTransport, Chain, Account> =>
      createWalletClient({ ...clientOptions(), account }),
    /** A fresh account with 100 0G, or `balance` neuron. */
    newAccount: async ({
      balance = parseEther('100'),
    }: {
      balance?: bigint
    } = {}): Promise<PrivateKeyAccount> => {
      const account = privateKeyToAccount(generatePrivateKey())
      await chain().setBalance({ address: account.address, value: balance })
      return account
    },
    /** Moves the chain's clock forward and mines a block. */
    increaseTime: async (seconds: number): Promise<void> => {
      await chain().increaseTime({ seconds })
      await chain().mine({ blocks: 1 })
    },
  }
}
