import type { Amount, AtomicStore } from '@zg/core'
import {
  type Auth,
  acknowledgeProviderSigner,
  createApiKey,
  getRequestHeaders,
  getUnsettledFee,
  handleRefusal,
  listApiKeys,
  type MessageSigner,
  type ProviderReply,
  revokeAcknowledgement,
  revokeAllTokens,
  revokeApiKey,
  toProviderError,
} from '@zg/inference'
import type { connect } from '@zg/inference/connect'
import type { route } from '@zg/inference/route'
import { type TopUpPolicy, transferFund } from '@zg/ledger'
import type { Address } from 'viem'
import { fundedBy } from './fundedBy.js'
import { inTurns } from './inTurns.js'
import { serviceMethods } from './serviceMethods.js'
import type { Session } from './session.js'
import type { BrokerVerifier } from './teeVerifier.js'
import { unlessSilent } from './unlessSilent.js'
import type { Waiting } from './waiting.js'

type Bound = {
  account: MessageSigner
  auth: Auth
  store: AtomicStore
  fetch: typeof globalThis.fetch | undefined
  verifier: BrokerVerifier
}
type Without<parameters> = Omit<
  parameters,
  'protocol' | 'contracts' | 'provider' | 'auth' | 'fetch' | 'account' | 'store' | 'now' | 'random'
>

/** What may be spent, who examines the provider's hardware, and whether nothing counts without it. */
type Connecting = Pick<connect.Parameters, 'spend' | 'verifier' | 'require'> &
  Waiting & {
    /** Moves money from the ledger when the sub-account runs short; without it nothing ever moves. */
    topUp?: TopUpPolicy | undefined
  }

/** The same, and which providers fit. */
type Routing = Connecting &
  Pick<route.Parameters, 'model' | 'sort' | 'maxPrice' | 'verifiable' | 'providers' | 'type' | 'statusUrl'>

/** The actions around inference, bound to one account and one network. */
export function inferenceMethods(
  session: (waiting?: Waiting) => Promise<Session>,
  { account, auth, store, fetch, verifier }: Bound,
) {
  const bind = async <options extends Waiting>(options: options) => {
    const { client, context } = await session(options)
    return [client, { ...context, ...options, fetch }] as const
  }

  const openings = inTurns()
  /** Somebody else's, where one was given; ours where the hardware counts. */
  const examinerFor = (options: Pick<Connecting, 'verifier' | 'require'>) =>
    options.verifier ?? (verifier.always || options.require ? verifier : undefined)

  return {
    ...serviceMethods(session, { fetch, verifier }),
    /**
     * Acknowledges the provider's TEE signer, once per provider; a transfer has done so already, and then nothing is sent. Where there is no
     * sub-account, `fund` (0G as text, or neuron) is moved to open one, once however many calls ask at the same time; without it that is
     * `SubAccountNotFoundError`.
     */
    acknowledgeProviderSigner: async (
      provider: Address,
      { fund, ...options }: { fund?: Amount } & Waiting = {},
    ) => {
      const { client, context, limits } = await session(options)
      const bound = { ...context, ...options, provider, fetch }
      const amount = fund ?? (context.protocol.ledger.opensEmpty ? 0n : undefined)
      if (amount === undefined) return acknowledgeProviderSigner(client, bound)
      const openSubAccount = async () =>
        transferFund(client, { ...bound, amount, limits: await limits(options) })
      // The next one in turn sees the sub-account that the one before has opened, and moves nothing.
      return openings(String(provider).toLowerCase(), () =>
        acknowledgeProviderSigner(client, { ...bound, openSubAccount }),
      )
    },
    /** Takes the acknowledgement back; the sub-account must be empty. */
    revokeAcknowledgement: async (provider: Address, options: Waiting = {}) =>
      revokeAcknowledgement(...(await bind({ ...options, provider }))),
    /**
     * Opens a way to one provider: its `fetch` pays for the requests of any OpenAI-compatible client, and `verify` proves their answers. Refuses a
     * sub-account that can't pay for one request, and names the amount to transfer; with `topUp` it is filled from the ledger instead, now and whenever
     * it runs short. An account that signs only while sending (a browser wallet) can't top up: `AccountRequiredError`.
     */
    connect: async (provider: Address, { topUp, ...options }: Connecting = {}) => {
      const [client, bound] = await bind({ ...options, provider, auth, store })
      const unsettled = () => unlessSilent(() => getUnsettledFee(client, bound), client.transport.url)
      const onShortOfFunds = fundedBy(client, topUp, bound)
      // Loaded by whoever connects, and by nobody else.
      const { connect } = await import('@zg/inference/connect')
      return connect(client, { ...bound, unsettled, onShortOfFunds, verifier: examinerFor(options) })
    },
    /**
     * Opens a connection over many providers: each request goes to the best one (`sort`), and on to the next where that one fails. Each that is to be
     * asked needs a funded sub-account, or `topUp`.
     */
    route: async ({ topUp, ...options }: Routing = {}) => {
      const [client, bound] = await bind({ ...options, auth, store })
      const onShortOfFunds = fundedBy(client, topUp, bound)
      const { route } = await import('@zg/inference/route')
      return route(client, { ...bound, onShortOfFunds, verifier: examinerFor(options) })
    },
    /** Headers that pay for a request with these messages. Sends no transaction, and with a live session asks nobody. */
    getRequestHeaders: async (provider: Address, content?: string, options: Waiting = {}) =>
      getRequestHeaders(...(await bind({ ...options, provider, content, auth }))),
    /** Tells that a provider refused headers: the typed error, and whether other headers would help. */
    handleRefusal: async (provider: Address, refusal: Without<handleRefusal.Parameters>) =>
      handleRefusal(...(await bind({ ...refusal, provider, auth }))),
    /** What the account owes the provider for requests that aren't settled yet, in neuron; the provider's word. */
    getUnsettledFee: async (provider: Address, options: Waiting = {}) =>
      getUnsettledFee(...(await bind({ ...options, provider, auth }))),
    /** Makes an API key for the provider's OpenAI-compatible API. The secret is in the result and kept nowhere. */
    createApiKey: async (provider: Address, options: Without<createApiKey.Parameters> = {}) =>
      createApiKey(...(await bind({ ...options, provider, account, store }))),
    /** The API keys that were made through this broker's store, without their secrets. */
    listApiKeys: async (provider: Address, options: Waiting = {}) =>
      listApiKeys(...(await bind({ ...options, provider, store }))),
    /** Ends one API key, on chain. */
    revokeApiKey: async (provider: Address, id: number, options: Waiting = {}) =>
      revokeApiKey(...(await bind({ ...options, provider, id }))),
    /** Ends every session and API key with the provider, on chain, and frees their ids. */
    revokeAllTokens: async (provider: Address, options: Waiting = {}) =>
      revokeAllTokens(...(await bind({ ...options, provider, auth, store }))),
    /** The typed error behind a provider's refusal, to throw from your own fetch. */
    toProviderError: async (provider: Address, reply: ProviderReply & Waiting) => {
      const { context } = await session(reply)
      return toProviderError({ protocol: context.protocol, provider, ...reply })
    },
  }
}
