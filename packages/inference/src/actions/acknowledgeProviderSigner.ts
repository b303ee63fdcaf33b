import {
  AccountRequiredError,
  type BoundCall,
  bindCall,
  type ContractError,
  resolveContext,
  SubAccountNotFoundError,
} from '@zg/contracts'
import { readCall } from '@zg/contracts/read'
import { type Receipt, writeCall } from '@zg/contracts/write'
import type { NetworkError } from '@zg/core'
import { type Address, type Client, isAddressEqual } from 'viem'
import { QuoteError } from '../errors.js'
import { fetchText } from '../http/fetchText.js'
import { parseObject } from '../http/parseObject.js'
import { toProviderError } from '../http/toProviderError.js'
import type { ProviderOptions } from '../options.js'
import { serviceUrl } from '../serviceUrl.js'
import { readQuoteSigner } from '../verification/readQuoteSigner.js'
import { getService } from './getService.js'

/**
 * Records a provider's TEE signer in the user's account, once per provider: only its settlements and answers count from then on.
 *
 * The signer is read from the quote that the provider serves, out of its report data; the JSON's own fields are never trusted, and one that
 * disagrees is refused. A signer that is recorded already sends nothing (`receipt` is null). Without a sub-account `openSubAccount` is called
 * first; without that it is `SubAccountNotFoundError`. Throws `QuoteError`, `ServiceNotFoundError`, `NetworkError`, and the contract's errors.
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
  const read = { protocol, contracts, signal, timeoutMs }

  const service = await getService(client, options)
  const signer = await fetchSigner(client, { ...options, url: serviceUrl(service) })
  if (!(await readCall(client, { ...read, call: protocol.inference.accountExists(user, provider) }))) {
    if (!openSubAccount) throw new SubAccountNotFoundError({ user, provider })
    await openSubAccount()
  }
  const { signer: previous } = await readCall(client, {
    ...read,
    call: protocol.inference.getAccount(user, provider),
  })
  if (previous && isAddressEqual(previous, signer)) return { signer, previous, receipt: null }
  const call = acknowledgeProviderSignerCall(client, { ...options, signer })
  return { signer, previous, receipt: await writeCall(client, { ...read, call }) }
}

export declare namespace acknowledgeProviderSigner {
  type Parameters = ProviderOptions & {
    provider: Address
    /** Opens the sub-account when there is none. The money that it moves is its caller's decision. */
    openSubAccount?: (() => Promise<unknown>) | undefined
  }
  type ReturnType = {
    signer: Address
    /** The signer recorded before; null when none. Another one than `signer` means that the provider's TEE has changed. */
    previous: Address | null
    receipt: Receipt | null
  }
  type ErrorType = QuoteError | SubAccountNotFoundError | ContractError | NetworkError
}

/** The contract call alone, for a signer that is known. */
export function acknowledgeProviderSignerCall(
  client: Pick<Client, 'chain'>,
  options: ProviderOptions & { provider: Address; signer: Address },
): BoundCall {
  const { protocol, contracts } = resolveContext(client, options)
  const { provider, signer } = options
  return bindCall(protocol.inference.acknowledgeSigner({ provider, signer }), contracts)
}

async function fetchSigner(
  client: Client,
  options: acknowledgeProviderSigner.Parameters & { url: string },
): Promise<Address> {
  const { provider, url } = options
  const { protocol } = resolveContext(client, options)
  const { status, text } = await fetchText(`${url}/v1/quote`, options)
  if (status !== 200) throw toProviderError({ protocol, provider, status, body: text })
  const document = parseObject(text)
  if (!document)
    throw new QuoteError({ provider, reason: 'the provider answered with something else than JSON' })
  const read = readQuoteSigner(document.quote)
  if ('reason' in read) throw new QuoteError({ provider, reason: read.reason })
  const claimed = document.provider_signer
  if (claimed !== undefined && String(claimed).toLowerCase() !== read.signer.toLowerCase()) {
    throw new QuoteError({
      provider,
      reason: `it holds signer ${read.signer}, but the JSON beside it says ${String(claimed)}`,
    })
  }
  return read.signer
}
