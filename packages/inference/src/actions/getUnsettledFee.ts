import {
  type ContractError,
  NotOfferedError,
  type ServiceNotFoundError,
  SubAccountNotFoundError,
} from '@zg/contracts'
import type { BaseError, NetworkError } from '@zg/core'
import type { Address, Client } from 'viem'
import type { Auth } from '../auth/auth.js'
import { ProviderReplyError, ServiceNotAcknowledgedError } from '../errors.js'
import { askAuthorized } from '../http/askAuthorized.js'
import { fetchText } from '../http/fetchText.js'
import { parseObject } from '../http/parseObject.js'
import type { ProviderOptions } from '../options.js'
import { partiesOf } from '../partiesOf.js'
import { readParties } from '../readParties.js'
import { serviceUrl } from '../serviceUrl.js'

/**
 * Asks a provider what the user owes it for requests that aren't settled on chain yet: neuron.
 *
 * The provider's word, which only it can give; it is part of what the provider wants covered before it answers. The sub-account need not hold
 * money for this. Throws `NotOfferedError` where the protocol's providers don't tell, `ServiceNotFoundError`, `SubAccountNotFoundError`,
 * `ServiceNotAcknowledgedError` where the network's owner doesn't vouch for the provider's signer: it gets no token either, `NetworkError`
 * when the provider is out of reach or slower than `timeoutMs` (10 s), `ProviderReplyError` when it answers with something else, and the typed errors of its refusals.
 *
 * @example
 * ```ts
 * import { formatOg } from '@zg/core'
 * import { type Auth, getUnsettledFee } from '@zg/inference'
 * import type { Address, Client } from 'viem'
 *
 * const owed = async (client: Client, provider: Address, auth: Auth) =>
 *   formatOg(await getUnsettledFee(client, { provider, auth }))
 * ```
 */
export async function getUnsettledFee(
  client: Client,
  options: getUnsettledFee.Parameters,
): Promise<getUnsettledFee.ReturnType> {
  const { protocol, parties } = await partiesOf(client, options, 'getUnsettledFee')
  const { unsettledFeePath } = protocol.inference
  if (!unsettledFeePath) throw new NotOfferedError({ what: 'getUnsettledFee', protocol: protocol.id })
  const { user, provider } = parties
  const { auth, fetch, signal, timeoutMs = 10_000 } = options
  const { service, account } = await readParties(client, { protocol, ...parties, signal, timeoutMs })
  if (!account) throw new SubAccountNotFoundError({ user, provider })
  // A session that is opened here would serve for requests too, unasked.
  if (service.signerAcknowledged === false) throw new ServiceNotAcknowledgedError({ provider })

  const url = `${serviceUrl(service)}${unsettledFeePath(user)}`
  const { body } = await askAuthorized({
    protocol,
    auth,
    request: { ...parties, look: async () => ({ subAccount: account, fee: 0n }) },
    send: async (headers, deadline) => {
      const { status, text } = await fetchText(url, { ...deadline, fetch, headers })
      return { status, body: text }
    },
    signal,
    timeoutMs,
    url: client.transport.url,
  })
  return readFee(body, { user, provider })
}

export declare namespace getUnsettledFee {
  type Parameters = ProviderOptions & { provider: Address; auth: Auth }
  /** Neuron. */
  type ReturnType = bigint
  type ErrorType =
    | NotOfferedError
    | ServiceNotFoundError
    | SubAccountNotFoundError
    | ServiceNotAcknowledgedError
    | ProviderReplyError
    | ContractError
    | NetworkError
    | BaseError
}

function readFee(body: string, { user, provider }: { user: Address; provider: Address }): bigint {
  const refuse = (reason: string) => new ProviderReplyError({ provider, what: 'unsettled fee', reason })
  const { unsettledFee, userAddress } = parseObject(body) ?? {}
  if (typeof unsettledFee !== 'string' || !/^\d{1,78}$/.test(unsettledFee)) {
    throw refuse('it has no whole number of neuron')
  }
  if (userAddress !== undefined && String(userAddress).toLowerCase() !== user.toLowerCase()) {
    throw refuse('it is another user’s')
  }
  return BigInt(unsettledFee)
}
