import { defaultProtocol } from '@zg/contracts'
import { memoryStore } from '@zg/core'
import { getAddress } from 'viem'
import { brokerAuth } from './brokerAuth.js'
import type { BrokerOptions } from './brokerOptions.js'
import { inferenceMethods } from './inferenceMethods.js'
import { ledgerMethods } from './ledgerMethods.js'
import { createSession } from './session.js'
import { teeVerifier } from './teeVerifier.js'
import { toAccount } from './toAccount.js'
import { toMessageSigner } from './toMessageSigner.js'

/**
 * Creates a broker: everything a user of the 0G Compute Network does, bound to one account and one network.
 *
 * Synchronous, and touches no network: the chain id is read once, on the first call, and checked.
 * Amounts are decimal strings in 0G (`'0.5'`) or `bigint` in neuron. Nothing moves money but the methods that say so.
 *
 * Throws `MissingKeyError` without a key, `InvalidKeyError` for a malformed one, `InvalidNetworkError` when no chain can
 * be reached, `AttestationRootError` for a devnet's root that is none or on a public network. Calls throw `WrongChainError`, `UnsupportedChainError` and `NetworkError` where the endpoint isn't what was asked for.
 *
 * @example
 * ```ts
 * import { createBroker } from '@zg/sdk'
 *
 * const broker = createBroker({ privateKey: process.env.PRIVATE_KEY, network: 'devnet' })
 * const services = await broker.inference.listService()
 * console.log(broker.getAddress(), services.length)
 * ```
 */
export function createBroker(options: BrokerOptions) {
  const account = options.account ?? options.walletClient?.account ?? toAccount(options.privateKey)
  const store = options.store ?? memoryStore()
  const session = createSession(options, account)
  const verifier = teeVerifier(options, store)
  const signer = toMessageSigner(account, options.walletClient)
  const auth = brokerAuth(options.protocol ?? defaultProtocol, { account: signer, store })

  return {
    /** The account's address, in EIP-55 form. */
    getAddress: () => getAddress(account.address),
    ledger: ledgerMethods(session, { account: signer, auth, fetch: options.fetch }),
    inference: inferenceMethods(session, { account: signer, auth, store, verifier, fetch: options.fetch }),
  }
}

/** Everything that one account does on one network. */
export type Broker = ReturnType<typeof createBroker>
