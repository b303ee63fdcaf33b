import { AccountRequiredError, checkAddress, type Protocol, resolveContext } from '@zg/contracts'
import { toNetworkError, withDeadline } from '@zg/contracts/read'
import type { Address, Client } from 'viem'
import { getChainId } from 'viem/actions'
import type { AuthParties } from './auth/auth.js'
import type { Options } from './options.js'

/**
 * Says who pays whom by which contracts. Asks the chain for its id where the client doesn't know it: what is signed for one chain stays there.
 *
 * Throws `AccountRequiredError`, `InvalidAddressError`, and what a failed question for the id throws.
 */
export async function partiesOf(
  client: Client,
  options: Options & { provider: Address },
  functionName: string,
): Promise<{ protocol: Protocol; parties: AuthParties }> {
  const { protocol, contracts } = resolveContext(client, options)
  const user = client.account?.address
  if (!user) throw new AccountRequiredError({ functionName })
  const provider = checkAddress(options.provider, 'provider')
  const chainId = client.chain?.id ?? (await readChainId(client, options))
  return { protocol, parties: { chainId, contracts, user, provider } }
}

async function readChainId(client: Client, { signal, timeoutMs = 60_000 }: Options): Promise<number> {
  const url: string | undefined = client.transport.url
  const ask = async () => {
    try {
      return await getChainId(client)
    } catch (cause) {
      throw toNetworkError(cause, url)
    }
  }
  return withDeadline(ask, { signal, timeoutMs, url })
}
