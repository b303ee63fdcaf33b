import { v1InferenceServingAbi } from '@zg/contracts'
import type { Devnet } from '@zg/devnet'
import { providerKey } from '../../packages/devnet/src/chain/accounts.js'
import { createReader } from '../../scripts/interop/v1/createReader.js'
import { openChain } from '../../scripts/interop/v1/openChain.js'

/** Registers the first provider under another URL, as its owner would; a new URL leaves the acknowledgement of its signer alone. */
export async function moveProvider(devnet: Devnet, url: string): Promise<void> {
  const chain = openChain(devnet.rpcUrl, providerKey('wallet', 0))
  const { provider, updatedAt, teeSignerAcknowledged, ...params } = await createReader(
    chain,
    devnet.contracts,
  ).service(chain.account.address)
  const hash = await chain.writeContract({
    address: devnet.contracts.inference,
    abi: v1InferenceServingAbi,
    functionName: 'addOrUpdateService',
    args: [{ ...params, url }],
  })
  await chain.done(hash)
}
