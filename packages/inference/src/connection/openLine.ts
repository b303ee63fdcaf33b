import { InsufficientBalanceError, type Protocol, type Service, SubAccountNotFoundError } from '@zg/contracts'
import { pause } from '@zg/contracts/read'
import { type AtomicStore, type BaseError, memoryStore } from '@zg/core'
import type { Address, Client } from 'viem'
import type { Auth, AuthParties } from '../auth/auth.js'
import { checkPayable } from '../auth/checkPayable.js'
import { auth as authLink } from '../http/links/auth.js'
import { chain, type Link, type Send } from '../http/links/link.js'
import { meter } from '../http/links/meter.js'
import { prepare } from '../http/links/prepare.js'
import { proveJobs } from '../http/links/proveJobs.js'
import { record } from '../http/links/record.js'
import { requireProven } from '../http/links/requireProven.js'
import { attemptOf, retry } from '../http/links/retry.js'
import { transport } from '../http/links/transport.js'
import { boundChat } from '../metering/boundChat.js'
import type { Meter } from '../metering/meter.js'
import { spendKey } from '../metering/spendKey.js'
import type { SpendPolicy } from '../metering/spendPolicy.js'
import type { ProviderOptions } from '../options.js'
import { partiesOf } from '../partiesOf.js'
import { pricesOf } from '../pricing/prices.js'
import { type Parties, readParties } from '../readParties.js'
import { serviceUrl } from '../serviceUrl.js'
import { cachedVerifier, noVerifier } from './cachedVerifier.js'
import type { Exchange, Proof } from './exchange.js'
import type { ExchangeBook } from './exchangeBook.js'
import { type ProviderVerifier, prove } from './prove.js'

/** One provider, ready to be asked: it is known that it would answer and be paid. */
export type Line = {
  protocol: Protocol
  parties: AuthParties
  service: Service
  /** The service's URL. */
  root: string
  /** Sends through all links. Throws what is no failure of a request, but a defect. */
  send: Send
  /** Verifies one of this line's exchanges, now. */
  prove: (exchange: Exchange) => Promise<Proof>
}

export type LineOptions = ProviderOptions & {
  provider: Address
  auth: Auth
  /** What may be spent. Without it nothing bounds that but the sub-account's balance. */
  spend?: SpendPolicy | undefined
  /** Where spending is counted, by all who share it; this connection's memory by default. */
  store?: AtomicStore | undefined
  /** Who counts; by default one for the account, in `store`. */
  meter?: Meter | undefined
  /** Asked once for each request that is short of funds: whether money came. Nothing is moved without it. */
  onShortOfFunds?: ((error: BaseError, provider: Address) => Promise<boolean>) | undefined
  /** What the provider has billed and not settled yet, in neuron; null where it doesn't tell. */
  unsettled?: ((provider: Address) => Promise<bigint | null>) | undefined
  /** Examines the provider's hardware. */
  verifier?: ProviderVerifier | undefined
  /** Refuses what isn't proven: the provider before anything is sent, and each answer before it is handed over. */
  require?: 'verified' | undefined
  /** Milliseconds since the epoch. */
  now?: (() => number) | undefined
  /** Waits for so many milliseconds, but not past the signal. */
  wait?: typeof pause | undefined
  /** A stream on which nothing moves for so many milliseconds is ended: its provider is stuck, or its reader left; ten minutes by default. */
  mostIdleMs?: number | undefined
  /** How often a provider is asked that has too much to do or fails; three times by default. */
  mostTries?: number | undefined
}

const usualIdleMs = 600_000

/** Looks at both sides once, and puts the links together. Throws what would keep the first request from being paid. */
export async function openLine(client: Client, options: LineOptions, book: ExchangeBook): Promise<Line> {
  const { protocol, parties } = await partiesOf(client, options, 'connect')
  const { auth, spend: policy, onShortOfFunds, now = Date.now, wait = pause, signal, timeoutMs } = options
  const { provider, user } = parties
  const read = (deadline: Pick<LineOptions, 'signal' | 'timeoutMs'> = {}) =>
    readParties(client, { protocol, ...parties, ...deadline })
  const check = (seen: Parties, { content = '', unsettled }: { content?: string; unsettled?: bigint }) =>
    checkPayable({ ...seen, protocol, user, content, ...(unsettled === undefined ? {} : { unsettled }) })
  const service = await lookOnce({ ...options, provider, read: () => read({ signal, timeoutMs }), check })
  const root = serviceUrl(service)
  const fetch = options.fetch ?? globalThis.fetch
  const verifier = options.verifier && cachedVerifier(options.verifier, now)
  const isRequired = options.require === 'verified'
  const proveNow = async (exchange: Exchange) => {
    exchange.proof = await prove(exchange, {
      protocol,
      read,
      fetch,
      verifier,
      isRequired,
      isShared: book.isShared,
    })
    return exchange.proof
  }

  const spend = policy ? { policy, meter: options.meter ?? (await meterOf(policy, parties, options)) } : null
  const limits = (fields: Readonly<Record<string, unknown>>) =>
    policy ? boundChat(fields, { prices: pricesOf(service), policy }).body : fields
  const links: readonly Link[] = [
    prepare({ model: service.model, addLimits: limits }),
    ...(isRequired ? [requireProven({ service, verifier: verifier ?? noVerifier })] : []),
    ...(isRequired ? [proveJobs({ provider, book, prove: proveNow })] : []),
    retry({ provider, onShortOfFunds, wait, mostTries: options.mostTries ?? 3 }),
    record({
      provider,
      book,
      now,
      mostIdleMs: options.mostIdleMs ?? usualIdleMs,
      prove: isRequired ? proveNow : null,
    }),
    meter({ service, spend }),
    authLink({
      ...{ protocol, auth, root, rpcUrl: client.transport.url },
      requestFor: (content) => ({ ...parties, look: async () => check(await read(), { content }) }),
    }),
  ]
  const all = chain(links, transport({ provider, root, fetch }))
  return { protocol, parties, service, root, send: (request) => attemptOf(all, request), prove: proveNow }
}

/** Who spends without a policy needs none of what counts. */
async function meterOf(
  policy: SpendPolicy,
  parties: AuthParties,
  { store = memoryStore(), now }: LineOptions,
): Promise<Meter> {
  const { createMeter } = await import('../metering/createMeter.js')
  return createMeter(policy, { store, key: spendKey(parties), now })
}

type Looking = Pick<LineOptions, 'provider' | 'onShortOfFunds' | 'unsettled'> & {
  read: () => Promise<Parties>
  check: (seen: Parties, more: { unsettled?: bigint }) => unknown
}

/** The service, once it is known that one request can be paid; money is asked for once. */
async function lookOnce({ provider, read, check, unsettled, onShortOfFunds }: Looking): Promise<Service> {
  const look = async () => {
    const seen = await read()
    check(seen, {})
    const owed = await unsettled?.(provider)
    if (owed) check(seen, { unsettled: owed })
    return seen.service
  }
  try {
    return await look()
  } catch (error) {
    const isShort = error instanceof InsufficientBalanceError || error instanceof SubAccountNotFoundError
    if (isShort && (await onShortOfFunds?.(error, provider))) return look()
    throw error
  }
}
