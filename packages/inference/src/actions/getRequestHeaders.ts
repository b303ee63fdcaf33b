import type {
  ContractError,
  InsufficientBalanceError,
  Protocol,
  ServiceNotFoundError,
  SubAccountNotFoundError,
} from '@zg/contracts'
import type { NetworkError } from '@zg/core'
import type { Address, Client } from 'viem'
import type { Auth, AuthRequest } from '../auth/auth.js'
import { checkPayable } from '../auth/checkPayable.js'
import { withWalletDeadline } from '../auth/withWalletDeadline.js'
import type { ProviderNotAcknowledgedError, ServiceNotAcknowledgedError } from '../errors.js'
import type { Options } from '../options.js'
import { partiesOf } from '../partiesOf.js'
import { readParties } from '../readParties.js'

/**
 * Makes the headers that pay for a request. Sends no transaction, ever, and with a live session asks nobody.
 *
 * With `eddsaAuth` a set pays for exactly one request; with `sessionAuth` it is a bearer token that pays until it ends. `content` is the JSON text of
 * the whole messages array, `JSON.stringify(messages)`, for providers that want its price in advance (those of the legacy network).
 *
 * What the provider would refuse is refused before anything is signed, from one question to the chain: `ServiceNotFoundError`,
 * `ServiceNotAcknowledgedError` (the network's owner doesn't vouch for the signer), `SubAccountNotFoundError`, `ProviderNotAcknowledgedError`, and
 * `InsufficientBalanceError` (`where: 'subAccount'`) when the sub-account can't pay this fee and the provider's reserve; it names the amount to transfer.
 * `signal` and `timeoutMs` end the wait; a wallet that is still signing for others goes on.
 *
 * @example
 * ```ts
 * import { type Auth, getRequestHeaders } from '@zg/inference'
 * import type { Address, Client } from 'viem'
 *
 * const messages = [{ role: 'user', content: 'Hello' }]
 * const headersFor = (client: Client, provider: Address, auth: Auth) =>
 *   getRequestHeaders(client, { provider, auth, content: JSON.stringify(messages) })
 * ```
 */
export async function getRequestHeaders(
  client: Client,
  options: getRequestHeaders.Parameters,
): Promise<getRequestHeaders.ReturnType> {
  const { request } = await authRequestOf(client, options, 'getRequestHeaders')
  const { auth, signal, timeoutMs } = options
  const { url } = client.transport
  return withWalletDeadline(() => auth.authorize(request), { signal, timeoutMs, url })
}

export declare namespace getRequestHeaders {
  type Parameters = Options & { provider: Address; content?: string | undefined; auth: Auth }
  type ReturnType = Record<string, string>
  type ErrorType =
    | ServiceNotFoundError
    | ServiceNotAcknowledgedError
    | SubAccountNotFoundError
    | ProviderNotAcknowledgedError
    | InsufficientBalanceError
    | ContractError
    | NetworkError
}

/** The request that an auth is asked for, whose look at the chain makes sure that it can be paid. */
export async function authRequestOf(
  client: Client,
  options: getRequestHeaders.Parameters,
  functionName: string,
): Promise<{ protocol: Protocol; request: AuthRequest }> {
  const { protocol, parties } = await partiesOf(client, options, functionName)
  const { content = '' } = options
  const look = async () => {
    // Others may wait for the same look: one caller's deadline isn't theirs.
    const read = await readParties(client, { protocol, ...parties })
    return checkPayable({ ...read, protocol, content, user: parties.user })
  }
  return { protocol, request: { ...parties, look } }
}
