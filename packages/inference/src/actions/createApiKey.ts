import {
  type ContractError,
  NotOfferedError,
  type ServiceNotFoundError,
  SubAccountNotFoundError,
} from '@zg/contracts'
import type { AtomicStore, NetworkError } from '@zg/core'
import type { Address, Client } from 'viem'
import type { MessageSigner } from '../auth/messageSigner.js'
import { type Random, secureRandom } from '../auth/random.js'
import { type ApiKeyRecord, releaseApiKey, reserveApiKey } from '../auth/session/apiKeyRecords.js'
import {
  type ApiKeysExhaustedError,
  InvalidDurationError,
  type SessionSignatureError,
  type StoredApiKeysError,
} from '../auth/session/errors.js'
import { openSession } from '../auth/session/openSession.js'
import { withWalletDeadline } from '../auth/withWalletDeadline.js'
import { ServiceNotAcknowledgedError } from '../errors.js'
import type { Options } from '../options.js'
import { partiesOf } from '../partiesOf.js'
import { readParties } from '../readParties.js'
import { endpointOf } from '../serviceUrl.js'

/**
 * Makes an API key for one provider, with one signature of the wallet and no transaction: `apiKey` of any OpenAI client with `baseUrl`.
 *
 * Whoever holds it can spend the whole sub-account until it ends (`expiresIn`, in milliseconds; never when absent) or is revoked. The secret is
 * returned and kept nowhere. `store` keeps the ids that are taken: all who make keys for an account share one, for separate stores can't know of each other
 * and would give the same id twice, so that revoking one key revokes the other. A revoked id isn't used again.
 *
 * Throws `ServiceNotFoundError`, `ServiceNotAcknowledgedError` where the network's owner doesn't vouch for its signer, `SubAccountNotFoundError`,
 * `ApiKeysExhaustedError` when all 255 ids are taken, `InvalidDurationError`, `SessionSignatureError`, `StoredApiKeysError`, `NotOfferedError` where
 * the protocol has no tokens, and what the wallet throws.
 *
 * @example
 * ```ts
 * import type { AtomicStore } from '@zg/core'
 * import { createApiKey, type MessageSigner } from '@zg/inference'
 * import type { Address, Client } from 'viem'
 *
 * const keyFor = (client: Client, account: MessageSigner, store: AtomicStore, provider: Address) =>
 *   createApiKey(client, { provider, account, store, label: 'build server', expiresIn: 30 * 86_400_000 })
 * ```
 */
export async function createApiKey(
  client: Client,
  options: createApiKey.Parameters,
): Promise<createApiKey.ReturnType> {
  const { protocol, parties } = await partiesOf(client, options, 'createApiKey')
  const { account: signer, store, label = null, expiresIn, signal, timeoutMs } = options
  const { now = Date.now, random = secureRandom } = options
  if (expiresIn !== undefined && !(Number.isSafeInteger(expiresIn) && expiresIn > 0)) {
    throw new InvalidDurationError({ durationMs: expiresIn })
  }
  const { user, provider } = parties
  const read = await readParties(client, { protocol, ...parties, signal, timeoutMs })
  const { service, account: subAccount } = read
  if (!subAccount) throw new SubAccountNotFoundError({ user, provider })
  if (service.signerAcknowledged === false) throw new ServiceNotAcknowledgedError({ provider })
  const { tokens } = subAccount
  if (!tokens) throw new NotOfferedError({ what: 'createApiKey', protocol: protocol.id })

  const baseUrl = endpointOf(service)
  const timestamp = now()
  const expiresAt = expiresIn === undefined ? null : timestamp + expiresIn
  const record = await reserveApiKey(store, { parties, tokens, label, createdAt: timestamp, expiresAt })
  const { id: tokenId } = record
  const session = { provider, subAccount, tokenId, timestamp, expiresAt: expiresAt ?? 0, random }
  const deadline = { signal, timeoutMs, url: client.transport.url }
  try {
    const secret = await withWalletDeadline(() => openSession(signer, session), deadline)
    return { ...record, baseUrl, secret }
  } catch (error) {
    await releaseApiKey(store, { parties, generation: tokens.generation, id: tokenId })
    throw error
  }
}

export declare namespace createApiKey {
  type Parameters = Options & {
    provider: Address
    /** Who signs: the client's account, where it signs by itself. */
    account: MessageSigner
    store: AtomicStore
    label?: string | undefined
    /** Milliseconds. */
    expiresIn?: number | undefined
    now?: (() => number) | undefined
    random?: Random | undefined
  }
  type ReturnType = ApiKeyRecord & {
    /** `app-sk-…`: the bearer token. */
    secret: string
    /** Where the provider's OpenAI-compatible API stands. */
    baseUrl: string
  }
  type ErrorType =
    | NotOfferedError
    | ApiKeysExhaustedError
    | InvalidDurationError
    | SessionSignatureError
    | StoredApiKeysError
    | ServiceNotFoundError
    | ServiceNotAcknowledgedError
    | SubAccountNotFoundError
    | ContractError
    | NetworkError
}
