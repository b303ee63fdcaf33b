import {
  type BelowMinimumError,
  type BoundCall,
  bindCall,
  type ContractError,
  type Credential,
  type CredentialRequiredError,
  type InsufficientBalanceError,
  LedgerExistsError,
  resolveContext,
} from '@zg/contracts'
import { type Receipt, writeCall } from '@zg/contracts/write'
import { type Amount, type InvalidAmountError, type NetworkError, toNeuron } from '@zg/core'
import type { Client } from 'viem'
import { beforeOpening } from '../beforeOpening.js'
import { type LimitsOption, type Options, userOf } from '../options.js'
import { findLedger } from './findLedger.js'

/**
 * Opens a ledger with `amount` from the wallet: a decimal string in 0G, or a `bigint` in neuron, no less than the network's minimum.
 *
 * `credential` is the request-signing key that a ledger stores where the protocol has one (legacy), or how to make one; it is made only when
 * needed. Throws `LedgerExistsError` when there is one, `BelowMinimumError`, `CredentialRequiredError`, `InsufficientBalanceError`
 * (`where: 'wallet'`), all before sending.
 *
 * @example
 * ```ts
 * import { addLedger } from '@zg/ledger'
 * import type { Client } from 'viem'
 *
 * const open = (client: Client) => addLedger(client, { amount: '3' })
 * ```
 */
export async function addLedger(
  client: Client,
  options: addLedger.Parameters,
): Promise<addLedger.ReturnType> {
  const amount = toNeuron(options.amount)
  const { protocol } = resolveContext(client, options)
  const user = userOf(client, {}, 'addLedger')
  // To make a credential a wallet signs: nobody is asked to for nothing.
  if (protocol.ledger.takesCredential && (await findLedger(client, { ...options, user }))) {
    throw new LedgerExistsError({ user })
  }
  return openLedger(client, { ...options, amount })
}

export declare namespace addLedger {
  type Parameters = Options & LimitsOption & { amount: Amount; credential?: CredentialSource | undefined }
  type ReturnType = Receipt
  type ErrorType =
    | InvalidAmountError
    | LedgerExistsError
    | BelowMinimumError
    | CredentialRequiredError
    | InsufficientBalanceError
    | ContractError
    | NetworkError
}

/** A credential, or how to make one when it turns out to be needed. */
export type CredentialSource = Credential | (() => Promise<Credential>)

/**
 * The contract call alone, to simulate, estimate or batch.
 *
 * @example
 * ```ts
 * import { addLedgerCall } from '@zg/ledger'
 * import type { Client } from 'viem'
 * import { simulateContract } from 'viem/actions'
 *
 * const dryRun = (client: Client) =>
 *   simulateContract(client, addLedgerCall(client, { amount: '3' }))
 * ```
 */
export function addLedgerCall(client: Pick<Client, 'chain'>, options: addLedgerCall.Parameters): BoundCall {
  const { protocol, contracts } = resolveContext(client, options)
  const { amount, credential } = options
  return bindCall(protocol.ledger.openLedger({ amount: toNeuron(amount), credential }), contracts)
}

export declare namespace addLedgerCall {
  type Parameters = Options & { amount: Amount; credential?: Credential | undefined }
}

/** `addLedger` for a caller that has looked already whether a credential is needed. */
export async function openLedger(
  client: Client,
  options: addLedger.Parameters & { amount: bigint },
): Promise<Receipt> {
  const { protocol, contracts } = resolveContext(client, options)
  const { amount, limits, signal, timeoutMs } = options
  const owner = userOf(client, {}, 'addLedger')
  const credential = protocol.ledger.takesCredential ? await credentialOf(options.credential) : undefined
  const call = addLedgerCall(client, { ...options, credential })
  const before = beforeOpening(client, { owner, amount, limits, protocol, contracts, mayExist: false })
  return writeCall(client, { call, protocol, contracts, before, signal, timeoutMs })
}

const credentialOf = async (source: CredentialSource | undefined) =>
  typeof source === 'function' ? source() : source
