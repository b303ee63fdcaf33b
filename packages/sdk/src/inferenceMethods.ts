import type { Amount, AtomicStore } from '@zg/core'
import type { createApiKey, handleRefusal, ProviderReply } from '@zg/inference'
import type { Auth, MessageSigner } from '@zg/inference/base'
import type { connect } from '@zg/inference/connect'
import type { route } from '@zg/inference/route'
import type { TopUpPolicy } from '@zg/ledger'
import type { Address } from 'viem'
import { connectActions, inferenceActions, ledgerActions } from './actions.js'
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
      const { acknowledgeProviderSigner } = await inferenceActions()
      const bound = { ...context, ...options, provider, fetch }
      const amount = fund ?? (context.protocol.ledger.opensEmpty ? 0n : undefined)
      if (amount === undefined) return acknowledgeProviderSigner(client, bound)
      const openSubAccount = async () =>
        (await ledgerActions()).transferFund(client, { ...bound, amount, limits: await limits(options) })
      // The next one in turn sees the sub-account that the one before has opened, and moves nothing.
      return openings(String(provider).toLowerCase(), () =>
        acknowledgeProviderSigner(client, { ...bound, openSubAccount }),
      )
    },
    /** Takes the acknowledgement back; the sub-account must be empty. */
    revokeAcknowledgement: async (provider: Address, options: Waiting = {}) =>
      (await inferenceActions()).revokeAcknowledgement(...(await bind({ ...options, provider }))),
    /**
     * Opens a way to one provider: its `fetch` pays for the requests of any OpenAI-compatible client, and `verify` proves their answers. Refuses a
     * sub-account that can't pay for one request, and names the amount to transfer; with `topUp` it is filled from the ledger instead, now and whenever
     * it runs short. An account that signs only while sending (a browser wallet) can't top up: `AccountRequiredError`.
     */
    connect: async (provider: Address, { topUp, ...options }: Connecting = {}) => {
      const [client, bound] = await bind({ ...options, provider, auth, store })
      const { connect, getUnsettledFee } = await connectActions()
      const unsettled = () => unlessSilent(() => getUnsettledFee(client, bound), client.transport.url)
      const onShortOfFunds = await fundedBy(client, topUp, bound)
      return connect(client, { ...bound, unsettled, onShortOfFunds, verifier: examinerFor(options) })
    },
    /**
     * Opens a connection over many providers: each request goes to the best one (`sort`), and on to the next where that one fails. Each that is to be
     * asked needs a funded sub-account, or `topUp`.
     */
    route: async ({ topUp, ...options }: Routing = {}) => {
      const [client, bound] = await bind({ ...options, auth, store })
      const onShortOfFunds = await fundedBy(client, topUp, bound)
      const { route } = await import('@zg/inference/route')
      return route(client, { ...bound, onShortOfFunds, verifier: examinerFor(options) })
    },
    /** Headers that pay for a request with these messages. Sends no transaction, and with a live session asks nobody. */
    getRequestHeaders: async (provider: Address, content?: string, options: Waiting = {}) =>
      (await inferenceActions()).getRequestHeaders(...(await bind({ ...options, provider, content, auth }))),
    /** Tells that a provider refused headers: the typed error, and whether other headers would help. */
    handleRefusal: async (provider: Address, refusal: Without<handleRefusal.Parameters>) =>
      (await inferenceActions()).handleRefusal(...(await bind({ ...refusal, provider, auth }))),
    /** What the account owes the provider for requests that aren't settled yet, in neuron; the provider's word. */
    getUnsettledFee: async (provider: Address, options: Waiting = {}) =>
      (await inferenceActions()).getUnsettledFee(...(await bind({ ...options, provider, auth }))),
    /** Makes an API key for the provider's OpenAI-compatible API. The secret is in the result and kept nowhere. */
    createApiKey: async (provider: Address, options: Without<createApiKey.Parameters> = {}) =>
      (await inferenceActions()).createApiKey(...(await bind({ ...options, provider, account, store }))),
    /** The API keys that were made through this broker's store, without their secrets. */
    listApiKeys: async (provider: Address, options: Waiting = {}) =>
      (await inferenceActions()).listApiKeys(...(await bind({ ...options, provider, store }))),
    /** Ends one API key, on chain. */
    revokeApiKey: async (provider: Address, id: number, options: Waiting = {}) =>
      (await inferenceActions()).revokeApiKey(...(await bind({ ...options, provider, id }))),
    /** Ends every session and API key with the provider, on chain, and frees their ids. */
    revokeAllTokens: async (provider: Address, options: Waiting = {}) =>
      (await inferenceActions()).revokeAllTokens(...(await bind({ ...options, provider, auth, store }))),
    /** The typed error behind a provider's refusal, to throw from your own fetch. */
    toProviderError: async (provider: Address, reply: ProviderReply & Waiting) => {
      const { context } = await session(reply)
      const { toProviderError } = await inferenceActions()
      return toProviderError({ protocol: context.protocol, provider, ...reply })
    },
  }
}
