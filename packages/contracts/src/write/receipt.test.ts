import {
  type Address,
  encodeAbiParameters,
  getAddress,
  isAddress,
  type Log,
  pad,
  type TransactionReceipt,
} from 'viem'
import { expect, test } from 'vitest'
import { TransactionRevertedError } from '../errors/setup.js'
import { legacy } from '../protocols/legacy.js'
import { decodeReceipt } from './receipt.js'

const user = getAddress('0x00000000000000000000000000000000000000a1')
const provider = getAddress('0x00000000000000000000000000000000000000b2')
const ledger = getAddress('0x00000000000000000000000000000000000000c3')
const inference = getAddress('0x00000000000000000000000000000000000000d4')
const stranger = getAddress('0x00000000000000000000000000000000000000e5')
const contracts = { ledger, inference }
const hash = `0x${'11'.repeat(32)}` as const

/** keccak256 of `BalanceUpdated(address,address,uint256,uint256)`, as the network's contracts emit it. */
const balanceTopic = '0x526824944047da5b81071fb6349412005c5da81380b336103fbe5dd34556c776'

type MinedLog = Log<bigint, number, false>

const log = (fields: Pick<MinedLog, 'address' | 'topics' | 'data'>): MinedLog => ({
  ...fields,
  blockHash: hash,
  blockNumber: 7n,
  blockTimestamp: 0n,
  logIndex: 0,
  removed: false,
  transactionHash: hash,
  transactionIndex: 0,
})

function balanceUpdated(address: Address) {
  const data = encodeAbiParameters([{ type: 'uint256' }, { type: 'uint256' }], [9n, 1n])
  return log({ address, topics: [balanceTopic, pad(user), pad(provider)], data })
}

const receipt = (logs: MinedLog[], status: 'success' | 'reverted' = 'success'): TransactionReceipt => ({
  blockHash: hash,
  blockNumber: 7n,
  contractAddress: null,
  cumulativeGasUsed: 30n,
  effectiveGasPrice: 1n,
  from: user,
  gasUsed: 21n,
  logs,
  logsBloom: '0x',
  status,
  to: ledger,
  transactionHash: hash,
  transactionIndex: 0,
  type: 'legacy',
})

test("holds the two contracts' events, in order, and nobody else's", () => {
  const unknown = log({ address: inference, topics: [hash], data: '0x' })
  const { events, ...rest } = decodeReceipt(
    legacy,
    contracts,
    receipt([balanceUpdated(stranger), unknown, balanceUpdated(inference), balanceUpdated(ledger)]),
  )
  expect(rest).toEqual({ hash, blockNumber: 7n, gasUsed: 21n, status: 'success' })
  expect(events).toEqual([
    {
      contract: 'inference',
      address: inference,
      eventName: 'BalanceUpdated',
      args: { user, provider, amount: 9n, pendingRefund: 1n },
    },
  ])
})

test('addresses are compared whatever their case', () => {
  const text = inference.toLowerCase()
  if (!isAddress(text)) throw new Error('That is no address.')
  const lower = { ledger, inference: text }
  expect(decodeReceipt(legacy, lower, receipt([balanceUpdated(inference)])).events).toHaveLength(1)
})

test('of a reverted transaction is an error', () => {
  const decode = () => decodeReceipt(legacy, contracts, receipt([], 'reverted'))
  expect(decode).toThrow(TransactionRevertedError)
  expect(decode).toThrow('was mined in block 7 and reverted')
})
