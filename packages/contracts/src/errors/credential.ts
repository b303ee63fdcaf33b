import { BaseError } from '@zg/core'

/** Opening a ledger on this protocol stores a request-signing key, and none was given. */
export class CredentialRequiredError extends BaseError {
  override readonly name: string = 'CredentialRequiredError'

  constructor() {
    super('A new ledger needs a credential: the key that will sign requests.', {
      metaMessages: [
        'Pass credential: () => createCredential(account), from @zg/inference/eddsa. @zg/sdk does so by itself.',
      ],
    })
  }
}
