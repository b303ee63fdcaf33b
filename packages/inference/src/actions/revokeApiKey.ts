import {
  type AccountRequiredError,
  type BoundCall,
  bindCall,
  type ContractError,
  checkAddress,
  NotOfferedError,
  resolveContext,
} from '@zg/contracts'
import { type Receipt, writeCall } from '@zg/contracts/write'
import type { NetworkError } from '@zg/core'
import type { Address, Client } from 'viem'
import { InvalidApiKeyIdError } from '../auth/session/errors.js'
import { ephemeralId } from '../auth/session/session.js'
import type { Options } from '../options.js'

/**
 * Revokes one API key by its id, on chain and for good. Providers see it within ten minutes.
 *
 * Deleting the ledger forgets what was revoked singly, should the sub-account be opened again: call `revokeAllTokens` before. Throws
 * `InvalidApiKeyIdError` for what isn't an id from 0 to 254 (sessions can't be revoked singly), `SubAccountNotFoundError`, `NotOfferedError`
 * where the protocol has no tokens, `NetworkError`, and the contract's errors.
 *
 * @example
 * ```ts
 * import { revokeApiKey } from '@zg/inference'
 * import type { Address, Client } from 'viem'
 *
 * const revoke = (client: Client, provider: Address, id: number) => revokeApiKey(client, { provider, id })
 * ```
 */
export async function revokeApiKey(
  client: Client,
  options: revokeApiKey.Parameters,
): Promise<revokeApiKey.ReturnType> {
  const { protocol, contracts } = resolveContext(client, options)
  const { signal, timeoutMs } = options
  return writeCall(client, {
    call: revokeApiKeyCall(client, options),
    protocol,
    contracts,
    signal,
    timeoutMs,
  })
}

export declare namespace revokeApiKey {
  type Parameters = Options & {
    provider: Address
    /** 0 to 254. */
    id: number
  }
  type ReturnType = Receipt
  type ErrorType =
    | InvalidApiKeyIdError
    | NotOfferedError
    | AccountRequiredError
    | ContractError
    | NetworkError
}

/**
 * The contract call alone, to simulate, estimate or batch.
 *
 * @example
 * ```ts
 * import { revokeApiKeyCall } from '@zg/inference'
 * import type { Address, Client } from 'viem'
 * import { simulateContract } from 'viem/actions'
 *
 * const dryRun = (client: Client, provider: Address) =>
 *   simulateContract(client, revokeApiKeyCall(client, { provider, id: 3 }))
 * ```
 */
export function revokeApiKeyCall(client: Pick<Client, 'chain'>, options: revokeApiKey.Parameters): BoundCall {
  const { protocol, contracts } = resolveContext(client, options)
  const { tokens } = protocol.inference
  if (!tokens) throw new NotOfferedError({ what: 'revokeApiKey', protocol: protocol.id })
  const { id } = options
  if (!Number.isInteger(id) || id < 0 || id >= ephemeralId) throw new InvalidApiKeyIdError({ id })
  const provider = checkAddress(options.provider, 'provider')
  return bindCall(tokens.revoke({ provider, tokenIds: [id] }), contracts)
}
