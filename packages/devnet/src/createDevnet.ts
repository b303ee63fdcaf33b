import type { Contracts } from '@zg/contracts'
import { type Address, parseEther } from 'viem'
import { privateKeyToAddress } from 'viem/accounts'
import { type DevAccount, devAccounts, providerKey } from './chain/accounts.js'
import { type ChainClient, createChainClient } from './chain/chainClient.js'
import { deploy } from './chain/deploy.js'
import { legacySet } from './chain/legacySet.js'
import { type Anvil, chainId, startAnvil } from './chain/startAnvil.js'
import { createProvider } from './provider/createProvider.js'
import type { RunningProvider } from './provider/runningProvider.js'

export const defaultPrices = { inputPrice: 100_000_000_000n, outputPrice: 400_000_000_000n }
const balance = parseEther('10000')

/** A running network on this machine. */
export type Devnet = {
  protocol: 'legacy'
  rpcUrl: string
  chainId: number
  contracts: Contracts
  /** Owner of the contracts: the first of the accounts. */
  owner: Address
  /** Ten accounts with 10,000 0G each. Their keys are public knowledge. */
  accounts: readonly DevAccount[]
  providers: readonly RunningProvider[]
  /** Ends everything and leaves nothing behind. A second call does nothing. */
  stop: () => Promise<void>
}

/**
 * Starts a whole network: a chain, the contracts behind beacon proxies, funded accounts and registered providers.
 *
 * Port 8545 by default; 0 takes a free one. `lockTime` is in seconds. `upstream` is an OpenAI-compatible URL that answers instead of the scripted
 * model. Throws `PortInUseError`, `AnvilNotFoundError`, `AnvilStartError` or `DeployError`; what was started by then is stopped.
 *
 * @example
 * ```ts
 * import { createDevnet } from '@zg/devnet'
 *
 * const devnet = await createDevnet({ port: 0 })
 * console.log(devnet.rpcUrl, devnet.providers[0]?.url)
 * await devnet.stop()
 * ```
 */
export async function createDevnet({
  protocol = 'legacy',
  providers: count = 1,
  upstream,
  lockTime = 86_400,
  port = 8545,
}: createDevnet.Options = {}): Promise<Devnet> {
  const anvil = await startAnvil({ port })
  const providers: RunningProvider[] = []
  const stop = once(() => stopAll(anvil, providers))
  try {
    const { rpcUrl } = anvil
    const client = createChainClient(rpcUrl)
    const accounts = devAccounts()
    const [owner] = accounts
    if (!owner) throw new Error('unreachable: there are ten accounts')
    const contracts = await deploy(client, {
      set: legacySet,
      ownerKey: owner.privateKey,
      lockTime: BigInt(lockTime),
    })
    await client.setBalance({ address: owner.address, value: balance })
    for (let index = 0; index < count; index += 1) {
      providers.push(await startProvider(client, { rpcUrl, contracts, index, upstream, protocol }))
    }
    return { protocol, rpcUrl, chainId, contracts, owner: owner.address, accounts, providers, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

export declare namespace createDevnet {
  type Options = {
    protocol?: 'legacy'
    /** How many providers; 1 by default. */
    providers?: number
    upstream?: string
    /** Seconds between a refund's request and its release; a day by default. */
    lockTime?: number
    port?: number
  }
}

async function startProvider(
  client: ChainClient,
  {
    index,
    ...options
  }: {
    index: number
    rpcUrl: string
    contracts: Contracts
    upstream: string | undefined
    protocol: 'legacy'
  },
): Promise<RunningProvider> {
  const wallet = providerKey('wallet', index)
  await client.setBalance({ address: privateKeyToAddress(wallet), value: balance })
  return createProvider({ ...options, ...defaultPrices, chainId, wallet, teeKey: providerKey('tee', index) })
}

async function stopAll(anvil: Anvil, providers: readonly RunningProvider[]): Promise<void> {
  await Promise.allSettled(providers.map((provider) => provider.stop()))
  await anvil.stop()
}

function once(run: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined
  return () => {
    running ??= run()
    return running
  }
}
