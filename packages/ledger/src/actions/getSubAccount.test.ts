import { AccountRequiredError, InvalidAddressError, SubAccountNotFoundError } from '@zg/contracts'
import { parseOg } from '@zg/core'
import { expect, test } from 'vitest'
import { credential, useLedger } from '../../test/useLedger.js'
import { getSubAccount } from './getSubAccount.js'
import { transferFund } from './transferFund.js'

const local = useLedger()
const one = () => local.provider()

test("reads one's own share, and another's without an account", async () => {
  const { client, user } = await local.newLedger('1')
  await transferFund(client, { provider: one(), amount: '0.25' })
  const expected = {
    user,
    provider: one(),
    balance: parseOg('0.25'),
    pendingRefund: 0n,
    refunds: [],
    nonce: 0n,
    acknowledged: false,
    signer: null,
    tokens: null,
    credential,
  }
  expect(await getSubAccount(client, { provider: one() })).toEqual(expected)
  expect(await getSubAccount(local.publicClient(), { user, provider: one() })).toEqual(expected)
})

test('one that is not there is an error that names both', async () => {
  const { client, user } = await local.newLedger('1')
  const error = await getSubAccount(client, { provider: one() }).catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(SubAccountNotFoundError)
  expect(error).toMatchObject({
    user,
    provider: one(),
    metaMessages: [expect.stringContaining('transferFund')],
  })
})

test('is told whose, and with whom', async () => {
  const reader = local.publicClient()
  const failure = (options: getSubAccount.Parameters) =>
    getSubAccount(reader, options).catch((thrown: unknown) => thrown)
  expect(await failure({ provider: one() })).toEqual(
    new AccountRequiredError({ functionName: 'getSubAccount' }),
  )
  expect(await failure({ user: one(), provider: '0x' })).toEqual(
    new InvalidAddressError({ address: '0x', role: 'provider' }),
  )
  expect(await failure({ user: '0x', provider: one() })).toEqual(
    new InvalidAddressError({ address: '0x', role: 'user' }),
  )
})
