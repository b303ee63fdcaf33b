import type { Abi, Address, ContractEventArgsFromTopics, ContractEventName } from 'viem'
import type { AccountEvent } from '../accounts.js'
import type { ContractName } from '../calls.js'
import type { AccountEventRead } from '../protocol.js'
import { statusOf } from './settlement.js'

/** Types an event's decoder by the ABI's own arguments, and forgets them: an action needs the value alone. */
export function defineEvent<const abi extends Abi, name extends ContractEventName<abi>>(event: {
  contract: ContractName
  abi: abi
  eventName: name
  decode: (args: ContractEventArgsFromTopics<abi, name, true>) => AccountEvent
}): AccountEventRead {
  const { contract, abi, eventName, decode } = event
  return {
    contract,
    abi,
    eventName,
    // viem decodes by this same ABI, so the arguments have the type that follows from it.
    decode: (args) => decode(args as ContractEventArgsFromTopics<abi, name, true>),
  }
}

type Balance = { provider: Address; amount: bigint; pendingRefund: bigint }
export const balanceUpdated = ({ provider, amount, pendingRefund }: Balance): AccountEvent => ({
  eventName: 'BalanceUpdated',
  provider,
  balance: amount,
  pendingRefund,
})

type Requested = { provider: Address; index: bigint; timestamp: bigint }
export const refundRequested = ({ provider, index, timestamp }: Requested): AccountEvent => ({
  eventName: 'RefundRequested',
  provider,
  index,
  requestedAt: timestamp,
})

type Settled = { status: number; unsettledAmount: bigint }
export const settlementResult = ({ status, unsettledAmount }: Settled): AccountEvent => ({
  eventName: 'TEESettlementResult',
  status: statusOf(status),
  unsettled: unsettledAmount,
})
