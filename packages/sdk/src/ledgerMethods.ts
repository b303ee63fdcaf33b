import type { Amount } from '@zg/core'
import { createCredential, type MessageSigner } from '@zg/inference/eddsa'
import {
  addLedger,
  deleteLedger,
  depositFund,
  findLedger,
  getLedger,
  getSubAccount,
  listSubAccounts,
  refund,
  retrieveFund,
  transferFund,
} from '@zg/ledger'
import type { Address } from 'viem'
import type { Session } from './session.js'

import type { Waiting } from './waiting.js'

/** The ledger's actions, bound to one account and one network. Amounts: decimal strings in 0G, or `bigint` in neuron. */
export function ledgerMethods(session: () => Promise<Session>, account: MessageSigner) {
  const bind = async <options extends object>(options: options) => {
    const { client, context } = await session()
    return [client, { ...context, ...options }] as const
  }
  const credential = () => createCredential(account)

  return {
    /** Opens the ledger with `amount`. Throws `LedgerExistsError` when there is one. */
    addLedger: async (amount: Amount, options: Waiting = {}) =>
      addLedger(...(await bind({ ...options, amount, credential }))),
    /** Adds `amount` to the ledger, and opens it when there is none. */
    depositFund: async (amount: Amount, options: Waiting = {}) =>
      depositFund(...(await bind({ ...options, amount, credential }))),
    /** Moves funds from the ledger to the sub-account of a provider. */
    transferFund: async (options: { provider: Address; amount: Amount; service?: string } & Waiting) =>
      transferFund(...(await bind(options))),
    /** Collects what the lock time has released and queues the rest, from all providers or the given ones. */
    retrieveFund: async (options: { providers?: readonly Address[]; service?: string } & Waiting = {}) =>
      retrieveFund(...(await bind(options))),
    /** Pays `amount` out of the ledger to the wallet. */
    refund: async (amount: Amount, options: Waiting = {}) => refund(...(await bind({ ...options, amount }))),
    /** Deletes the ledger. Refused before sending while money remains in it. */
    deleteLedger: async (options: Waiting = {}) => deleteLedger(...(await bind(options))),
    /** The ledger's amounts. Throws `LedgerNotFoundError` when there is none. */
    getLedger: async (options: Waiting = {}) =>
      getLedger(...(await bind({ ...options, user: account.address }))),
    /** The ledger's amounts, or null when the contract says that there is none. */
    findLedger: async (options: Waiting = {}) =>
      findLedger(...(await bind({ ...options, user: account.address }))),
    /** The share of one provider. Throws `SubAccountNotFoundError` when there is none. */
    getSubAccount: async (provider: Address, options: Waiting = {}) =>
      getSubAccount(...(await bind({ ...options, provider, user: account.address }))),
    /** The shares of all providers. */
    listSubAccounts: async (options: Waiting = {}) =>
      listSubAccounts(...(await bind({ ...options, user: account.address }))),
  }
}
