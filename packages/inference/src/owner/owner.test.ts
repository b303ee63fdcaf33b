import { CallerNotAllowedError, ServiceNotFoundError } from '@zg/contracts'
import { describe, expect, test } from 'vitest'
import { useOperations } from '../../test/useOperations.js'
import { getService } from '../actions/getService.js'
import { registerService, updateService } from '../provider/index.js'
import { acknowledgeServiceSigner, acknowledgeServiceSignerCall } from './acknowledgeServiceSigner.js'
import { SignerChangedError } from './errors.js'
import { revokeServiceSigner, revokeServiceSignerCall } from './revokeServiceSigner.js'

const other = '0x70997970C51812dc3A010C7d01b50e0d17dc79C8'

describe('on today’s network', () => {
  const { local, protocol, offer, newClient, ownerClient } = useOperations('v1')
  async function newProvider() {
    const client = await newClient()
    await registerService(client, { protocol, ...offer, stake: '100' })
    return { client, provider: client.account.address }
  }
  const isAcknowledged = async (provider: `0x${string}`) =>
    (await getService(local.publicClient(), { protocol, provider })).signerAcknowledged
  const sent = () => local.publicClient().getTransactionCount({ address: local.devnet.owner })

  test('the owner vouches for a signer, and takes it back', async () => {
    const { provider } = await newProvider()
    const { signer } = offer
    const receipt = await acknowledgeServiceSigner(ownerClient(), { protocol, provider, signer })
    expect(receipt).toMatchObject({ status: 'success', signer })
    expect(receipt.events).toMatchObject([
      {
        eventName: 'ProviderTEESignerAcknowledged',
        args: { provider, teeSignerAddress: signer, acknowledged: true },
      },
    ])
    expect(await isAcknowledged(provider)).toBe(true)
    const revoked = await revokeServiceSigner(ownerClient(), { protocol, provider })
    expect(revoked.events).toMatchObject([{ args: { acknowledged: false } }])
    expect(await isAcknowledged(provider)).toBe(false)
  })

  test('whoever the signer is, unless one is named', async () => {
    const { client, provider } = await newProvider()
    await updateService(client, { protocol, signer: other })
    const before = await sent()
    const attempt = acknowledgeServiceSigner(ownerClient(), { protocol, provider, signer: offer.signer })
    await expect(attempt).rejects.toThrow(SignerChangedError)
    await expect(attempt).rejects.toMatchObject({
      expected: offer.signer,
      actual: other,
      hash: null,
      message: `Provider ${provider} has signer ${other} instead of ${offer.signer}.\nNothing was sent. Look at the service again with getService.`,
    })
    expect(await sent()).toBe(before)
    expect(await acknowledgeServiceSigner(ownerClient(), { protocol, provider })).toMatchObject({
      signer: other,
    })
  })

  test('a signer that changes just before is told, with the transaction', async () => {
    const { client, provider } = await newProvider()
    const owner = ownerClient()
    const { request } = owner
    let changed = false
    // The provider is quicker: its update is mined between the question and the owner's transaction.
    const late = Object.assign(owner, {
      request: (async (call: never) => {
        if (Reflect.get(call, 'method') === 'eth_getTransactionCount' && !changed) {
          changed = true
          await updateService(client, { protocol, signer: other })
        }
        return request(call)
      }) as typeof request,
    })
    const attempt = acknowledgeServiceSigner(late, { protocol, provider, signer: offer.signer })
    const error = await attempt.catch((cause: unknown) => cause)
    expect(error).toMatchObject({ name: 'SignerChangedError', expected: offer.signer, actual: other })
    if (!(error instanceof SignerChangedError) || !error.hash) throw error
    expect(error.message).toContain(`It changed just before ${error.hash}, which vouched for it`)
    const receipt = await local.publicClient().getTransactionReceipt({ hash: error.hash })
    expect(receipt.status).toBe('success')
    expect(await isAcknowledged(provider)).toBe(true)
  })

  test('nobody is vouched for where there is no signer', async () => {
    const { client, provider } = await newProvider()
    await updateService(client, { protocol, signer: null })
    await expect(acknowledgeServiceSigner(ownerClient(), { protocol, provider })).rejects.toMatchObject({
      name: 'SignerChangedError',
      expected: null,
      actual: null,
      shortMessage: `Provider ${provider} has no signer.`,
    })
  })

  test.each([
    ['acknowledgeServiceSigner', acknowledgeServiceSigner],
    ['revokeServiceSigner', revokeServiceSigner],
  ] as const)('%s is the owner’s alone, and of registered services', async (name, act) => {
    const { client, provider } = await newProvider()
    await expect(act(client, { protocol, provider })).rejects.toThrow(CallerNotAllowedError)
    await expect(act(client, { protocol, provider })).rejects.toThrow(`${provider} may not call`)
    await expect(act(ownerClient(), { protocol, provider: other })).rejects.toThrow(ServiceNotFoundError)
    await expect(act(ownerClient(), { protocol, provider: '0x12' })).rejects.toMatchObject({
      name: 'InvalidAddressError',
      shortMessage: '"0x12" is not an address (provider).',
    })
    await expect(act(local.publicClient(), { protocol, provider })).rejects.toThrow(name)
  })

  test('a signer that is no address is refused', async () => {
    const { provider } = await newProvider()
    const attempt = acknowledgeServiceSigner(ownerClient(), { protocol, provider, signer: '0x12' })
    await expect(attempt).rejects.toThrow('"0x12" is not an address (signer).')
  })

  test('the calls alone', () => {
    const at = { address: local.devnet.contracts.inference, args: [other] }
    const client = local.publicClient()
    expect(acknowledgeServiceSignerCall(client, { protocol, provider: other })).toMatchObject({
      ...at,
      functionName: 'acknowledgeTEESignerByOwner',
    })
    expect(revokeServiceSignerCall(client, { protocol, provider: other })).toMatchObject({
      ...at,
      functionName: 'revokeTEESignerAcknowledgement',
    })
  })
})

describe('on the legacy network', () => {
  const { protocol, ownerClient } = useOperations('legacy')

  test.each([
    ['acknowledgeServiceSigner', acknowledgeServiceSigner],
    ['revokeServiceSigner', revokeServiceSigner],
  ] as const)('nobody vouches for anybody: %s', async (name, act) => {
    await expect(act(ownerClient(), { protocol, provider: other })).rejects.toMatchObject({
      name: 'NotOfferedError',
      message: expect.stringContaining(name),
    })
  })
})
