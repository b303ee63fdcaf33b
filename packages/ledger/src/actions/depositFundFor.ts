import {
  type BelowMinimumError,
  type BoundCall,
  bindCall,
  type ContractError,
  type Contracts,
  checkAddress,
  type InsufficientBalanceError,
  type InvalidAddressError,
  NotOfferedError,
  resolveContext,
} from '@zg/contracts'
import { type Receipt, writeCall } from '@zg/contracts/write'
import { type Amount, type InvalidAmountError, type NetworkError, toNeuron } from '@zg/core'
import { type Address, type Client, isAddressEqual, zeroAddress } from 'viem'
import { beforeOpening } from '../beforeOpening.js'
import { InvalidRecipientError, type ZeroAmountError } from '../errors.js'
import { type LimitsOption, type Options, userOf } from '../options.js'
import { positive } from '../positive.js'

/**
 * Pays `amount` from the client's wallet into somebody else's ledger, and opens that when there is none: a gift that only they can use.
 *
 * A decimal string in 0G, or a `bigint` in neuron, above zero; what opens a ledger is no less than the network's minimum. Throws
 * `NotOfferedError` where the protocol has no such deposit (legacy), `InvalidAddressError`, `InvalidRecipientError` for the zero address
 * and the network's own contracts, `ZeroAmountError`, `BelowMinimumError`, `InsufficientBalanceError` (`where: 'wallet'`), all before sending.
 *
 * @example
 * ```ts
 * import { depositFundFor } from '@zg/ledger'
 * import type { Address, Client } from 'viem'
 *
 * const give = (client: Client, recipient: Address) => depositFundFor(client, { recipient, amount: '3' })
 * ```
 */
export async function depositFundFor(
  client: Client,
  options: depositFundFor.Parameters,
): Promise<depositFundFor.ReturnType> {
  const amount = positive(options.amount, 'depositFundFor')
  userOf(client, {}, 'depositFundFor')
  const { protocol, contracts } = resolveContext(client, options)
  const { recipient: owner, limits, signal, timeoutMs } = options
  const call = depositFundForCall(client, { ...options, amount })
  const before = beforeOpening(client, { owner, amount, limits, protocol, contracts, mayExist: true })
  return writeCall(client, { call, protocol, contracts, before, signal, timeoutMs })
}

export declare namespace depositFundFor {
  type Parameters = Options & LimitsOption & { recipient: Address; amount: Amount }
  type ReturnType = Receipt
  type ErrorType =
    | InvalidAmountError
    | ZeroAmountError
    | InvalidAddressError
    | InvalidRecipientError
    | NotOfferedError
    | BelowMinimumError
    | InsufficientBalanceError
    | ContractError
    | NetworkError
}

/**
 * The contract call alone, to simulate, estimate or batch. Throws as `depositFundFor` where protocol or recipient can't be.
 *
 * @example
 * ```ts
 * import { depositFundForCall } from '@zg/ledger'
 * import type { Address, Client } from 'viem'
 * import { simulateContract } from 'viem/actions'
 *
 * const dryRun = (client: Client, recipient: Address) =>
 *   simulateContract(client, depositFundForCall(client, { recipient, amount: '5' }))
 * ```
 */
export function depositFundForCall(
  client: Pick<Client, 'chain'>,
  options: depositFundForCall.Parameters,
): BoundCall {
  const { protocol, contracts } = resolveContext(client, options)
  const { depositFundFor } = protocol.ledger
  if (!depositFundFor) {
    const remedy = 'Send the money to the recipient, who deposits it with depositFund.'
    throw new NotOfferedError({ what: 'depositFundFor', protocol: protocol.id, remedy })
  }
  const recipient = checkRecipient(options.recipient, contracts)
  return bindCall(depositFundFor({ recipient, amount: toNeuron(options.amount) }), contracts)
}

export declare namespace depositFundForCall {
  type Parameters = Options & { recipient: Address; amount: Amount }
}

function checkRecipient(address: Address, { ledger, inference }: Contracts): Address {
  const recipient = checkAddress(address, 'recipient')
  const nobody = [
    [zeroAddress, 'the zero address'],
    [ledger, 'the ledger contract itself'],
    [inference, 'the inference contract'],
  ] as const
  const found = nobody.find(([each]) => isAddressEqual(each, recipient))
  if (found) throw new InvalidRecipientError({ recipient, reason: found[1] })
  return recipient
}
