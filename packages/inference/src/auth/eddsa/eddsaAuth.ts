import type { Credential } from '@zg/contracts'
import { type AtomicStore, memoryStore } from '@zg/core'
import { getAddress } from 'viem'
import type { Auth } from '../auth.js'
import type { MessageSigner } from '../messageSigner.js'
import { CredentialMissingError } from './errors.js'
import { openCredential } from './openCredential.js'
import { createRequestSigner, type RequestSigner } from './requestSigner.js'
import { steadyClock } from './steadyClock.js'
import { takeNonce } from './takeNonce.js'

/**
 * Pays by single-use headers, signed with EdDSA over Baby Jubjub: the auth of the legacy protocol.
 *
 * The request-signing key is read from the chain, opened with one wallet signature on first use, and kept in memory, expanded, by this value alone.
 * `store` keeps the nonces: processes that share an account share a store. `now` gives milliseconds since the epoch; by default a clock that
 * never goes back. Nonces stay unique and increasing when the store loses its data, as long as the clocks of those who share it agree.
 * `authorize` throws `CredentialMissingError` for an account without a key, and `CredentialError` when the wallet doesn't open it.
 *
 * @example
 * ```ts
 * import { eddsaAuth } from '@zg/inference/eddsa'
 * import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
 *
 * const auth = eddsaAuth({ account: privateKeyToAccount(generatePrivateKey()) })
 * ```
 */
export function eddsaAuth({ account, store = memoryStore(), now = steadyClock() }: eddsaAuth.Options): Auth {
  const opened = new Map<string, Promise<RequestSigner>>()

  const signerOf = (credential: Credential): Promise<RequestSigner> => {
    const known = opened.get(credential.sealed)
    if (known) return known
    const opening = openCredential(account, credential)
      .then(createRequestSigner)
      .catch((error: unknown) => {
        opened.delete(credential.sealed)
        throw error
      })
    opened.set(credential.sealed, opening)
    return opening
  }

  return {
    kind: 'eddsa',
    authorize: async ({ look, ...parties }) => {
      const { subAccount, fee } = await look()
      const { provider } = parties
      const { credential, nonce: above } = subAccount
      const user = getAddress(subAccount.user)
      if (!credential) throw new CredentialMissingError({ user })
      const sign = await signerOf(credential)
      const nonce = await takeNonce(store, { parties: { ...parties, user }, above, now })
      const { signature, hash } = sign({ nonce, fee, user, provider })
      return {
        'X-Phala-Signature-Type': 'StandaloneApi',
        Address: user,
        Fee: fee.toString(),
        'Input-Fee': fee.toString(),
        Nonce: nonce.toString(),
        'Request-Hash': hash,
        Signature: JSON.stringify([...signature]),
        // Whose signature of the answer will be asked for: the model's own TEE where there is one.
        'VLLM-Proxy': 'true',
      }
    },
  }
}

export declare namespace eddsaAuth {
  type Options = { account: MessageSigner; store?: AtomicStore | undefined; now?: (() => number) | undefined }
}
