import type { Client } from 'viem'
import type { Contracts } from './calls.js'
import { ChainRequiredError } from './errors/setup.js'
import { getDeployment } from './getDeployment.js'
import type { Protocol } from './protocol.js'
import { v1 } from './protocols/v1.js'

/** The generation of the network that is spoken where none is named. */
export const defaultProtocol: Protocol = v1

/** Which network an action speaks to. */
export type ContractContext = {
  /** Generation of the network; the current default when absent. */
  protocol?: Protocol | undefined
  /** Addresses; those of the protocol's deployment on the client's chain when absent. */
  contracts?: Contracts | undefined
}

/**
 * Finds the protocol and the addresses that an action uses; pure, asks no chain.
 *
 * Throws `ChainRequiredError` for a client without a chain, `UnsupportedChainError` for one without a deployment.
 *
 * @example
 * ```ts
 * import { resolveContext, zeroGDevnet } from '@zg/contracts'
 * import { createClient, http } from 'viem'
 *
 * const client = createClient({ chain: zeroGDevnet, transport: http() })
 * console.log(resolveContext(client, {}).contracts.ledger)
 * ```
 */
export function resolveContext(
  client: Pick<Client, 'chain'>,
  { protocol = defaultProtocol, contracts }: ContractContext,
): { protocol: Protocol; contracts: Contracts } {
  if (contracts) return { protocol, contracts }
  if (!client.chain) throw new ChainRequiredError()
  return { protocol, contracts: getDeployment(protocol, client.chain.id).contracts }
}
