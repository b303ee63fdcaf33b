import { type Limits, RpcError, v1 } from '@zg/contracts'
import { expect, test } from 'vitest'
import { askLimits } from './askLimits.js'

const contracts = {
  ledger: '0x1111111111111111111111111111111111111111',
  inference: '0x2222222222222222222222222222222222222222',
} as const
const limits: Limits = {
  serviceName: 'inference-v1.0',
  minimumLedger: 3n,
  minimumTransfer: 1n,
  providersPerBatch: 20n,
  providersPerUser: 50n,
  lockTime: 86_400n,
}
const fulfilled = <value>(value: value) => ({ status: 'fulfilled', value }) as const

test('limits that are known cost no question', () => {
  const { reads, limitsFrom } = askLimits({ limits, protocol: v1, contracts })
  expect(reads).toEqual([])
  expect(limitsFrom([])).toBe(limits)
})

test('limits that are not known are the protocol’s to read', () => {
  const { reads, limitsFrom } = askLimits({ limits: undefined, protocol: v1, contracts })
  expect(reads.map(({ functionName }) => functionName)).toEqual(
    v1.ledger.limits(contracts).reads.map(({ functionName }) => functionName),
  )
  const answers = ['inference-v1.0', 3n, 1n, 20n, 50n, 86_400n].map(fulfilled)
  expect(limitsFrom(answers)).toEqual(limits)
})

test('one answer that failed is thrown: there are no half limits', () => {
  const { limitsFrom } = askLimits({ limits: undefined, protocol: v1, contracts })
  const reason = new RpcError({ code: -32_000, details: 'out of order' })
  const answers = ['inference-v1.0', 3n, 1n, 20n, 50n].map(fulfilled)
  expect(() => limitsFrom([...answers, { status: 'rejected', reason }])).toThrow(reason)
})
