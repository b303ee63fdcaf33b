import type { Credential } from '@zg/contracts'
import { createPrivateKey, getPublicKey, packPoint } from '@zg/crypto'
import type { MessageSigner } from '../messageSigner.js'
import { type Random, secureRandom } from '../random.js'
import { toHalves } from './halves.js'
import { passphraseOf, seal } from './seal.js'

/**
 * Makes the key that signs a ledger's requests, and seals its private half for the wallet.
 *
 * The wallet signs one fixed text; only that signature opens the seal, so it must sign deterministically, as wallets do. The format is the
 * one of the network's own clients, which can open it too. The private key is in memory only while this runs.
 *
 * @example
 * ```ts
 * import { createCredential } from '@zg/inference/eddsa'
 * import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
 *
 * const { publicKey, sealed } = await createCredential(privateKeyToAccount(generatePrivateKey()))
 * ```
 */
export async function createCredential(
  signer: MessageSigner,
  { random = secureRandom }: { random?: Random } = {},
): Promise<Credential> {
  const privateKey = createPrivateKey(random)
  const text = JSON.stringify(toHalves(privateKey).map(String))
  const sealed = seal(text, await passphraseOf(signer), random(new Uint8Array(8)))
  return { publicKey: toHalves(packPoint(getPublicKey(privateKey))), sealed }
}
