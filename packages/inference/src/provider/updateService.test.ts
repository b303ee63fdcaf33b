import { ServiceNotFoundError } from '@zg/contracts'
import { describe, expect, test } from 'vitest'
import { useOperations } from '../../test/useOperations.js'
import { getService } from '../actions/getService.js'
import { acknowledgeServiceSigner } from '../owner/index.js'
import { registerService } from './registerService.js'
import { updateService, updateServiceCall } from './updateService.js'

const other = '0x70997970C51812dc3A010C7d01b50e0d17dc79C8'

describe('on today’s network', () => {
  const { protocol, offer, newClient, ownerClient } = useOperations('v1')
  const read = (provider: `0x${string}`) => getService(ownerClient(), { protocol, provider })
  async function newProvider() {
    const client = await newClient()
    await registerService(client, { protocol, ...offer, additionalInfo: '{"a":1}', stake: '100' })
    const provider = client.account.address
    await acknowledgeServiceSigner(ownerClient(), { protocol, provider })
    return client
  }

  test.each<[updateService.Parameters, boolean]>([
    [{ url: 'http://127.0.0.1:9' }, false],
    [{ inputPrice: 0n, outputPrice: 9n }, false],
    [{}, false],
    [{ model: 'other' }, true],
    [{ serviceType: 'text-to-image' }, true],
    [{ verifiability: 'OpML' }, true],
    [{ additionalInfo: '' }, true],
    [{ signer: other }, true],
    [{ signer: null }, true],
  ])('%o keeps all else; the owner has to look again: %s', async (change, acknowledgementReset) => {
    const client = await newProvider()
    const provider = client.account.address
    const before = await read(provider)
    expect(before.signerAcknowledged).toBe(true)
    const receipt = await updateService(client, { protocol, ...change })
    expect(receipt).toMatchObject({ status: 'success', acknowledgementReset })
    const after = await read(provider)
    expect({ ...after, updatedAt: before.updatedAt }).toEqual({
      ...before,
      ...change,
      signerAcknowledged: !acknowledgementReset,
    })
    expect(after.updatedAt >= before.updatedAt).toBe(true)
  })

  test('nothing is taken away that was not there', async () => {
    const client = await newClient()
    await registerService(client, { protocol, ...offer, stake: '100' })
    expect(await updateService(client, { protocol, model: 'other' })).toMatchObject({
      acknowledgementReset: false,
    })
  })

  test('without a service it is refused', async () => {
    const client = await newClient()
    await expect(updateService(client, { protocol, url: offer.url })).rejects.toThrow(ServiceNotFoundError)
  })

  test('a change that nobody could use is refused', async () => {
    const client = await newProvider()
    await expect(updateService(client, { protocol, url: 'nonsense' })).rejects.toMatchObject({
      name: 'InvalidOfferError',
    })
    expect((await read(client.account.address)).url).toBe(offer.url)
  })

  test('the call alone sends no stake', async () => {
    const client = await newProvider()
    const service = await read(client.account.address)
    expect(updateServiceCall(client, { protocol, service, model: 'other' })).toMatchObject({
      functionName: 'addOrUpdateService',
      value: 0n,
      args: [{ model: 'other', url: offer.url, teeSignerAddress: offer.signer }],
    })
  })
})

describe('on the legacy network', () => {
  const { protocol, offer, newClient } = useOperations('legacy')

  test('there is no acknowledgement to take away', async () => {
    const client = await newClient()
    await registerService(client, { protocol, ...offer })
    expect(await updateService(client, { protocol, model: 'other' })).toMatchObject({
      acknowledgementReset: false,
    })
    expect(await getService(client, { protocol, provider: client.account.address })).toMatchObject({
      model: 'other',
      url: offer.url,
      inputPrice: 7n,
    })
  })
})
