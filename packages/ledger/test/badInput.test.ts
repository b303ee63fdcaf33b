import { InvalidAddressError } from '@zg/contracts'
import { BaseError, InvalidAmountError } from '@zg/core'
import type { Address, Client } from 'viem'
import { describe, expect, test } from 'vitest'
import { ZeroAmountError } from '../src/errors.js'
import { addLedger, depositFund, depositFundFor, refund, retrieveFund, transferFund } from '../src/index.js'
import { credential, protocolIds, useLedger } from './useLedger.js'

/** Amounts as they come from programs without types. */
type Given = { amount: string }
const untyped = (amount: unknown): Given => JSON.parse('{}', () => ({ amount }))

const noAmounts: readonly unknown[] = [
  0.1 + 0.2,
  1,
  0,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  '',
  ' 1',
  '1 0G',
  '1,5',
  '1e18',
  '-1',
  '+1',
  '.5',
  '1.',
  '0x10',
  '0.0000000000000000001',
  'NaN',
  -1n,
  null,
  undefined,
  true,
  {},
  ['1'],
]
const writeNames = ['addLedger', 'depositFund', 'depositFundFor', 'transferFund', 'refund'] as const

describe.each(protocolIds)('on %s', (id) => {
  const local = useLedger(id)
  const { at } = local
  const writes: Record<(typeof writeNames)[number], (client: Client, given: Given) => Promise<unknown>> = {
    addLedger: (client, given) => addLedger(client, { ...at, ...given, credential }),
    depositFund: (client, given) => depositFund(client, { ...at, ...given, credential }),
    depositFundFor: (client, given) =>
      depositFundFor(client, { ...at, ...given, recipient: local.provider() }),
    transferFund: (client, given) => transferFund(client, { ...at, ...given, provider: local.provider() }),
    refund: (client, given) => refund(client, { ...at, ...given }),
  }

  test.each(writeNames)('%s refuses what is no amount', async (name) => {
    const { client, user } = await local.newLedger('1')
    for (const amount of noAmounts) {
      const error = await local.refusal(user, () => writes[name](client, untyped(amount)))
      expect(error, String(amount)).toBeInstanceOf(InvalidAmountError)
      expect(error).toMatchObject({
        metaMessages: expect.arrayContaining([expect.stringContaining('bigint')]),
      })
    }
  })

  test.each(['depositFund', 'depositFundFor', 'refund'] as const)(
    '%s refuses zero, which would move nothing',
    async (name) => {
      const { client, user } = await local.newLedger('1')
      for (const amount of ['0', '0.0']) {
        const error = await local.refusal(user, () => writes[name](client, { amount }))
        expect(error).toBeInstanceOf(ZeroAmountError)
        expect(error).toMatchObject({ shortMessage: `${name} with an amount of 0 moves nothing.` })
      }
    },
  )

  test.each<Address>([
    '0x',
    '0x12',
    '0x00000000000000000000000000000000000000zz',
    // The checksum is wrong in one letter.
    '0xF39Fd6e51aad88F6F4ce6aB8827279cffFb92266',
    '0xf39Fd6e51aad88F6F4ce6aB8827279cffFb9226600',
  ])('%s is no provider', async (provider) => {
    const { client, user } = await local.newLedger('1')
    for (const run of [
      () => transferFund(client, { ...at, provider, amount: '0.1' }),
      () => retrieveFund(client, { ...at, providers: [provider] }),
    ]) {
      const error = await local.refusal(user, run)
      expect(error).toBeInstanceOf(InvalidAddressError)
      expect(error).toSatisfy(BaseError.is)
      expect(error).toMatchObject({ shortMessage: `"${provider}" is not an address (provider).` })
    }
  })

  test('numbers are refused by the types too', () => {
    const client = local.publicClient()
    const provider: Address = '0x00000000000000000000000000000000000000aa'
    return Promise.all([
      // @ts-expect-error a number is no amount
      expect(addLedger(client, { ...at, amount: 1, credential })).rejects.toThrow(InvalidAmountError),
      // @ts-expect-error a number is no amount
      expect(depositFund(client, { ...at, amount: 1 })).rejects.toThrow(InvalidAmountError),
      // @ts-expect-error a number is no amount
      expect(depositFundFor(client, { ...at, amount: 1, recipient: provider })).rejects.toThrow(
        InvalidAmountError,
      ),
      // @ts-expect-error a number is no amount
      expect(transferFund(client, { ...at, amount: 1, provider })).rejects.toThrow(InvalidAmountError),
      // @ts-expect-error a number is no amount
      expect(refund(client, { ...at, amount: 1 })).rejects.toThrow(InvalidAmountError),
    ])
  })
})
