import type { getHistory } from '@zg/ledger'
import type { Address } from 'viem'
import { ledgerActions } from './actions.js'
import type { ConnectionOptions } from './brokerOptions.js'
import { serviceMethods } from './serviceMethods.js'
import { createSession } from './session.js'
import { teeVerifier } from './teeVerifier.js'
import type { Waiting } from './waiting.js'

type Without<parameters> = Omit<parameters, 'protocol' | 'contracts' | 'provider' | 'user' | 'fetch'>

/**
 * Creates a broker without a key: everything that can be read, of any account.
 *
 * Synchronous, and touches no network, as `createBroker`. Throws `InvalidNetworkError` when no chain can be reached.
 *
 * @example
 * ```ts
 * import { createReadOnlyBroker, formatOg } from '@zg/sdk'
 *
 * const broker = createReadOnlyBroker({ network: 'devnet' })
 * const services = await broker.inference.listService({ sort: 'price' })
 * const ledger = await broker.ledger.findLedger('0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266')
 * console.log(services.length, ledger && formatOg(ledger.total))
 * ```
 */
export function createReadOnlyBroker(options: ConnectionOptions) {
  const session = createSession(options, undefined)
  const { fetch } = options
  const bind = async <options extends Waiting>(options: options) => {
    const { client, context } = await session(options)
    return [client, { ...context, ...options, fetch }] as const
  }

  return {
    ledger: {
      /** What the contracts demand: least amounts in neuron, batch sizes, the lock time in seconds. */
      getLimits: async (options: Waiting = {}) => (await session(options)).limits(options),
      /** A user's ledger. Throws `LedgerNotFoundError` when there is none. */
      getLedger: async (user: Address, options: Waiting = {}) =>
        (await ledgerActions()).getLedger(...(await bind({ ...options, user }))),
      /** A user's ledger, or null when the contract says that there is none. */
      findLedger: async (user: Address, options: Waiting = {}) =>
        (await ledgerActions()).findLedger(...(await bind({ ...options, user }))),
      /** A user's ledger with every sub-account and what is on its way back, in one round trip. */
      getLedgerDetail: async (user: Address, options: Waiting = {}) =>
        (await ledgerActions()).getLedgerDetail(...(await bind({ ...options, user }))),
      /** A user's share with one provider. */
      getSubAccount: async (user: Address, provider: Address, options: Waiting = {}) =>
        (await ledgerActions()).getSubAccount(...(await bind({ ...options, user, provider }))),
      /** A user's shares with all providers. */
      listSubAccounts: async (user: Address, options: Waiting = {}) =>
        (await ledgerActions()).listSubAccounts(...(await bind({ ...options, user }))),
      /** What became of a user's account between two blocks, page by page. */
      getHistory: async (user: Address, options: Without<getHistory.Parameters>) =>
        (await ledgerActions()).getHistory(...(await bind({ ...options, user }))),
    },
    inference: {
      ...serviceMethods(session, { fetch, verifier: teeVerifier(options, undefined) }),
    },
  }
}

/** Everything that can be read of one network. */
export type ReadOnlyBroker = ReturnType<typeof createReadOnlyBroker>
