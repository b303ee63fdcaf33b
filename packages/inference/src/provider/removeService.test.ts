import { ServiceNotFoundError } from '@zg/contracts'
import { parseEther } from 'viem'
import { describe, expect, test } from 'vitest'
import { useOperations } from '../../test/useOperations.js'
import { getService } from '../actions/getService.js'
import { registerService } from './registerService.js'
import { removeService, removeServiceCall } from './removeService.js'

describe.each([
  ['v1', '123', parseEther('123')],
  ['legacy', undefined, 0n],
] as const)('on %s', (id, stake, returned) => {
  const { local, protocol, offer, newClient } = useOperations(id)

  test('the service goes and the stake comes back', async () => {
    const client = await newClient()
    const { account } = client
    await registerService(client, { protocol, ...offer, stake })
    const before = await local.publicClient().getBalance(account)
    const receipt = await removeService(client, { protocol })
    expect(receipt).toMatchObject({ status: 'success', stake: returned })
    expect(receipt.events.map(({ eventName }) => eventName)).toContain('ServiceRemoved')
    const gained = (await local.publicClient().getBalance(account)) - before
    expect(gained <= returned && gained > returned - parseEther('0.1')).toBe(true)
    await expect(getService(client, { protocol, provider: account.address })).rejects.toThrow(
      ServiceNotFoundError,
    )
  })

  test('a service may be registered anew', async () => {
    const client = await newClient()
    await registerService(client, { protocol, ...offer, stake })
    await removeService(client, { protocol })
    await registerService(client, { protocol, ...offer, stake })
    expect(await removeService(client, { protocol })).toMatchObject({ stake: returned })
  })

  test('without a service nothing is sent', async () => {
    const client = await newClient()
    await expect(removeService(client, { protocol })).rejects.toMatchObject({
      name: 'ServiceNotFoundError',
      provider: client.account.address,
    })
    expect(await local.publicClient().getTransactionCount(client.account)).toBe(0)
    await expect(removeService(local.publicClient(), { protocol })).rejects.toThrow('removeService')
  })

  test('the call alone', () => {
    expect(removeServiceCall(local.publicClient(), { protocol })).toMatchObject({
      address: local.devnet.contracts.inference,
      functionName: 'removeService',
      args: [],
    })
  })
})
