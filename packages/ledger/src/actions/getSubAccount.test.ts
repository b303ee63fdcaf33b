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
    signer: null,
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
  await expect(getSubAccount(reader, { provider: one() })).rejects.toThrow(AccountRequiredError)
  await expect(getSubAccount(reader, { user: one(), provider: '0x' })).rejects.toThrow(InvalidAddressError)
  await expect(getSubAccount(reader, { user: '0x', provider: one() })).rejects.toThrow(InvalidAddressError)
})
