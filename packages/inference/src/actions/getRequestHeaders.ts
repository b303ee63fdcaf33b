import {
  AccountRequiredError,
  type ContractError,
  InsufficientBalanceError,
  resolveContext,
} from '@zg/contracts'
import { readCall } from '@zg/contracts/read'
import { formatOg, type NetworkError, utf8ToBytes } from '@zg/core'
import type { Address, Client } from 'viem'
import type { Auth } from '../auth/auth.js'
import { ProviderNotAcknowledgedError } from '../errors.js'
import type { Options } from '../options.js'
import { getService } from './getService.js'

/**
 * Makes the headers that pay for exactly one request. Sends no transaction, ever.
 *
 * `content` is the JSON text of the whole messages array: `JSON.stringify(messages)`. The fee that is signed is its UTF-8 length times the input
 * price, because providers of the legacy network count that text; a smaller fee is refused, the body itself isn't bound by the headers. Throws
 * `ProviderNotAcknowledgedError`, `SubAccountNotFoundError`, and `InsufficientBalanceError` (`where: 'subAccount'`) when the sub-account can't pay this
 * fee and the provider's reserve; it names the amount to transfer.
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
  const { protocol, contracts } = resolveContext(client, options)
  const { auth, content = '', provider, signal, timeoutMs } = options
  const user = client.account?.address
  if (!user) throw new AccountRequiredError({ functionName: 'getRequestHeaders' })
  const call = protocol.inference.getAccount(user, provider)
  const [service, subAccount] = await Promise.all([
    getService(client, options),
    readCall(client, { call, protocol, contracts, signal, timeoutMs }),
  ])
  if (!subAccount.acknowledged) throw new ProviderNotAcknowledgedError({ provider })

  const fee = BigInt(utf8ToBytes(content).length) * service.inputPrice
  const required = fee + protocol.limits.reserve(service)
  const available = subAccount.balance - subAccount.pendingRefund
  if (available < required) {
    const remedy = [
      `One request needs ${formatOg(fee)} 0G and the provider's reserve of ${formatOg(required - fee)} 0G.`,
      `Transfer at least ${formatOg(required - available)} 0G with transferFund.`,
    ]
    throw new InsufficientBalanceError({ where: 'subAccount', available, required, remedy })
  }
  return auth.authorize({ chainId: client.chain?.id, contracts, provider, fee, subAccount })
}

export declare namespace getRequestHeaders {
  type Parameters = Options & { provider: Address; content?: string | undefined; auth: Auth }
  type ReturnType = Record<string, string>
  type ErrorType = ProviderNotAcknowledgedError | InsufficientBalanceError | ContractError | NetworkError
}
