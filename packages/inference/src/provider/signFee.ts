import { ChainRequiredError, type Fee, resolveContext, type SignedFee } from '@zg/contracts'
import type { Client, Hex } from 'viem'
import type { Options } from '../options.js'

/**
 * Signs a fee with the TEE's key, as the contracts want it for `settleFees`. Asks nobody.
 *
 * `account` is any viem account that signs a hash. `nonce` must be above that of the user's last settlement, `totalFee` is in neuron. The signature holds
 * for the client's chain and contracts alone, where the protocol says so. Throws `ChainRequiredError` for a client without a chain.
 *
 * @example
 * ```ts
 * import { type Fee, zeroGDevnet } from '@zg/contracts'
 * import { signFee } from '@zg/inference/provider'
 * import { createClient, http } from 'viem'
 * import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
 *
 * const client = createClient({ chain: zeroGDevnet, transport: http() })
 * const account = privateKeyToAccount(generatePrivateKey())
 * const sign = (fee: Fee) => signFee(client, { account, fee })
 * ```
 */
export async function signFee(
  client: Pick<Client, 'chain'>,
  options: signFee.Parameters,
): Promise<signFee.ReturnType> {
  if (!client.chain) throw new ChainRequiredError()
  const { protocol, contracts } = resolveContext(client, options)
  const { account, fee } = options
  const hash = protocol.provider.feeDigest({ chainId: client.chain.id, contracts, fee })
  return { ...fee, signature: await account.sign({ hash }) }
}

export declare namespace signFee {
  type Parameters = Options & {
    fee: Fee
    account: { sign: (options: { hash: Hex }) => Promise<Hex> }
  }
  type ReturnType = SignedFee
  type ErrorType = ChainRequiredError
}
