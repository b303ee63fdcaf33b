import { type ContractError, resolveContext, type SubAccount } from '@zg/contracts'
import { readCall } from '@zg/contracts/read'
import type { NetworkError } from '@zg/core'
import type { Client } from 'viem'
import { type Options, type UserOption, userOf } from '../options.js'
import { readPages } from '../readPages.js'

/**
 * Reads all sub-accounts of a user, page after page, in the contract's order.
 *
 * Amounts in neuron; `getLedgerDetail` tells more of each. Throws `NetworkError` or `RpcError` when the endpoint fails; a user without
 * sub-accounts has an empty list.
 *
 * @example
 * ```ts
 * import { zeroGDevnet } from '@zg/contracts'
 * import { listSubAccounts } from '@zg/ledger'
 * import { createClient, http } from 'viem'
 *
 * const client = createClient({ chain: zeroGDevnet, transport: http() })
 * const shares = await listSubAccounts(client, { user: '0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266' })
 * console.log(shares.map(({ provider, balance }) => `${provider}: ${balance}`))
 * ```
 */
export async function listSubAccounts(
  client: Client,
  options: listSubAccounts.Parameters = {},
): Promise<listSubAccounts.ReturnType> {
  const { protocol, contracts } = resolveContext(client, options)
  const { signal, timeoutMs } = options
  const user = userOf(client, options, 'listSubAccounts')
  return readPages(async (page) => {
    const call = protocol.inference.listAccounts(user, page)
    const { accounts, total } = await readCall(client, { call, protocol, contracts, signal, timeoutMs })
    return { items: accounts, total }
  })
}

export declare namespace listSubAccounts {
  type Parameters = Options & UserOption
  type ReturnType = readonly SubAccount[]
  type ErrorType = ContractError | NetworkError
}
