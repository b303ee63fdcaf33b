import { type Abi, type Address, getAddress, type Hash, isAddressEqual, type Log, parseEventLogs } from 'viem'
import type { ContractName, Contracts, Protocol } from '../protocol.js'

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

/** Decodes the logs that the two contracts emitted, in order; others' are left out. */
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
