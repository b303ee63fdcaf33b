import { InsufficientBalanceError, type Service, SubAccountNotFoundError } from '@zg/contracts'
import { pause } from '@zg/contracts/read'
import type { BaseError, NetworkError, Report } from '@zg/core'
import type { Address, Client } from 'viem'
import type { getRequestHeaders } from '../actions/getRequestHeaders.js'
import type { Auth, AuthRequest } from '../auth/auth.js'
import { checkPayable } from '../auth/checkPayable.js'
import { auth as authLink } from '../http/links/auth.js'
import { chain, type Link, type Send } from '../http/links/link.js'
import { meter, type Spend } from '../http/links/meter.js'
import { prepare } from '../http/links/prepare.js'
import { record } from '../http/links/record.js'
import { requireProven } from '../http/links/requireProven.js'
import { attemptOf, retry } from '../http/links/retry.js'
import { transport } from '../http/links/transport.js'
import { boundChat } from '../metering/boundChat.js'
import type { ProviderOptions } from '../options.js'
import { partiesOf } from '../partiesOf.js'
import { pricesOf } from '../pricing/prices.js'
import { quote } from '../pricing/quote.js'
import { type Parties, readParties } from '../readParties.js'
import { serviceUrl } from '../serviceUrl.js'
import { cachedVerifier, noVerifier } from './cachedVerifier.js'
import { type Chat, createChat } from './chat.js'
import { createFetch } from './createFetch.js'
import type { Exchange } from './exchange.js'
import { createExchangeBook, type ExchangeName } from './exchangeBook.js'
import { type ProviderVerifier, prove } from './prove.js'

/** A way to one provider: what any OpenAI-compatible client needs, and what it can't do. */
export type Connection = {
  provider: Address
  /** For an OpenAI-compatible client, together with `fetch`. Any text will do for its API key: it stays here. */
  baseUrl: string
  /** The model to name in requests; one that names none gets it. */
  model: string
  /** `fetch` for requests below `baseUrl`: it pays, keeps to the policy, tries again and records. Refusals come as an OpenAI-shaped error Response. */
  fetch: typeof globalThis.fetch
  chat: Chat
  /** Verifies an answer: by the Response, its `ZG-Res-Key`, or the completion's id. Waits for its end. */
  verify: (answer: ExchangeName) => Promise<Report>
  /** What a chat will cost: see `quote`. */
  quote: (messages: readonly quote.Message[], options?: quote.Options) => quote.ReturnType
}

/**
 * Opens a way to one provider: one `fetch` that pays for every request, tries again what may end better, and keeps a record of every answer.
 *
 * Asks the chain once, and refuses what couldn't pay for one request: `SubAccountNotFoundError`, `InsufficientBalanceError` (with the amount to
 * transfer), `ProviderNotAcknowledgedError`, `ServiceNotAcknowledgedError`. What pays goes to the provider's own origin alone and follows no redirect;
 * of the caller's headers only `content-type` and `accept` go on. With `spend` every request's worst case is set aside first. With
 * `require: 'verified'` nothing is sent to a provider that `verifier` doesn't find proven, and no answer is handed over that isn't.
 *
 * @example
 * ```ts
 * import { type Auth, connect } from '@zg/inference'
 * import type { Address, Client } from 'viem'
 *
 * async function ask(client: Client, provider: Address, auth: Auth) {
 *   const connection = await connect(client, { provider, auth })
 *   const { content, report } = await connection.chat([{ role: 'user', content: 'What is 2+2?' }])
 *   return report.verdict === 'verified' ? content : null
 * }
 * ```
 */
export async function connect(client: Client, options: connect.Parameters): Promise<connect.ReturnType> {
  const { protocol, parties } = await partiesOf(client, options, 'connect')
  const { auth, spend = null, onShortOfFunds, require: required, signal, timeoutMs, now = Date.now } = options
  const read = () => readParties(client, { protocol, ...parties })
  const service = await lookOnce({
    ...options,
    read: () => readParties(client, { protocol, ...parties, signal, timeoutMs }),
    check: (seen, unsettled) =>
      checkPayable({ ...seen, protocol, user: parties.user, content: '', unsettled }),
  })

  const root = serviceUrl(service)
  const fetch = options.fetch ?? globalThis.fetch
  const verifier = options.verifier ? cachedVerifier(options.verifier, now) : undefined
  const book = createExchangeBook()
  const proofOf = async (exchange: Exchange) => {
    const parts = {
      protocol,
      read,
      fetch,
      verifier,
      required: required === 'verified',
      isShared: book.isShared,
    }
    exchange.proof = await prove(exchange, parts)
    return exchange.proof
  }
  const requestFor = async (content: string): Promise<AuthRequest> => ({
    ...parties,
    look: async () => checkPayable({ ...(await read()), protocol, content, user: parties.user }),
  })
  const addLimits = (fields: Readonly<Record<string, unknown>>) =>
    spend ? boundChat(fields, { prices: pricesOf(service), policy: spend.policy }).body : fields
  const proven: readonly Link[] = required
    ? [requireProven({ service, verifier: verifier ?? noVerifier })]
    : []
  const links: readonly Link[] = [
    prepare({ model: service.model, addLimits }),
    ...proven,
    retry({ onShortOfFunds, wait: pause }),
    record({ provider: parties.provider, book, now, prove: required ? proofOf : null }),
    meter({ service, spend }),
    authLink({ protocol, auth, requestFor, root, rpcUrl: client.transport.url }),
  ]
  const all = chain(links, transport({ provider: parties.provider, root, fetch }))
  const send: Send = (request) => attemptOf(all, request)
  const verify = async (answer: ExchangeName) => {
    const exchange = book.find(answer)
    const { proof } = exchange
    // What nobody could say before may be known by now; but an id that came again takes a proof back.
    const isFinal = proof && proof.report.verdict !== 'incomplete' && !book.isShared(exchange)
    return (isFinal ? proof : await proofOf(exchange)).report
  }
  return {
    provider: parties.provider,
    baseUrl: `${root}/v1/proxy`,
    model: service.model,
    fetch: createFetch(send, root),
    chat: createChat({
      send,
      verify,
      root,
      provider: parties.provider,
      feeOf: (response) => book.find(response).fee,
    }),
    verify,
    quote: (messages, quoted) => quote(service, messages, quoted),
  }
}

export declare namespace connect {
  type Parameters = ProviderOptions & {
    provider: Address
    auth: Auth
    /** What may be spent, and who counts it. */
    spend?: Spend | undefined
    /** Asked once for each request that is short of funds: whether money came. Nothing is moved without it. */
    onShortOfFunds?: ((error: BaseError) => Promise<boolean>) | undefined
    /** What the provider has billed and not settled yet, in neuron; null where it doesn't tell. */
    unsettled?: (() => Promise<bigint | null>) | undefined
    /** Examines the provider's hardware. */
    verifier?: ProviderVerifier | undefined
    /** Refuses what isn't proven: the provider before anything is sent, and each answer before it is handed over. */
    require?: 'verified' | undefined
    /** Milliseconds since the epoch. */
    now?: (() => number) | undefined
  }
  type ReturnType = Connection
  type ErrorType = getRequestHeaders.ErrorType | NetworkError
}

type Looking = Pick<connect.Parameters, 'onShortOfFunds' | 'unsettled'> & {
  read: () => Promise<Parties>
  check: (seen: Parties, unsettled: bigint | undefined) => unknown
}

/** The service, once it is known that one request can be paid; money is asked for once. */
async function lookOnce({ read, check, unsettled, onShortOfFunds }: Looking): Promise<Service> {
  const look = async () => {
    const seen = await read()
    check(seen, undefined)
    const owed = await unsettled?.()
    if (owed) check(seen, owed)
    return seen.service
  }
  try {
    return await look()
  } catch (error) {
    const isShort = error instanceof InsufficientBalanceError || error instanceof SubAccountNotFoundError
    if (isShort && (await onShortOfFunds?.(error))) return look()
    throw error
  }
}
