import type { Amount } from '@zg/core'
import type { Auth, MessageSigner } from '@zg/inference/base'
import type { getHistory, watchHistory } from '@zg/ledger'
import type { Address } from 'viem'
import { inferenceActions, ledgerActions } from './actions.js'
import type { Session } from './session.js'
import { unlessSilent } from './unlessSilent.js'
import type { Waiting } from './waiting.js'

type Bound = {
  account: MessageSigner
  auth: Auth
  fetch: typeof globalThis.fetch | undefined
}
type Without<parameters> = Omit<parameters, 'protocol' | 'contracts' | 'user' | 'limits'>

/** The ledger's actions, bound to one account and one network. Amounts: decimal strings in 0G, or `bigint` in neuron. */
export function ledgerMethods(
  session: (waiting?: Waiting) => Promise<Session>,
  { account, auth, fetch }: Bound,
) {
  const user = account.address
  const bind = async <options extends Waiting>(options: options) => {
    const { client, context } = await session(options)
    return [client, { ...context, ...options }] as const
  }
  /** Of the own account. */
  const bindOwn = async <options extends Waiting>(options: options) => bind({ ...options, user })
  /** With what the contracts demand, asked once: a call that holds the service's name can't be made without. The others read it as they look. */
  const bindLimits = async <options extends Waiting>(options: options) => {
    const { client, context, limits } = await session(options)
    return [client, { ...context, ...options, limits: await limits(options) }] as const
  }
  const credential = async () => (await import('@zg/inference/eddsa')).createCredential(account)

  return {
    /** Opens the ledger with `amount`. Throws `LedgerExistsError` when there is one. */
    addLedger: async (amount: Amount, options: Waiting = {}) =>
      (await ledgerActions()).addLedger(...(await bind({ ...options, amount, credential }))),
    /** Adds `amount` to the ledger, and opens it when there is none. */
    depositFund: async (amount: Amount, options: Waiting = {}) =>
      (await ledgerActions()).depositFund(...(await bind({ ...options, amount, credential }))),
    /** Adds `amount` from this wallet to somebody else's ledger, and opens that when there is none. */
    depositFundFor: async (options: { recipient: Address; amount: Amount } & Waiting) =>
      (await ledgerActions()).depositFundFor(...(await bind(options))),
    /** Moves funds from the ledger to the sub-account of a provider, and opens that when there is none. */
    transferFund: async (options: { provider: Address; amount: Amount; service?: string } & Waiting) =>
      (await ledgerActions()).transferFund(...(await bindLimits(options))),
    /** Collects what the lock time has released and queues the rest, from all providers or the given ones. */
    retrieveFund: async (options: { providers?: readonly Address[]; service?: string } & Waiting = {}) =>
      (await ledgerActions()).retrieveFund(...(await bindLimits(options))),
    /** Pays `amount` out of the ledger to the wallet. */
    refund: async (amount: Amount, options: Waiting = {}) =>
      (await ledgerActions()).refund(...(await bind({ ...options, amount }))),
    /** Deletes the ledger. Refused before sending while money remains in it. */
    deleteLedger: async (options: Waiting = {}) =>
      (await ledgerActions()).deleteLedger(...(await bind(options))),
    /** What the contracts demand: least amounts in neuron, batch sizes, the lock time in seconds. */
    getLimits: async (options: Waiting = {}) => (await session(options)).limits(options),
    /** The ledger's amounts. Throws `LedgerNotFoundError` when there is none. */
    getLedger: async (options: Waiting = {}) =>
      (await ledgerActions()).getLedger(...(await bindOwn(options))),
    /** The ledger's amounts, or null when the contract says that there is none. */
    findLedger: async (options: Waiting = {}) =>
      (await ledgerActions()).findLedger(...(await bindOwn(options))),
    /** The ledger with every sub-account and what is on its way back, in one round trip. */
    getLedgerDetail: async (options: Waiting = {}) =>
      (await ledgerActions()).getLedgerDetail(...(await bindOwn(options))),
    /**
     * The share of one provider. The provider is asked what it hasn't settled yet, which lowers `spendable`; one that doesn't tell leaves
     * `unsettled` null. Throws `SubAccountNotFoundError` when there is none.
     */
    getSubAccount: async (provider: Address, options: Waiting = {}) => {
      const [client, bound] = await bindOwn({ ...options, provider })
      const { getUnsettledFee } = await inferenceActions()
      const unsettled = await unlessSilent(
        () => getUnsettledFee(client, { ...bound, auth, fetch }),
        client.transport.url,
      )
      const { getSubAccount } = await ledgerActions()
      return getSubAccount(client, unsettled === null ? bound : { ...bound, unsettled })
    },
    /** The shares of all providers. */
    listSubAccounts: async (options: Waiting = {}) =>
      (await ledgerActions()).listSubAccounts(...(await bindOwn(options))),
    /** What became of the account between two blocks, page by page. */
    getHistory: async (options: Without<getHistory.Parameters>) =>
      (await ledgerActions()).getHistory(...(await bindOwn(options))),
    /** The same, as it happens: pages of new entries until `signal` aborts. */
    watchHistory: async function* (options: Without<watchHistory.Parameters> = {}) {
      yield* (await ledgerActions()).watchHistory(...(await bindOwn(options)))
    },
  }
}
