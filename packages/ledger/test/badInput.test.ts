import { InvalidAddressError } from '@zg/contracts'
import { BaseError, InvalidAmountError } from '@zg/core'
import type { Address, Client } from 'viem'
import { expect, test } from 'vitest'
import { ZeroAmountError } from '../src/errors.js'
import { addLedger, depositFund, refund, retrieveFund, transferFund } from '../src/index.js'
import { credential, useLedger } from './useLedger.js'

const local = useLedger()

/** Amounts as they come from programs without types. */
type Given = { amount: string }
const untyped = (amount: unknown): Given => JSON.parse('{}', () => ({ amount }))

const writes: Record<string, (client: Client, given: Given) => Promise<unknown>> = {
  addLedger: (client, given) => addLedger(client, { ...given, credential }),
  depositFund: (client, given) => depositFund(client, { ...given, credential }),
  transferFund: (client, given) => transferFund(client, { ...given, provider: local.provider() }),
  refund,
}
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

test.each(Object.entries(writes))('%s refuses what is no amount', async (_, run) => {
  const { client, user } = await local.newLedger('1')
  for (const amount of noAmounts) {
    const error = await local.refusal(user, () => run(client, untyped(amount)))
    expect(error, String(amount)).toBeInstanceOf(InvalidAmountError)
    expect(error).toMatchObject({ metaMessages: expect.arrayContaining([expect.stringContaining('bigint')]) })
  }
})

test('numbers are refused by the types too', () => {
  const client = local.publicClient()
  const provider: Address = '0x00000000000000000000000000000000000000aa'
  return Promise.all([
    // @ts-expect-error a number is no amount
    expect(addLedger(client, { amount: 1, credential })).rejects.toThrow(InvalidAmountError),
    // @ts-expect-error a number is no amount
    expect(depositFund(client, { amount: 1 })).rejects.toThrow(InvalidAmountError),
    // @ts-expect-error a number is no amount
    expect(transferFund(client, { amount: 1, provider })).rejects.toThrow(InvalidAmountError),
    // @ts-expect-error a number is no amount
    expect(refund(client, { amount: 1 })).rejects.toThrow(InvalidAmountError),
  ])
})

test.each(['depositFund', 'refund'])('%s refuses zero, which would move nothing', async (name) => {
  const { client, user } = await local.newLedger('1')
  for (const amount of ['0', '0.0']) {
    const error = await local.refusal(user, async () => writes[name]?.(client, { amount }))
    expect(error).toBeInstanceOf(ZeroAmountError)
    expect(error).toMatchObject({ shortMessage: `${name} with an amount of 0 moves nothing.` })
  }
})

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
    () => transferFund(client, { provider, amount: '0.1' }),
    () => retrieveFund(client, { providers: [provider] }),
  ]) {
    const error = await local.refusal(user, run)
    expect(error).toBeInstanceOf(InvalidAddressError)
    expect(error).toSatisfy(BaseError.is)
    expect(error).toMatchObject({ shortMessage: `"${provider}" is not an address (provider).` })
  }
})
