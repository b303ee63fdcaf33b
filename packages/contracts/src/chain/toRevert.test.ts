import { encodeErrorResult, getAddress, type Hex } from 'viem'
import { describe, expect, test } from 'vitest'
import type { Revert } from '../protocol.js'
import { legacy } from '../protocols/legacy.js'
import { toRevert } from './toRevert.js'

const user = getAddress('0x00000000000000000000000000000000000000a1')
const call: Revert['call'] = {
  contract: 'ledger',
  abi: legacy.ledger.abi,
  functionName: 'refund',
  args: [1n],
  address: user,
  from: user,
}
const read = (error: unknown) => toRevert(error, call, legacy)
const data = encodeErrorResult({ abi: legacy.ledger.abi, errorName: 'LedgerNotExists', args: [user] })
const known = { call, errorName: 'LedgerNotExists', args: [user], data }
const rpc = (fields: object, message = 'execution reverted') => Object.assign(new Error(message), fields)

describe('the forms of nodes', () => {
  test.each([
    ['code 3 and data', rpc({ code: 3, data })],
    ['data within data', rpc({ code: -32_015, data: { data } }, 'VM execution: reverted')],
    [
      'a wallet around its node',
      rpc(
        { code: -32_603, data: { code: 3, message: 'execution reverted', data } },
        'Internal JSON-RPC error.',
      ),
    ],
    ['an internal error with data', rpc({ code: -32_603, data }, 'internal: execution reverted')],
    ['wrapped', new Error('outer', { cause: new Error('middle', { cause: rpc({ code: 3, data }) }) })],
  ])('%s', (_name, error) => {
    const revert = read(error)
    expect(revert).toMatchObject(known)
    expect(revert?.cause).toEqual(new Error(`refund reverted with LedgerNotExists(${user})`))
  })

  test('a text alone', () => {
    expect(read(rpc({ code: -32_000 }, 'execution reverted: Insufficient balance'))).toEqual({
      call,
      errorName: 'Error',
      args: ['Insufficient balance'],
      data: undefined,
      cause: new Error('refund reverted with "Insufficient balance"'),
    })
  })

  test.each([
    ['no data', {}],
    ['empty data', { data: '0x' }],
    ['three bytes', { data: '0x123456' }],
  ])('nothing at all: %s', (_name, fields) => {
    const revert = read(rpc({ code: 3, ...fields }))
    expect(revert).toMatchObject({ errorName: '', args: [] })
    expect(revert?.cause).toEqual(new Error('refund reverted with no reason'))
  })

  test("somebody else's error is named by its selector", () => {
    const foreign: Hex = `0x12345678${'00'.repeat(32)}`
    expect(read(rpc({ code: 3, data: foreign }))).toMatchObject({ errorName: '0x12345678', args: [] })
    expect(read(rpc({ code: 3, data: '0x12345678' }))).toMatchObject({ errorName: '0x12345678' })
  })

  test('a revert of the other contract is known too', () => {
    const other = encodeErrorResult({ abi: legacy.inference.abi, errorName: 'ServiceNotExist', args: [user] })
    expect(read(rpc({ code: 3, data: other }))).toMatchObject({ errorName: 'ServiceNotExist', args: [user] })
  })
})

test.each([
  ['a limit', rpc({ code: -32_005 }, 'limit reached')],
  ['an internal error', rpc({ code: -32_603 }, 'internal error')],
  ['a hash beside other words', rpc({ code: -32_000, data: '0x1234567890' }, 'already known')],
  ['a plain error that speaks of reverting', new Error('Nothing was reverted.')],
  ['no error', undefined],
  ['a text', 'execution reverted'],
])('%s is no revert', (_name, error) => {
  expect(read(error)).toBeNull()
})

test('a cause that points at itself ends', () => {
  const error = new Error('loop')
  error.cause = error
  expect(read(error)).toBeNull()
})
