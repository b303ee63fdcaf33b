import type { Store } from '@zg/core'
import { isAddressEqual } from 'viem'
import type { Auth, AuthParties, AuthRequest } from '../auth.js'
import { keyOf } from '../keyOf.js'
import type { MessageSigner } from '../messageSigner.js'
import { type Random, secureRandom } from '../random.js'
import { AuthAccountError, InvalidDurationError } from './errors.js'
import { openSession } from './openSession.js'
import { ephemeralId, type Session } from './session.js'
import { sessionCache } from './sessionCache.js'

const dayMs = 86_400_000
const hourMs = 3_600_000

/**
 * Pays by a bearer token that a provider takes for up to a day: the auth of today's network.
 *
 * One wallet signature opens a session, however many calls ask at once; after that nobody is asked anything until an hour before its end
 * (half its time for a shorter one), or until the provider refuses it. There is a session for each chain, contract, user and provider.
 *
 * Whoever holds a token can spend the whole sub-account. So tokens stay in this value's memory; with `store` they are kept there too, in
 * plain text, for processes that share sessions. `durationMs` is a day by default and at most; `now` gives milliseconds since the epoch.
 * `authorize` throws what its look at the chain throws, `SessionSignatureError`, and what the wallet throws.
 *
 * @example
 * ```ts
 * import { sessionAuth } from '@zg/inference'
 * import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
 *
 * const auth = sessionAuth({ account: privateKeyToAccount(generatePrivateKey()) })
 * ```
 */
export function sessionAuth(options: sessionAuth.Options): Required<Auth> {
  const { account, store, now = Date.now, random = secureRandom, durationMs = dayMs } = options
  if (!Number.isSafeInteger(durationMs) || durationMs <= 0 || durationMs > dayMs) {
    throw new InvalidDurationError({ durationMs, maximumMs: dayMs })
  }
  const cache = sessionCache({ store, now, marginMs: Math.min(hourMs, Math.floor(durationMs / 2)) })

  const open = async ({ provider, look }: AuthRequest): Promise<string> => {
    const { subAccount } = await look()
    const timestamp = now()
    const expiresAt = timestamp + durationMs
    const tokenId = ephemeralId
    return openSession(account, { provider, subAccount, tokenId, timestamp, expiresAt, random })
  }

  return {
    kind: 'session',
    authorize: async (request) => {
      const { user, provider } = request
      if (!isAddressEqual(user, account.address)) {
        throw new AuthAccountError({ expected: account.address, actual: user })
      }
      const fits = (session: Session) =>
        isAddressEqual(session.address, user) && isAddressEqual(session.provider, provider)
      const token = await cache.take(keyOfSession(request), { open: () => open(request), fits })
      return { Authorization: `Bearer ${token}` }
    },
    refused: async ({ headers, rejection, ...parties }) => {
      if (rejection.kind !== 'auth') return 'never'
      // The token is good: the provider will read the account again.
      if (rejection.session === 'wait') return 'later'
      const refused = new Headers(headers).get('authorization')
      // Only the one that was refused: a newer one may have taken its place since.
      await cache.drop(keyOfSession(parties), refused === null ? null : refused.replace('Bearer ', ''))
      return 'again'
    },
    forget: async (parties) => cache.drop(keyOfSession(parties), null),
  }
}

export declare namespace sessionAuth {
  type Options = {
    account: MessageSigner
    /** Where tokens are kept besides, in plain text: whoever reads it can spend. Memory alone when absent. */
    store?: Store | undefined
    now?: (() => number) | undefined
    random?: Random | undefined
    /** Milliseconds, at most a day. */
    durationMs?: number | undefined
  }
}

const keyOfSession = (parties: AuthParties) => keyOf(parties, 'session')
