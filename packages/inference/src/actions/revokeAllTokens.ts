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
import type { NetworkError, Store } from '@zg/core'
import type { Address, Client } from 'viem'
import type { Auth } from '../auth/auth.js'
import { apiKeysKey } from '../auth/session/apiKeyRecords.js'
import type { Options } from '../options.js'
import { partiesOf } from '../partiesOf.js'

/**
 * Ends every session and every API key with a provider, wherever they were made.
 *
 * Providers see it within ten minutes; until then they take old tokens, and new ones are refused (`SessionNotYetKnownError`, which the
 * retrying actions wait for). `auth` throws its session away, `store` its records of API keys; all of their ids are free again. Throws
 * `SubAccountNotFoundError`, `NotOfferedError` where the protocol has no tokens, `NetworkError`, and the contract's errors.
 *
 * @example
 * ```ts
 * import { type Auth, revokeAllTokens } from '@zg/inference'
 * import type { Address, Client } from 'viem'
 *
 * const logOut = (client: Client, provider: Address, auth: Auth) => revokeAllTokens(client, { provider, auth })
 * ```
 */
export async function revokeAllTokens(
  client: Client,
  options: revokeAllTokens.Parameters,
): Promise<revokeAllTokens.ReturnType> {
  const { protocol, parties } = await partiesOf(client, options, 'revokeAllTokens')
  const { auth, store, signal, timeoutMs } = options
  const call = revokeAllTokensCall(client, options)
  const receipt = await writeCall(client, {
    call,
    protocol,
    contracts: parties.contracts,
    signal,
    timeoutMs,
  })
  await auth?.forget?.(parties)
  for (const { args, eventName } of receipt.events) {
    if (eventName !== 'AllTokensRevoked' || typeof args.newGeneration !== 'bigint') continue
    await store?.delete(apiKeysKey(parties, args.newGeneration - 1n))
  }
  return receipt
}

export declare namespace revokeAllTokens {
  type Parameters = Options & {
    provider: Address
    /** Whose session ends. */
    auth?: Auth | undefined
    /** Where createApiKey keeps its records. */
    store?: Store | undefined
  }
  type ReturnType = Receipt
  type ErrorType = NotOfferedError | AccountRequiredError | ContractError | NetworkError
}

/**
 * The contract call alone, to simulate, estimate or batch.
 *
 * @example
 * ```ts
 * import { revokeAllTokensCall } from '@zg/inference'
 * import type { Address, Client } from 'viem'
 * import { simulateContract } from 'viem/actions'
 *
 * const dryRun = (client: Client, provider: Address) =>
 *   simulateContract(client, revokeAllTokensCall(client, { provider }))
 * ```
 */
export function revokeAllTokensCall(
  client: Pick<Client, 'chain'>,
  options: Options & { provider: Address },
): BoundCall {
  const { protocol, contracts } = resolveContext(client, options)
  const { tokens } = protocol.inference
  if (!tokens) throw new NotOfferedError({ what: 'revokeAllTokens', protocol: protocol.id })
  return bindCall(tokens.revokeAll({ provider: checkAddress(options.provider, 'provider') }), contracts)
}
