import { UnsupportedChainError } from './errors/setup.js'
import type { Deployment, Protocol } from './protocol.js'

/**
 * The deployment of a protocol on a chain: the current one, else the last that there was.
 *
 * Throws `UnsupportedChainError` where none is known: an unknown chain never falls back to another.
 *
 * @example
 * ```ts
 * import { getDeployment, legacy, zeroGTestnet } from '@zg/contracts'
 *
 * const { contracts, since } = getDeployment(legacy, zeroGTestnet.id)
 * console.log(contracts.ledger, since)
 * ```
 */
export function getDeployment({ deployments, id }: Protocol, chainId: number): Deployment {
  const here = deployments.filter((deployment) => deployment.chainId === chainId)
  const current = here.find(({ until }) => until === undefined) ?? here.at(-1)
  if (current) return current
  throw new UnsupportedChainError({
    chainId,
    protocol: id,
    known: [...new Set(deployments.map((row) => row.chainId))],
  })
}
