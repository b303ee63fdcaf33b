import { encodeAbiParameters, encodeErrorResult } from 'viem'
import { describe, expect, test } from 'vitest'
import { bindCall } from '../bindCall.js'
import { LedgerNotFoundError } from '../errors/accounts.js'
import { UnknownRevertError } from '../errors/reverts.js'
import { ContractMissingError } from '../errors/setup.js'
import { v1 } from '../protocols/v1.js'
import { readAnswer, resultOf } from './readAnswer.js'

const user = '0x00000000000000000000000000000000000000A1'
const contracts = { ledger: user, inference: '0x00000000000000000000000000000000000000B2' } as const
const read = v1.inference.lockTime()
const context = { read, bound: bindCall(read, contracts), protocol: v1 }
const number = (value: bigint) => encodeAbiParameters([{ type: 'uint256' }], [value])

describe('an answer', () => {
  test('is decoded', () => {
    const settled = readAnswer({ success: true, data: number(7n) }, context)
    expect(settled).toEqual({ status: 'fulfilled', value: 7n })
    expect(resultOf(settled)).toBe(7n)
  })

  test.each([
    [
      encodeErrorResult({ abi: v1.ledger.abi, errorName: 'LedgerNotExists', args: [user] }),
      LedgerNotFoundError,
      `${user} has no ledger.`,
    ],
    ['0x12345678', UnknownRevertError, 'lockTime reverted with 0x12345678().'],
    ['0x', UnknownRevertError, 'lockTime reverted with no reason.'],
  ] as const)('that is the revert %s is its typed error', (data, type, text) => {
    const settled = readAnswer({ success: false, data }, context)
    expect(() => resultOf(settled)).toThrow(type)
    expect(() => resultOf(settled)).toThrow(text)
    expect(settled).toMatchObject({
      status: 'rejected',
      reason: { functionName: 'lockTime', contract: 'inference' },
    })
  })

  test('of nothing says that there is no contract', () => {
    const settled = readAnswer({ success: true, data: '0x' }, context)
    expect(() => resultOf(settled)).toThrow(ContractMissingError)
    expect(settled).toMatchObject({ reason: { address: contracts.inference } })
  })

  test('that a codec can’t use keeps what the codec threw', () => {
    const broken = {
      ...read,
      decode: () => {
        throw new TypeError('odd')
      },
    }
    const settled = readAnswer({ success: true, data: number(7n) }, { ...context, read: broken })
    expect(() => resultOf(settled)).toThrow(new TypeError('odd'))
  })
})
