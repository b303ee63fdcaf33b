import {
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
import { type Options, userOf } from '../options.js'
import { findLedger } from './findLedger.js'

/**
 * Opens a ledger with `amount` from the wallet: a decimal string in 0G, or a `bigint` in neuron; zero is allowed.
 *
 * `credential` is the request-signing key that a legacy ledger stores, or how to make one; it is made only when needed.
 * Throws `LedgerExistsError` when there is one, `CredentialRequiredError`, `InsufficientBalanceError` (`where: 'wallet'`), all before sending.
 *
 * @example
 * ```ts
 * import { addLedger } from '@zg/ledger'
 * import type { Client } from 'viem'
 *
 * const open = (client: Client) => addLedger(client, { amount: '2', credential: { publicKey: [1n, 2n], sealed: '…' } })
 * ```
 */
export async function addLedger(
  client: Client,
  options: addLedger.Parameters,
): Promise<addLedger.ReturnType> {
  const amount = toNeuron(options.amount)
  const user = userOf(client, {}, 'addLedger')
  if (await findLedger(client, { ...options, user })) throw new LedgerExistsError({ user })
  return openLedger(client, { ...options, amount })
}

export declare namespace addLedger {
  type Parameters = Options & { amount: Amount; credential?: CredentialSource | undefined }
  type ReturnType = Receipt
  type ErrorType =
    | InvalidAmountError
    | LedgerExistsError
    | CredentialRequiredError
    | InsufficientBalanceError
    | ContractError
    | NetworkError
}

/** A credential, or how to make one when it turns out to be needed. */
export type CredentialSource = Credential | (() => Promise<Credential>)

/** The contract call alone, to simulate, estimate or batch. */
export function addLedgerCall(client: Pick<Client, 'chain'>, options: addLedgerCall.Parameters): BoundCall {
  const { protocol, contracts } = resolveContext(client, options)
  const { amount, credential } = options
  return bindCall(protocol.ledger.openLedger({ amount: toNeuron(amount), credential }), contracts)
}

export declare namespace addLedgerCall {
  type Parameters = Options & { amount: Amount; credential?: Credential | undefined }
}

/** `addLedger` for a caller that has looked already whether there is a ledger. */
export async function openLedger(client: Client, options: addLedger.Parameters): Promise<Receipt> {
  const { credential: source } = options
  const credential = typeof source === 'function' ? await source() : source
  const { signal, timeoutMs } = options
  const call = addLedgerCall(client, { ...options, credential })
  return writeCall(client, { call, ...resolveContext(client, options), signal, timeoutMs })
}
