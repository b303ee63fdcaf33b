import type { AccountEvent, AccountEventRead, Contracts, Protocol } from '@zg/contracts'
import { decodeEventLog, encodeEventTopics, type Hash, type Hex, isAddressEqual, type RpcLog } from 'viem'

/** One thing that happened to a user's account, and where on chain. */
export type HistoryEntry = AccountEvent & {
  blockNumber: bigint
  /** Of the transaction. */
  hash: Hash
  /** Its place among the events of the block: with `blockNumber`, what orders entries and names one. */
  logIndex: number
}

/** The topics of all events that tell of an account. */
export const topicsOf = ({ history }: Protocol): Hex[] => history.map(topicOf)

/** The entries of logs, oldest first. What isn't of these events or contracts, or was taken back, is no entry. */
export function toEntries(
  logs: readonly RpcLog[],
  { protocol, contracts }: { protocol: Protocol; contracts: Contracts },
): readonly HistoryEntry[] {
  const topics = protocol.history.map((read) => ({ read, topic: topicOf(read) }))
  const entries = logs.flatMap((log): HistoryEntry[] => {
    const { blockNumber, transactionHash: hash, logIndex, removed } = log
    const found = topics.find(
      ({ read, topic }) => log.topics[0] === topic && isAddressEqual(log.address, contracts[read.contract]),
    )
    if (!found || removed || blockNumber === null || hash === null || logIndex === null) return []
    const { args } = decodeEventLog({ abi: found.read.abi, data: log.data, topics: log.topics })
    return [
      {
        ...found.read.decode(args),
        blockNumber: BigInt(blockNumber),
        hash,
        logIndex: Number(logIndex),
      },
    ]
  })
  return entries.toSorted(byPlace)
}

function byPlace(one: HistoryEntry, other: HistoryEntry): number {
  if (one.blockNumber !== other.blockNumber) return one.blockNumber < other.blockNumber ? -1 : 1
  return one.logIndex - other.logIndex
}

function topicOf({ abi, eventName }: AccountEventRead): Hex {
  const [topic] = encodeEventTopics({ abi, eventName })
  if (typeof topic !== 'string') throw new Error('unreachable: a named event has a topic')
  return topic
}
