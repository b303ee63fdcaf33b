import { RpcError, ServiceNotFoundError, v1 } from '@zg/contracts'
import { useDevnet } from '@zg/devnet/vitest'
import { getAddress } from 'viem'
import { expect, test } from 'vitest'
import { countingClient } from '../test/countingClient.js'
import { createV1User } from '../test/v1User.js'
import { readParties } from './readParties.js'

const local = useDevnet({ protocol: 'v1', providers: 1 })
const stranger = getAddress('0x00000000000000000000000000000000000000aa')
const asked = () => ({ protocol: v1, contracts: local.devnet.contracts, provider: local.provider.address })

test('both sides come from one question', async () => {
  const { client, user } = await createV1User(local)
  const counting = countingClient(client)
  const { service, account } = await readParties(counting.client, { ...asked(), user })
  expect(service).toMatchObject({ provider: local.provider.address, signer: local.provider.signer })
  expect(account).toMatchObject({ user, balance: 2n * 10n ** 18n, acknowledged: true })
  expect(counting.methods()).toEqual(['eth_call'])
})

test('a user without a share has none; without a user nobody is asked for', async () => {
  const client = local.publicClient()
  for (const user of [stranger, null]) {
    const { service, account } = await readParties(client, { ...asked(), user })
    expect([service.provider, account]).toEqual([local.provider.address, null])
  }
})

test('a failed read is never taken for "no account"', async () => {
  const { client, user } = await createV1User(local)
  const failing = countingClient(client, () => Promise.reject({ code: -32_000, message: 'busy' }))
  await expect(readParties(failing.client, { ...asked(), user })).rejects.toThrow(RpcError)
  // Another revert than "there is no account".
  const { decode } = v1.inference.getAccount(user, stranger)
  const getAccount = () => ({ ...v1.ledger.getLedger(stranger), decode })
  const odd = { ...v1, inference: { ...v1.inference, getAccount } }
  await expect(readParties(client, { ...asked(), protocol: odd, user })).rejects.toMatchObject({
    name: 'LedgerNotFoundError',
  })
})

test('a provider without a service, and an address that is none', async () => {
  const client = local.publicClient()
  for (const user of [stranger, null]) {
    await expect(readParties(client, { ...asked(), provider: stranger, user })).rejects.toThrow(
      ServiceNotFoundError,
    )
    await expect(readParties(client, { ...asked(), provider: '0x12', user })).rejects.toMatchObject({
      name: 'InvalidAddressError',
      shortMessage: '"0x12" is not an address (provider).',
    })
  }
})
