import type { ContractError, SubAccountNotFoundError } from '@zg/contracts'
import { NotOfferedError } from '@zg/contracts'
import { readCall } from '@zg/contracts/read'
import type { NetworkError, Store } from '@zg/core'
import type { Address, Client } from 'viem'
import { type ApiKeyRecord, isRevoked, readApiKeys } from '../auth/session/apiKeyRecords.js'
import type { StoredApiKeysError } from '../auth/session/errors.js'
import type { Options } from '../options.js'
import { partiesOf } from '../partiesOf.js'

/**
 * Lists the API keys that were made through this store for one provider, oldest first and without their secrets.
 *
 * Whether one is revoked is read from the chain. Keys that `revokeAllTokens` ended are gone from the list. Throws `SubAccountNotFoundError`,
 * `StoredApiKeysError`, `NotOfferedError` where the protocol has no tokens, `NetworkError` or `RpcError`.
 *
 * @example
 * ```ts
 * import type { Store } from '@zg/core'
 * import { listApiKeys } from '@zg/inference'
 * import type { Address, Client } from 'viem'
 *
 * async function liveIds(client: Client, store: Store, provider: Address) {
 *   const keys = await listApiKeys(client, { provider, store })
 *   return keys.filter(({ revoked }) => !revoked).map(({ id }) => id)
 * }
 * ```
 */
export async function listApiKeys(
  client: Client,
  options: listApiKeys.Parameters,
): Promise<listApiKeys.ReturnType> {
  const { protocol, parties } = await partiesOf(client, options, 'listApiKeys')
  const { store, signal, timeoutMs } = options
  const { contracts, user, provider } = parties
  const call = protocol.inference.getAccount(user, provider)
  const { tokens } = await readCall(client, { call, protocol, contracts, signal, timeoutMs })
  if (!tokens) throw new NotOfferedError({ what: 'listApiKeys', protocol: protocol.id })
  const records = await readApiKeys(store, { parties, generation: tokens.generation })
  return records.map((record) => ({ ...record, revoked: isRevoked(tokens, record.id) }))
}

export declare namespace listApiKeys {
  type Parameters = Options & { provider: Address; store: Pick<Store, 'get'> }
  type ReturnType = readonly (ApiKeyRecord & { revoked: boolean })[]
  type ErrorType =
    | NotOfferedError
    | StoredApiKeysError
    | SubAccountNotFoundError
    | ContractError
    | NetworkError
}
