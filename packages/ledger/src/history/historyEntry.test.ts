import { legacy, v1 } from '@zg/contracts'
import { encodeAbiParameters, type Hex, pad, type RpcLog, toEventSelector } from 'viem'
import { describe, expect, test } from 'vitest'
import { toEntries, topicsOf } from './historyEntry.js'

const ledger = '0x1111111111111111111111111111111111111111'
const inference = '0x2222222222222222222222222222222222222222'
const user = '0x3333333333333333333333333333333333333333'
const provider = '0x4444444444444444444444444444444444444444'
const contracts = { ledger, inference } as const
const topics = {
  balance: toEventSelector('BalanceUpdated(address,address,uint256,uint256)'),
  requested: toEventSelector('RefundRequested(address,address,uint256,uint256)'),
  settled: toEventSelector('TEESettlementResult(address,uint8,uint256)'),
  deleted: toEventSelector('AccountDeleted(address,address,uint256)'),
  spent: toEventSelector('FundSpent(address,address,uint256)'),
}
const hash: Hex = `0x${'ab'.repeat(32)}`

const spentLog = (changes: Partial<RpcLog> = {}): RpcLog => ({
  address: ledger,
  blockHash: hash,
  blockNumber: '0x10',
  data: encodeAbiParameters([{ type: 'uint256' }], [5n]),
  logIndex: '0x2',
  transactionHash: hash,
  transactionIndex: '0x0',
  topics: [topics.spent, pad(user), pad(inference)],
  removed: false,
  ...changes,
})
const read = (...logs: readonly RpcLog[]) => toEntries(logs, { protocol: v1, contracts })

describe('the topics asked for', () => {
  test('are those of the events that the protocol has', () => {
    const { balance, requested, settled, deleted, spent } = topics
    expect(topicsOf(legacy)).toEqual([balance, requested, settled])
    expect(topicsOf(v1)).toEqual([balance, requested, settled, deleted, spent])
  })
})

describe('entries', () => {
  test('say what happened and where', () => {
    expect(read(spentLog())).toEqual([
      { eventName: 'FundSpent', service: inference, amount: 5n, blockNumber: 16n, hash, logIndex: 2 },
    ])
  })

  test('are in the order of the chain, however the endpoint gives them', () => {
    const places = [
      ['0x10', '0x9'],
      ['0x9', '0x10'],
      ['0x100', '0x0'],
      ['0x10', '0x10'],
      ['0x10', '0x2'],
    ] as const
    const entries = read(...places.map(([blockNumber, logIndex]) => spentLog({ blockNumber, logIndex })))
    expect(entries.map(({ blockNumber, logIndex }) => [blockNumber, logIndex])).toEqual([
      [9n, 16],
      [16n, 2],
      [16n, 9],
      [16n, 16],
      [256n, 0],
    ])
  })

  test.each<[string, Partial<RpcLog>]>([
    ['was taken back', { removed: true }],
    ['has no block yet', { blockNumber: null, blockHash: null }],
    ['has no place yet', { logIndex: null }],
    ['has no transaction', { transactionHash: null }],
    ['is of another contract', { address: provider }],
    // An event of that name from the inference contract would be somebody's forgery.
    ['is of the wrong one of the two', { address: inference }],
    ['is another event', { topics: [hash, pad(user), pad(inference)] }],
    ['has no topics', { topics: [] as unknown as RpcLog['topics'] }],
  ])('leave out what %s', (_, changes) => {
    expect(read(spentLog(changes))).toEqual([])
  })

  test('take an address in any letter case', () => {
    const upper: Hex = `0x${provider.slice(2).toUpperCase()}`
    const found = toEntries([spentLog({ address: upper })], {
      protocol: v1,
      contracts: { ledger: provider, inference },
    })
    expect(found).toHaveLength(1)
  })
})
