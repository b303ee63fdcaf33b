import { BaseError } from '@zg/core'
import type { Address } from 'viem'

/** The account on chain holds no request-signing key. */
export class CredentialMissingError extends BaseError {
  override readonly name: string = 'CredentialMissingError'

  constructor({ user }: { user: Address }) {
    super(`The ledger of ${user} was opened without a request-signing key.`, {
      metaMessages: [
        'It was probably opened by another client. Take the money back with retrieveFund and refund, delete the ledger, and open it again with depositFund.',
      ],
    })
  }
}

/** The sealed request-signing key doesn't open with this wallet, or isn't the one that belongs to the public half. */
export class CredentialError extends BaseError {
  override readonly name: string = 'CredentialError'

  constructor({ user, reason }: { user: Address; reason: string }) {
    super(`The request-signing key of ${user} can't be used: ${reason}.`, {
      metaMessages: [
        'Use the wallet that opened the ledger. A wallet that signs the same text differently each time can’t open it.',
      ],
    })
  }
}

/** The store holds something else than a nonce under the nonce's key, or keeps none. */
export class StoredNonceError extends BaseError {
  override readonly name: string = 'StoredNonceError'

  constructor({ key }: { key: string }) {
    super(`The store holds no nonce under ${key}.`, {
      metaMessages: [
        'Delete that entry, and keep this store for zg alone. A Redis must not evict (maxmemory-policy noeviction).',
      ],
    })
  }
}
