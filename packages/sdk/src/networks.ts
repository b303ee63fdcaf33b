import { zeroGDevnet, zeroGMainnet, zeroGTestnet } from '@zg/contracts'
import type { Chain } from 'viem'
import { InvalidNetworkError } from './errors.js'

/** `devnet` is a local network on 127.0.0.1:8545, `testnet` Galileo, `mainnet` Aristotle. */
export type Network = 'devnet' | 'testnet' | 'mainnet'

const networks: Readonly<Record<Network, Chain>> = {
  devnet: zeroGDevnet,
  testnet: zeroGTestnet,
  mainnet: zeroGMainnet,
}

/** Reads a network's name; throws `InvalidNetworkError` on any other text. */
export function toNetwork(name: string): Network {
  if (isNetwork(name)) return name
  throw new InvalidNetworkError({ network: name, known: networkNames })
}

export const toChain = (network: Network): Chain => networks[toNetwork(network)]

/** The known chain with this id, or null. */
export const findChain = (id: number): Chain | null =>
  Object.values(networks).find((chain) => chain.id === id) ?? null

const isNetwork = (network: string): network is Network => Object.hasOwn(networks, network)

export const networkNames: readonly string[] = Object.keys(networks)
