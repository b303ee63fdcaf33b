import {
  AccountRequiredError,
  type BoundCall,
  bindCall,
  type ContractError,
  checkAddress,
  type Protocol,
  resolveContext,
  type Service,
  type SubAccount,
  SubAccountNotFoundError,
} from '@zg/contracts'
import { getLimits } from '@zg/contracts/read'
import { type Receipt, writeCall } from '@zg/contracts/write'
import { formatOg, type NetworkError } from '@zg/core'
import { type Address, type Client, isAddressEqual } from 'viem'
import { type QuoteError, ServiceNotAcknowledgedError } from '../errors.js'
import type { ProviderOptions } from '../options.js'
import { readParties } from '../readParties.js'
import { fetchQuoteSigner } from '../verification/fetchQuoteSigner.js'

/**
 * Acknowledges a provider's TEE signer in the user's name, once per provider: only its settlements and answers count from then on.
 *
 * The signer is the one that the network's owner vouches for on chain (`ServiceNotAcknowledgedError` where it doesn't), or, on the legacy network, the one
 * in the quote that the provider serves, out of its report data; a JSON field that disagrees is `QuoteError`. A signer that is acknowledged
 * already sends nothing (`receipt` is null). Without a sub-account `openSubAccount` is called first; without that it is `SubAccountNotFoundError`,
 * which names the least amount that opens one. Throws `ServiceNotFoundError`, `NetworkError`, and the contract's errors.
 *
 * @example
 * ```ts
 * import { acknowledgeProviderSigner } from '@zg/inference'
 * import type { Address, Client } from 'viem'
 *
 * const trust = (client: Client, provider: Address) => acknowledgeProviderSigner(client, { provider })
 * ```
 */
export async function acknowledgeProviderSigner(
  client: Client,
  options: acknowledgeProviderSigner.Parameters,
): Promise<acknowledgeProviderSigner.ReturnType> {
  const { protocol, contracts } = resolveContext(client, options)
  const { provider, signal, timeoutMs, openSubAccount } = options
  const user = client.account?.address
  if (!user) throw new AccountRequiredError({ functionName: 'acknowledgeProviderSigner' })
  const read = { protocol, contracts, signal, timeoutMs, user, provider }

  const { service, account } = await readParties(client, read)
  if (!account && !openSubAccount) throw await notFound(client, { ...options, user, service })
  const signer = await signerOf[protocol.inference.signerSource](service, { ...options, protocol })
  if (!account) await openSubAccount?.()
  const share = account ?? (await readParties(client, read)).account
  if (!share) throw new SubAccountNotFoundError({ user, provider, remedy: notShownYet })
  const previous = acknowledgedSigner(share, service)
  if (previous && isAddressEqual(previous, signer)) return { signer, previous, receipt: null }
  const call = acknowledgeProviderSignerCall(client, { ...options, signer })
  return {
    signer,
    previous,
    receipt: await writeCall(client, { call, protocol, contracts, signal, timeoutMs }),
  }
}

export declare namespace acknowledgeProviderSigner {
  type Parameters = ProviderOptions & {
    provider: Address
    /** Opens the sub-account when there is none. The money that it moves is its caller's decision. */
    openSubAccount?: (() => Promise<unknown>) | undefined
  }
  type ReturnType = {
    signer: Address
    /** The signer acknowledged before; null when none. Another one than `signer` means that the provider's TEE has changed. */
    previous: Address | null
    receipt: Receipt | null
  }
  type ErrorType =
    | QuoteError
    | ServiceNotAcknowledgedError
    | SubAccountNotFoundError
    | ContractError
    | NetworkError
}

/**
 * The contract call alone, for a signer that is known.
 *
 * @example
 * ```ts
 * import { acknowledgeProviderSignerCall } from '@zg/inference'
 * import type { Address, Client } from 'viem'
 * import { simulateContract } from 'viem/actions'
 *
 * const dryRun = (client: Client, provider: Address, signer: Address) =>
 *   simulateContract(client, acknowledgeProviderSignerCall(client, { provider, signer }))
 * ```
 */
export function acknowledgeProviderSignerCall(
  client: Pick<Client, 'chain'>,
  options: ProviderOptions & { provider: Address; signer: Address },
): BoundCall {
  const { protocol, contracts } = resolveContext(client, options)
  const { signer } = options
  const provider = checkAddress(options.provider, 'provider')
  return bindCall(protocol.inference.acknowledgeSigner({ provider, signer }), contracts)
}

type Source = Protocol['inference']['signerSource']

/** Asks whoever names the signer. */
const signerOf: Readonly<
  Record<Source, (service: Service, options: ProviderOptions & { protocol: Protocol }) => Promise<Address>>
> = {
  quote: fetchQuoteSigner,
  service: async ({ provider, signer, signerAcknowledged }) => {
    if (!signer || signerAcknowledged !== true) throw new ServiceNotAcknowledgedError({ provider })
    return signer
  },
}

/** Where the signer stands with the service, the user's word is for whoever that is. */
const acknowledgedSigner = ({ acknowledged, signer }: SubAccount, service: Service): Address | null =>
  signer ?? (acknowledged ? service.signer : null)

/** What moved the money must not be called again for that. */
const notShownYet = [
  'What opens it has run, but the RPC endpoint doesn’t show it yet: wait, and look with getSubAccount before you transfer anything more.',
]

async function notFound(
  client: Client,
  { service, user, ...options }: acknowledgeProviderSigner.Parameters & { service: Service; user: Address },
): Promise<SubAccountNotFoundError> {
  const { provider } = service
  const { protocol } = resolveContext(client, options)
  const { minimumTransfer } = await getLimits(client, options)
  const least = minimumTransfer === 0n ? '' : `: at least ${formatOg(minimumTransfer)} 0G`
  const reserve = formatOg(protocol.limits.reserve(service))
  const remedy = [
    `Nothing was sent. Open it with transferFund${least}.`,
    `For a request the provider wants ${reserve} 0G there, and its price.`,
  ]
  return new SubAccountNotFoundError({ user, provider, remedy })
}
