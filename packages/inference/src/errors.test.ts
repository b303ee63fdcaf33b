import { BaseError } from '@zg/core'
import { privateKeyToAccount } from 'viem/accounts'
import { describe, expect, test } from 'vitest'
import { CredentialError, CredentialMissingError, eddsaAuth, StoredNonceError } from './auth/eddsa/index.js'
import * as inference from './index.js'

const account = privateKeyToAccount(`0x${'11'.repeat(32)}`)
const provider = account.address

describe('errors', () => {
  const rejection = { kind: 'auth', text: 'invalid signature' } as const
  const options = { provider, status: 400, rejection }
  const reason = 'because'

  test.each([
    [
      'ProviderNotAcknowledgedError',
      new inference.ProviderNotAcknowledgedError({ provider }),
      `The signer of provider ${provider} is not acknowledged.\nCall acknowledgeProviderSigner(provider) once.`,
    ],
    [
      'QuoteError',
      new inference.QuoteError({ provider, reason }),
      `The quote of provider ${provider} can't be used: because.\nNothing was recorded. Do not send this provider money; choose another one.`,
    ],
    [
      'InvalidServiceUrlError',
      new inference.InvalidServiceUrlError({ provider, reason }),
      `The URL that provider ${provider} registered can't be used: because.\nChoose another provider with listService.`,
    ],
    [
      'RequestRefusedError',
      new inference.RequestRefusedError(options),
      `Provider ${provider} refused the request (400).\nCorrect the request. Headers pay for the messages that they were made for.\nDetails: invalid signature`,
    ],
    [
      'HeadersRefusedError',
      new inference.HeadersRefusedError(options),
      `Provider ${provider} refused the request's headers (400).\nEach header set pays for one request: call getRequestHeaders for every attempt.\nDetails: invalid signature`,
    ],
    [
      'SessionRefusedError',
      new inference.SessionRefusedError(options),
      `Provider ${provider} refused the request's headers (400).\nOpen another session: pass the refusal to handleRefusal`,
    ],
    [
      'SessionNotYetKnownError',
      new inference.SessionNotYetKnownError({ ...options, waitMs: 90_000 }),
      `Provider ${provider} refused the request's headers (400).\nIt hasn't seen yet that all sessions were revoked. Wait, at most 1.5 minutes, then try again`,
    ],
    [
      'ServiceNotAcknowledgedError',
      new inference.ServiceNotAcknowledgedError({ provider }),
      `The signer of provider ${provider} is not acknowledged by the network's owner.\nNothing was moved or signed`,
    ],
    [
      'ProviderReplyError',
      new inference.ProviderReplyError({ provider, what: 'unsettled fee', reason }),
      `What provider ${provider} answered is no unsettled fee: because.\nTry again, or choose another provider with listService.`,
    ],
    [
      'InvalidApiKeyIdError',
      new inference.InvalidApiKeyIdError({ id: 255 }),
      'Id 255 stands for sessions, which can’t be revoked singly.\nAPI keys have ids from 0 to 254. revokeAllTokens ends sessions and API keys at once.',
    ],
    [
      'InvalidApiKeyIdError',
      new inference.InvalidApiKeyIdError({ id: 256 }),
      '256 is not the id of an API key.\nAPI keys have ids from 0 to 254.',
    ],
    [
      'InvalidDurationError',
      new inference.InvalidDurationError({ durationMs: -1 }),
      '-1 ms is no duration.\nGive a whole number of milliseconds above zero.',
    ],
    [
      'SessionSignatureError',
      new inference.SessionSignatureError({ user: provider, reason }),
      `The wallet's signature can't open a session for ${provider}: because.\nProviders take an ECDSA signature by that very address.`,
    ],
    [
      'StoredApiKeysError',
      new inference.StoredApiKeysError({ key: 'k' }),
      'The store holds no records of API keys under k.\nKeep this store for zg alone. To start afresh, call revokeAllTokens.',
    ],
    [
      'ProviderBusyError',
      new inference.ProviderBusyError(options),
      `Provider ${provider} is busy (400).\nWait, then try again.\nDetails: invalid signature`,
    ],
    [
      'ProviderFailedError',
      new inference.ProviderFailedError(options),
      `Provider ${provider} failed (400).\nTry again, or choose another provider with listService.\nDetails: invalid signature`,
    ],
    [
      'CredentialMissingError',
      new CredentialMissingError({ user: provider }),
      `The ledger of ${provider} was opened without a request-signing key.`,
    ],
    [
      'CredentialError',
      new CredentialError({ user: provider, reason }),
      `The request-signing key of ${provider} can't be used: because.`,
    ],
    [
      'StoredNonceError',
      new StoredNonceError({ key: 'k' }),
      'The store holds no nonce under k.\nDelete that entry, and keep this store for zg alone.',
    ],
  ])('%s', (name, error, message) => {
    expect(error).toBeInstanceOf(BaseError)
    expect(error.name).toBe(name)
    expect(error.message.startsWith(message)).toBe(true)
  })

  test('keep what the provider said', () => {
    expect(new inference.HeadersRefusedError(options)).toMatchObject({
      provider,
      status: 400,
      kind: 'auth',
      text: 'invalid signature',
    })
    expect(new inference.ProviderNotAcknowledgedError({ provider })).toMatchObject({ provider })
  })

  test('the public names', () => {
    expect(Object.keys(inference).sort()).toMatchInlineSnapshot(`
      [
        "AnswerFormatError",
        "AnswerLostError",
        "ApiKeysExhaustedError",
        "AuthAccountError",
        "BudgetExceededError",
        "ExchangeNotFoundError",
        "ForeignUrlError",
        "HeadersRefusedError",
        "InvalidApiKeyIdError",
        "InvalidCountError",
        "InvalidDurationError",
        "InvalidReceiptError",
        "InvalidServiceUrlError",
        "InvalidSessionError",
        "InvalidSpendPolicyError",
        "JobFailedError",
        "ModelNotServedError",
        "NoProviderError",
        "NotOfferedError",
        "PricesUnreadableError",
        "ProviderBusyError",
        "ProviderError",
        "ProviderFailedError",
        "ProviderNotAcknowledgedError",
        "ProviderQuarantinedError",
        "ProviderReplyError",
        "QuoteError",
        "RequestRefusedError",
        "ReservationExpiredError",
        "ServiceListChangedError",
        "ServiceNotAcknowledgedError",
        "SessionNotYetKnownError",
        "SessionRefusedError",
        "SessionSignatureError",
        "StoredApiKeysError",
        "StoredSpendingError",
        "UnboundedRequestError",
        "UnprovenError",
        "acknowledgeProviderSigner",
        "acknowledgeProviderSignerCall",
        "audioFee",
        "boundAudio",
        "boundChat",
        "chatFee",
        "createApiKey",
        "createMeter",
        "decodeSession",
        "encodeSession",
        "getRequestHeaders",
        "getService",
        "getServiceMetadata",
        "getUnsettledFee",
        "handleRefusal",
        "imageFee",
        "isVerifiable",
        "listApiKeys",
        "listModels",
        "listService",
        "pricesOf",
        "processResponse",
        "quote",
        "revokeAcknowledgement",
        "revokeAcknowledgementCall",
        "revokeAllTokens",
        "revokeAllTokensCall",
        "revokeApiKey",
        "revokeApiKeyCall",
        "sendAuthorized",
        "sessionAuth",
        "sessionDigest",
        "sessionMessage",
        "signSession",
        "spendKey",
        "toProviderError",
        "verifyResponse",
      ]
    `)
    expect(eddsaAuth({ account }).kind).toBe('eddsa')
  })
})
