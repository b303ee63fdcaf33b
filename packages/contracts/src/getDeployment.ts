import type { Deployment } from './calls.js'
import { UnsupportedChainError } from './errors/setup.js'
import type { Protocol } from './protocol.js'

/**
 * The current deployment of a protocol on a chain.
 *
 * Throws `UnsupportedChainError` where there is none: neither an unknown chain nor a replaced deployment is ever used by
 * default, for money sent there would go to a network that nobody serves.
 *
 * @example
 * ```ts
 * import { getDeployment, v1, zeroGDevnet } from '@zg/contracts'
 *
 * const { contracts, since } = getDeployment(v1, zeroGDevnet.id)
 * console.log(contracts.ledger, since)
 * ```
 */
export function getDeployment({ deployments, id }: Protocol, chainId: number): Deployment {
  const current = deployments.filter(({ until }) => until === undefined)
  const here = current.find((deployment) => deployment.chainId === chainId)
  if (here) return here
  throw new UnsupportedChainError({
    chainId,
    protocol: id,
    known: current.map((deployment) => deployment.chainId),
    until: deployments.findLast((deployment) => deployment.chainId === chainId)?.until,
  })
}
