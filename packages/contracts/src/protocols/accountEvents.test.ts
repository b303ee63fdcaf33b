import { type AbiParameter, decodeEventLog, encodeAbiParameters, type Hex, pad, toEventSelector } from 'viem'
import { describe, expect, test } from 'vitest'
import type { AccountEvent } from '../accounts.js'
import type { AccountEventRead } from '../protocol.js'
import { legacy } from './legacy.js'
import { v1 } from './v1.js'

const user = '0x1111111111111111111111111111111111111111'
const provider = '0x2222222222222222222222222222222222222222'
const uints = (...values: readonly bigint[]): Hex =>
  encodeAbiParameters(
    values.map((): AbiParameter => ({ type: 'uint256' })),
    values,
  )

type Row = {
  contract: AccountEventRead['contract']
  signature: string
  topic: Hex
  rest: readonly Hex[]
  data: Hex
  expected: AccountEvent
}

/** Topics as the network's contracts emit them. */
const rows: readonly Row[] = [
  {
    contract: 'inference',
    signature: 'BalanceUpdated(address,address,uint256,uint256)',
    topic: '0x526824944047da5b81071fb6349412005c5da81380b336103fbe5dd34556c776',
    rest: [pad(provider)],
    data: uints(7n, 2n),
    expected: { eventName: 'BalanceUpdated', provider, balance: 7n, pendingRefund: 2n },
  },
  {
    contract: 'inference',
    signature: 'RefundRequested(address,address,uint256,uint256)',
    topic: '0x54377dfdebf06f6df53fbda737d2dcd7e141f95bbfb0c1223437e856b9de3ac3',
    rest: [pad(provider), pad('0x03')],
    data: uints(1_700_000_000n),
    expected: { eventName: 'RefundRequested', provider, index: 3n, requestedAt: 1_700_000_000n },
  },
  {
    contract: 'inference',
    signature: 'TEESettlementResult(address,uint8,uint256)',
    topic: '0x1f69e5b87fd0ce34b3760ba6e5d8aa95a36e316c3ba44e1e65a9d0eb9e96d0bf',
    rest: [],
    data: uints(1n, 9n),
    expected: { eventName: 'TEESettlementResult', status: 'partial', unsettled: 9n },
  },
  {
    contract: 'inference',
    signature: 'AccountDeleted(address,address,uint256)',
    topic: '0x342d961f860d5b1c27877a790eff2b213c020d1955a4903d6a9bf3ed590b7cd7',
    rest: [pad(provider)],
    data: uints(5n),
    expected: { eventName: 'AccountDeleted', provider, refunded: 5n },
  },
  {
    contract: 'ledger',
    signature: 'FundSpent(address,address,uint256)',
    topic: '0x6f81b9cf4ed9328799879be7651da4420ab1bc260b34ea71f72e9659aa548e68',
    rest: [pad(provider)],
    data: uints(4n),
    expected: { eventName: 'FundSpent', service: provider, amount: 4n },
  },
]

function decode(read: AccountEventRead, { topic, rest, data }: Row): AccountEvent {
  const { eventName, args } = decodeEventLog({ abi: read.abi, data, topics: [topic, pad(user), ...rest] })
  expect(eventName).toBe(read.eventName)
  return read.decode(args)
}

test.each(rows)('$signature is the event of that topic', ({ signature, topic }) => {
  expect(toEventSelector(signature)).toBe(topic)
})

describe.each([
  { protocol: v1, known: rows },
  { protocol: legacy, known: rows.slice(0, 3) },
])('$protocol.id', ({ protocol: { history }, known }) => {
  test('tells these of an account, and no others', () => {
    const nameOf = (signature: string) => signature.slice(0, signature.indexOf('('))
    expect(history.map(({ contract, eventName }) => [contract, eventName])).toEqual(
      known.map(({ contract, signature }) => [contract, nameOf(signature)]),
    )
  })

  test('decodes each', () => {
    const decoded = known.map((row, i) => history[i] && decode(history[i], row))
    expect(decoded).toEqual(known.map(({ expected }) => expected))
  })
})
