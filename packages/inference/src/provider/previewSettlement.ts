import {
  type AccountRequiredError,
  type ContractError,
  checkAddress,
  type InvalidAddressError,
  resolveContext,
  type SettlementPreview,
  type SignedFee,
} from '@zg/contracts'
import { readCall } from '@zg/contracts/read'
import type { NetworkError } from '@zg/core'
import type { Address, Client } from 'viem'
import { callerOf } from '../callerOf.js'
import type { Options } from '../options.js'
import { checkCount } from './checkCount.js'
import type { TooManyFeesError } from './errors.js'

/**
 * Says what `settleFees` would do now, and changes nothing: which users' fees would be refused and why, and which accounts don't cover theirs.
 *
 * Whoever is in neither list would pay in full. Amounts in neuron. Each fee is judged by the present state, so several of one user don't see each other.
 * Judges as the client's account, or as `provider`. Throws `TooManyFeesError`, `NetworkError`, and the contract's errors.
 *
 * @example
 * ```ts
 * import type { SignedFee } from '@zg/contracts'
 * import { previewSettlement } from '@zg/inference/provider'
 * import type { Client } from 'viem'
 *
 * async function isFine(client: Client, fees: readonly SignedFee[]) {
 *   const { failed, partial } = await previewSettlement(client, { fees })
 *   return failed.length + partial.length === 0
 * }
 * ```
 */
export async function previewSettlement(
  client: Client,
  options: previewSettlement.Parameters,
): Promise<previewSettlement.ReturnType> {
  const { protocol, contracts } = resolveContext(client, options)
  const { fees, signal, timeoutMs } = options
  const provider = checkAddress(options.provider ?? callerOf(client, 'previewSettlement'), 'provider')
  checkCount(fees, protocol)
  const call = protocol.provider.previewSettlement({ fees })
  const asProvider: Client = { ...client, account: { address: provider, type: 'json-rpc' } }
  return readCall(asProvider, { call, protocol, contracts, signal, timeoutMs })
}

export declare namespace previewSettlement {
  type Parameters = Options & { fees: readonly SignedFee[]; provider?: Address | undefined }
  type ReturnType = SettlementPreview
  type ErrorType =
    | AccountRequiredError
    | InvalidAddressError
    | TooManyFeesError
    | ContractError
    | NetworkError
}
