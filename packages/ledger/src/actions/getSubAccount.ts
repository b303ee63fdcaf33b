import {
  type ContractError,
  checkAddress,
  resolveContext,
  type SubAccount,
  type SubAccountNotFoundError,
} from '@zg/contracts'
import { readCall } from '@zg/contracts/read'
import type { NetworkError } from '@zg/core'
import type { Address, Client } from 'viem'
import { type Options, type UserOption, userOf } from '../options.js'

/**
 * Reads a user's sub-account with a provider: `balance` and `pendingRefund` in neuron, and the acknowledged signer.
 *
 * Throws `SubAccountNotFoundError` when there is none, `NetworkError` or `RpcError` when the endpoint fails.
 *
 * @example
 * ```ts
 * import { zeroGDevnet } from '@zg/contracts'
 * import { getSubAccount } from '@zg/ledger'
 * import { type Address, createClient, http } from 'viem'
 *
 * const client = createClient({ chain: zeroGDevnet, transport: http() })
 * const read = (user: Address, provider: Address) => getSubAccount(client, { user, provider })
 * ```
 */
export async function getSubAccount(
  client: Client,
  options: getSubAccount.Parameters,
): Promise<getSubAccount.ReturnType> {
  const { protocol, contracts } = resolveContext(client, options)
  const { signal, timeoutMs } = options
  const user = userOf(client, options, 'getSubAccount')
  const call = protocol.inference.getAccount(user, checkAddress(options.provider, 'provider'))
  return readCall(client, { call, protocol, contracts, signal, timeoutMs })
}

export declare namespace getSubAccount {
  type Parameters = Options & UserOption & { provider: Address }
  type ReturnType = SubAccount
  type ErrorType = ContractError | SubAccountNotFoundError | NetworkError
}
