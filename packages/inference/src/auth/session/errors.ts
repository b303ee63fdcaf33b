import { BaseError } from '@zg/core'
import type { Address } from 'viem'

/** The text is not a session, or a session holds what no provider would take. The text itself is not repeated: it is a secret. */
export class InvalidSessionError extends BaseError {
  override readonly name: string = 'InvalidSessionError'

  constructor({ reason }: { reason: string }) {
    super(`This is not a session: ${reason}.`, {
      metaMessages: ['A session is app-sk- and base64, as createApiKey gives it.'],
    })
  }
}

/** A wallet signed in a way that providers can't check: they recover the address from an ECDSA signature. */
export class SessionSignatureError extends BaseError {
  override readonly name: string = 'SessionSignatureError'
  readonly user: Address

  constructor({ user, reason }: { user: Address; reason: string }) {
    super(`The wallet's signature can't open a session for ${user}: ${reason}.`, {
      metaMessages: [
        'Providers take an ECDSA signature by that very address. A smart account can’t give one: use a key of its own for it, funded with depositFundFor.',
      ],
    })
    this.user = user
  }
}

/** A session or an API key would last for a time that isn't possible. Milliseconds. */
export class InvalidDurationError extends BaseError {
  override readonly name: string = 'InvalidDurationError'

  constructor({ durationMs, maximumMs }: { durationMs: number; maximumMs?: number | undefined }) {
    const most = maximumMs === undefined ? '' : `, at most ${maximumMs} (a day)`
    super(`${String(durationMs)} ms is no duration.`, {
      metaMessages: [`Give a whole number of milliseconds above zero${most}.`],
    })
  }
}

/** An auth was asked for headers of another account than the one that it signs for. */
export class AuthAccountError extends BaseError {
  override readonly name: string = 'AuthAccountError'
  readonly expected: Address
  readonly actual: Address

  constructor({ expected, actual }: { expected: Address; actual: Address }) {
    super(`The auth signs for ${expected}, but the client's account is ${actual}.`, {
      metaMessages: ['Give both the same account. Nothing was signed.'],
    })
    this.expected = expected
    this.actual = actual
  }
}

/** All 255 ids of API keys with a provider are taken or revoked. */
export class ApiKeysExhaustedError extends BaseError {
  override readonly name: string = 'ApiKeysExhaustedError'
  readonly provider: Address

  constructor({ provider }: { provider: Address }) {
    super(`All 255 ids of API keys with provider ${provider} are taken or revoked.`, {
      metaMessages: [
        'revokeAllTokens frees them. It ends every API key and every session with this provider.',
      ],
    })
    this.provider = provider
  }
}

/** The number is not the id of an API key. */
export class InvalidApiKeyIdError extends BaseError {
  override readonly name: string = 'InvalidApiKeyIdError'

  constructor({ id }: { id: number }) {
    const message =
      id === 255
        ? 'Id 255 stands for sessions, which can’t be revoked singly.'
        : `${String(id)} is not the id of an API key.`
    super(message, {
      metaMessages: ['API keys have ids from 0 to 254. revokeAllTokens ends sessions and API keys at once.'],
    })
  }
}

/** The store holds something else than records of API keys under their key. */
export class StoredApiKeysError extends BaseError {
  override readonly name: string = 'StoredApiKeysError'

  constructor({ key }: { key: string }) {
    super(`The store holds no records of API keys under ${key}.`, {
      metaMessages: ['Keep this store for zg alone. To start afresh, call revokeAllTokens.'],
    })
  }
}
