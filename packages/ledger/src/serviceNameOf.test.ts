import { ServiceContractUnknownError } from '@zg/contracts'
import { expect, test } from 'vitest'
import { serviceNameOf } from './serviceNameOf.js'

const contracts = {
  ledger: '0x1111111111111111111111111111111111111111',
  inference: '0x2222222222222222222222222222222222222222',
} as const

test('is what the registry says', () => {
  expect(serviceNameOf({ serviceName: 'inference-v2.0' }, contracts)).toBe('inference-v2.0')
})

test('is not guessed for a contract that the registry doesn’t know', () => {
  expect(() => serviceNameOf({ serviceName: '' }, contracts)).toThrow(
    new ServiceContractUnknownError({ what: contracts.inference }),
  )
})
