import type { Credential } from '@zg/contracts'
import { bytesToHex } from '@zg/core'
import { getPublicKey, packPoint } from '@zg/crypto'
import type { MessageSigner } from '../messageSigner.js'
import { CredentialError } from './errors.js'
import { fromHalves } from './halves.js'
import { open, passphraseOf } from './seal.js'

/**
 * Opens a sealed request-signing key: 32 bytes.
 *
 * Throws `CredentialError` when the wallet isn't the one that sealed it, and when the key doesn't belong to the public half on chain.
 *
 * @example
 * ```ts
 * import { createCredential, openCredential } from '@zg/inference/eddsa'
 * import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
 *
 * const account = privateKeyToAccount(generatePrivateKey())
 * const privateKey = await openCredential(account, await createCredential(account))
 * ```
 */
export async function openCredential(
  signer: MessageSigner,
  { publicKey, sealed }: Credential,
): Promise<Uint8Array> {
  const user = signer.address
  const text = open(sealed, await passphraseOf(signer))
  if (text === null) throw new CredentialError({ user, reason: 'this wallet does not open the seal' })
  const privateKey = parseHalves(text)
  if (!privateKey) throw new CredentialError({ user, reason: 'the seal holds something else than a key' })
  const expected = fromHalves(publicKey)
  if (!expected || bytesToHex(packPoint(getPublicKey(privateKey))) !== bytesToHex(expected)) {
    throw new CredentialError({ user, reason: 'it does not belong to the public key on chain' })
  }
  return privateKey
}

/** `["<decimal>","<decimal>"]`, as the network's clients write it. */
function parseHalves(text: string): Uint8Array | null {
  const [, low, high] = /^\["(\d{1,39})","(\d{1,39})"\]$/.exec(text) ?? []
  return low === undefined || high === undefined ? null : fromHalves([BigInt(low), BigInt(high)])
}
