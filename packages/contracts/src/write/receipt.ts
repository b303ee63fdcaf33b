import {
  type Abi,
  type Address,
  getAddress,
  type Hash,
  isAddressEqual,
  type Log,
  parseEventLogs,
  type TransactionReceipt,
} from 'viem'
import type { ContractName, Contracts } from '../calls.js'
import { TransactionRevertedError } from '../errors/setup.js'
import type { Protocol } from '../protocol.js'

/** One event of our contracts, decoded. */
export type DecodedEvent = {
  contract: ContractName
  address: Address
  eventName: string
  args: Readonly<Record<string, unknown>>
}

/** A mined and successful write. */
export type Receipt = {
  hash: Hash
  blockNumber: bigint
  gasUsed: bigint
  status: 'success'
  events: readonly DecodedEvent[]
}

/**
 * Our view of a mined transaction's receipt; pure.
 *
 * Throws `TransactionRevertedError` for one that reverted.
 *
 * @example
 * ```ts
 * import { getDeployment, v1, zeroGDevnet } from '@zg/contracts'
 * import { decodeReceipt } from '@zg/contracts/write'
 * import type { TransactionReceipt } from 'viem'
 *
 * const { contracts } = getDeployment(v1, zeroGDevnet.id)
 * const show = (receipt: TransactionReceipt) => decodeReceipt(v1, contracts, receipt).events
 * ```
 */
export function decodeReceipt(
  protocol: Protocol,
  contracts: Contracts,
  { transactionHash: hash, blockNumber, gasUsed, status, logs }: TransactionReceipt,
): Receipt {
  if (status === 'reverted') {
    throw new TransactionRevertedError({ hash, blockNumber, gasUsed, functionName: 'a call' })
  }
  return { hash, blockNumber, gasUsed, status, events: decodeEvents(logs, protocol, contracts) }
}

/**
 * Decodes the logs that the two contracts emitted, in order; others' are left out.
 *
 * @example
 * ```ts
 * import { getDeployment, v1, zeroGMainnet } from '@zg/contracts'
 * import { decodeEvents } from '@zg/contracts/write'
 * import type { Log } from 'viem'
 *
 * const { contracts } = getDeployment(v1, zeroGMainnet.id)
 * const names = (logs: readonly Log[]) => decodeEvents(logs, v1, contracts).map(({ eventName }) => eventName)
 * ```
 */
export function decodeEvents(
  logs: readonly Log[],
  protocol: Protocol,
  contracts: Contracts,
): readonly DecodedEvent[] {
  return logs.flatMap((log) => {
    const contract = nameOf(log.address, contracts)
    if (contract === null) return []
    const abi: Abi = protocol[contract].abi
    return parseEventLogs({ abi, logs: [log] }).map(({ eventName, args }) => ({
      contract,
      address: getAddress(log.address),
      eventName,
      args: { ...args },
    }))
  })
}

function nameOf(address: Address, { ledger, inference }: Contracts): ContractName | null {
  if (isAddressEqual(address, ledger)) return 'ledger'
  return isAddressEqual(address, inference) ? 'inference' : null
}
