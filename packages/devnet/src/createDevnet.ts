import { createSimulatedTee, type SimulatedTee } from '@zg/attestation/simulate'
import type { Contracts } from '@zg/contracts'
import { bytesToBase64 } from '@zg/core'
import { type Address, type Hex, parseEther } from 'viem'
import { privateKeyToAddress } from 'viem/accounts'
import { type DevAccount, devAccounts, providerKey } from './chain/accounts.js'
import { type ChainClient, createChainClient } from './chain/chainClient.js'
import { deploy } from './chain/deploy.js'
import { type Anvil, chainId, startAnvil } from './chain/startAnvil.js'
import { DevnetOptionError } from './errors.js'
import { isProtocolId, type MinimumsName, minimumsNames, networks, type ProtocolId } from './networks.js'
import { createProvider } from './provider/createProvider.js'
import { checkFault } from './provider/faults/checkFault.js'
import type { Fault } from './provider/faults/fault.js'
import type { Equipment, Generation } from './provider/generation.js'
import type { RunningProvider } from './provider/runningProvider.js'
import type { LimitOptions } from './provider/v1/limits/limitOptions.js'
import { type ProviderSettings, readProviders, type Settings } from './providerSettings.js'

/** What each account has, in neuron. */
export const accountBalance = parseEther('10000')

/** A running network on this machine. */
export type Devnet = {
  protocol: ProtocolId
  /** Which network's least amounts the contracts demand; null where the protocol has none. */
  minimums: MinimumsName | null
  rpcUrl: string
  chainId: number
  contracts: Contracts
  /** Owner of the contracts: the first of the accounts. */
  owner: Address
  /** Ten accounts with 10,000 0G each. Their keys are public knowledge. */
  accounts: readonly DevAccount[]
  providers: readonly RunningProvider[]
  /**
   * DER in base64: the certificate under which the providers' simulated evidence verifies, made anew on every start. Null where the protocol's providers
   * have nothing that could be verified.
   */
  attestationRoot: string | null
  /** Ends everything and leaves nothing behind. A second call does nothing. */
  stop: () => Promise<void>
}

/**
 * Starts a whole network: a chain, the contracts behind beacon proxies, funded accounts and registered providers.
 *
 * The chain's id is 31337; contracts, accounts and providers have the same addresses on every run, the contracts those that the network's
 * clients have built in for that chain. Nothing outlives this process, however it ends, and nothing is written to disk.
 *
 * Throws `DevnetOptionError`, `PortInUseError`, `AnvilNotFoundError`, `AnvilStartError`, `UpstreamError` or `DeployError`; what was
 * started by then is stopped.
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
  protocol = 'v1',
  minimums,
  providers: offered = 1,
  limits = 'off',
  rewrites = false,
  upstream,
  lockTime = 86_400,
  port = 8545,
  faults = [],
  now,
}: createDevnet.Options = {}): Promise<Devnet> {
  if (!isProtocolId(protocol)) {
    throw new DevnetOptionError({
      option: 'protocol',
      value: protocol,
      expected: Object.keys(networks).join(' or '),
    })
  }
  const network = networks[protocol]
  const { least, most } = network.lockTimes
  requireWhole('port', port, 0, 65_535)
  const settings = readProviders(offered, network)
  requireExtras({ limits, rewrites }, network)
  requireWhole('lockTime', lockTime, least, most)
  requireFaults(faults, { most: settings.length, hasSessions: network.hasServices })
  const demanded = readMinimums(minimums, network.hasMinimums)
  if (upstream !== undefined && !/^https?:\/\/./.test(upstream)) {
    throw new DevnetOptionError({
      option: 'upstream',
      value: upstream,
      expected: 'an http:// or https:// URL',
    })
  }
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
      set: network.createSet(demanded ?? 'mainnet'),
      ownerKey: owner.privateKey,
      lockTime: BigInt(lockTime),
    })
    const tee = network.hasServices ? createSimulatedTee({ now: now?.() ?? Date.now() }) : undefined
    for (const [index, offer] of settings.entries()) {
      const { createGeneration } = network
      const ownerKey = owner.privateKey
      const provider = await startProvider(client, {
        ...{ rpcUrl, contracts, index, upstream, createGeneration, ownerKey, limits, rewrites, now, tee },
        ...offer,
      })
      providers.push(provider)
      provider.setFault(faults[index] ?? null)
    }
    await client.setBalance({ address: owner.address, value: accountBalance })
    return {
      ...{ protocol, minimums: demanded, rpcUrl, chainId, contracts },
      ...{ owner: owner.address, accounts, providers, stop },
      attestationRoot: tee ? bytesToBase64(tee.root) : null,
    }
  } catch (error) {
    await stop()
    throw error
  }
}

export declare namespace createDevnet {
  type Options = {
    /** The protocol that contracts and providers speak. */
    protocol?: ProtocolId | undefined
    /**
     * Which network's least amounts the contracts demand. `mainnet`, the default: 3 0G to open a ledger, 1 0G to open a sub-account.
     * `testnet`: 0.1 and 0.01 0G. The legacy protocol has none.
     */
    minimums?: MinimumsName | undefined
    /** How many providers, or what each offers; at most 50, and 1 by default. */
    providers?: number | readonly ProviderSettings[] | undefined
    /**
     * What providers bound: nothing (`off`, the default), or what live ones bound (`network`), caches included; an object gives one
     * user's minute other numbers. v1 only.
     */
    limits?: LimitOptions | undefined
    /** Whether providers rewrite requests and answers as live ones do, before they sign them; false by default. v1 only. */
    rewrites?: boolean | undefined
    /** An OpenAI-compatible URL that answers, such as `http://127.0.0.1:11434/v1`; a scripted model by default. */
    upstream?: string | undefined
    /** Seconds between a refund's request and its release; 86400, a day, by default. On v1 from an hour to a week. */
    lockTime?: number | undefined
    /** Of the chain's RPC endpoint on 127.0.0.1; 8545 by default, 0 for a free one. */
    port?: number | undefined
    /** What the first provider does wrong from the start, the second, and so on; nothing by default. `setFault` changes it later. */
    faults?: readonly (Fault | null)[] | undefined
    /** The providers' clock, in milliseconds since the epoch; the machine's by default. The chain has its own. */
    now?: (() => number) | undefined
  }
}

function requireWhole(option: string, value: number, least: number, most: number): void {
  if (!Number.isInteger(value) || value < least || value > most) {
    throw new DevnetOptionError({ option, value, expected: `a whole number from ${least} to ${most}` })
  }
}

function requireExtras(
  { limits, rewrites }: { limits: LimitOptions; rewrites: boolean },
  { hasServices }: { hasServices: boolean },
): void {
  if (!hasServices && limits !== 'off') {
    throw new DevnetOptionError({ option: 'limits', value: limits, expected: 'off on this protocol' })
  }
  if (!hasServices && rewrites) {
    throw new DevnetOptionError({ option: 'rewrites', value: rewrites, expected: 'false on this protocol' })
  }
  if (typeof limits !== 'object' && limits !== 'off' && limits !== 'network') {
    throw new DevnetOptionError({ option: 'limits', value: limits, expected: 'off, network or an object' })
  }
}

function requireFaults(
  faults: readonly (Fault | null)[],
  { most, hasSessions }: { most: number; hasSessions: boolean },
): void {
  if (faults.length > most) {
    const expected = `at most one for each provider, of which there are ${most}`
    throw new DevnetOptionError({ option: 'faults', value: faults, expected })
  }
  for (const [index, fault] of faults.entries())
    if (fault) checkFault(fault, { option: `faults[${index}]`, hasSessions })
}

function readMinimums(value: MinimumsName | undefined, exist: boolean): MinimumsName | null {
  if (value !== undefined && !(exist && minimumsNames.includes(value))) {
    const expected = exist ? minimumsNames.join(' or ') : 'nothing, because this protocol has no minimums'
    throw new DevnetOptionError({ option: 'minimums', value, expected })
  }
  return exist ? (value ?? 'mainnet') : null
}

async function startProvider(
  client: ChainClient,
  {
    index,
    ...options
  }: {
    index: number
    tee: SimulatedTee | undefined
    limits: LimitOptions
    rewrites: boolean
    now: (() => number) | undefined
    rpcUrl: string
    contracts: Contracts
    upstream: string | undefined
    createGeneration: (equipment: Equipment) => Generation
    ownerKey: Hex
  } & Settings,
): Promise<RunningProvider> {
  const wallet = providerKey('wallet', index)
  await client.setBalance({ address: privateKeyToAddress(wallet), value: accountBalance })
  return createProvider({ ...options, chainId, wallet, teeKey: providerKey('tee', index) })
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
