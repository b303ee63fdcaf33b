import { InsufficientBalanceError, InsufficientStakeError } from '@zg/contracts'
import { createClient, http, parseEther } from 'viem'
import { describe, expect, test } from 'vitest'
import { countingClient } from '../../test/countingClient.js'
import { useOperations } from '../../test/useOperations.js'
import { getService } from '../actions/getService.js'
import { InvalidOfferError, ServiceExistsError } from './errors.js'
import { registerService, registerServiceCall } from './registerService.js'

describe('on today’s network', () => {
  const { local, protocol, offer, newClient } = useOperations('v1')
  const stake = '100'

  test('a service is registered with what was said of it, and six calls', async () => {
    const client = await newClient()
    const { client: counting, calls } = countingClient(client)
    const additionalInfo = '{"ProviderType":"centralized"}'
    const receipt = await registerService(counting, {
      protocol,
      ...offer,
      inputPrice: '0.000000000000000007',
      additionalInfo,
      stake,
    })
    const address = client.account.address
    expect(receipt.status).toBe('success')
    expect(receipt.events.map(({ eventName }) => eventName)).toEqual(['ProviderStaked', 'ServiceUpdated'])
    expect(receipt.events[0]?.args).toEqual({ provider: address, amount: parseEther('100') })
    expect(calls()).toHaveLength(6)
    expect(await getService(local.publicClient(), { protocol, provider: address })).toMatchObject({
      ...offer,
      provider: address,
      serviceType: 'chatbot',
      verifiability: 'TeeML',
      additionalInfo,
      details: { providerType: 'centralized' },
      signerAcknowledged: false,
    })
  })

  test('type and verifiability may be others, and more may be staked', async () => {
    const client = await newClient()
    const named = { serviceType: 'text-to-image', verifiability: 'OpML', signer: null }
    const receipt = await registerService(client, { protocol, ...offer, ...named, stake: '101' })
    expect(receipt.events[0]?.args.amount).toBe(parseEther('101'))
    expect(await getService(client, { protocol, provider: client.account.address })).toMatchObject(named)
  })

  test('a second registration is refused, and nothing sent', async () => {
    const client = await newClient()
    await registerService(client, { protocol, ...offer, stake })
    const before = await local.publicClient().getTransactionCount(client.account)
    const again = registerService(client, { protocol, ...offer, stake })
    await expect(again).rejects.toThrow(ServiceExistsError)
    await expect(registerService(client, { protocol, ...offer })).rejects.toMatchObject({
      name: 'ServiceExistsError',
      provider: client.account.address,
      message: `${client.account.address} has registered a service already.\nNothing was sent. Change it with updateService, which takes no stake.`,
    })
    expect(await local.publicClient().getTransactionCount(client.account)).toBe(before)
  })

  test.each([
    ['99.999999999999999999', parseEther('100') - 1n],
    [undefined, 0n],
    [0n, 0n],
  ])('a stake of %s is too small', async (tooSmall, provided) => {
    const client = await newClient()
    const attempt = registerService(client, { protocol, ...offer, stake: tooSmall })
    await expect(attempt).rejects.toThrow(InsufficientStakeError)
    await expect(attempt).rejects.toMatchObject({ provided, required: parseEther('100') })
    expect(await local.publicClient().getTransactionCount(client.account)).toBe(0)
  })

  test('a wallet without the stake hears so', async () => {
    const client = await newClient(parseEther('100'))
    const attempt = registerService(client, { protocol, ...offer, stake })
    await expect(attempt).rejects.toThrow(InsufficientBalanceError)
    await expect(attempt).rejects.toMatchObject({ where: 'wallet', available: parseEther('100') })
  })

  test.each([
    [{ url: 'nonsense' }, "The URL of the service can't be used: it is no URL."],
    [{ url: 'ftp://a.example' }, 'it speaks ftp:'],
    [{ url: 'https://a:b@a.example' }, 'it holds credentials'],
    [{ url: 'https://a.example?key=1' }, 'it holds a query or a fragment'],
  ])('an offer of %o is refused', async (wrong, text) => {
    const client = await newClient()
    const attempt = registerService(client, { protocol, ...offer, ...wrong, stake })
    await expect(attempt).rejects.toThrow(InvalidOfferError)
    await expect(attempt).rejects.toThrow(text)
  })

  test.each([
    [{ inputPrice: -1n }, 'InvalidAmountError'],
    [{ outputPrice: 'free' }, 'InvalidAmountError'],
    [{ stake: '1e3' }, 'InvalidAmountError'],
    [{ additionalInfo: 'x'.repeat(4_097) }, 'InvalidArgumentError'],
  ])('%o is refused', async (wrong, name) => {
    const client = await newClient()
    await expect(registerService(client, { protocol, ...offer, stake, ...wrong })).rejects.toMatchObject({
      name,
    })
  })

  test('a signer that is no address is refused', async () => {
    const attempt = registerService(await newClient(), { protocol, ...offer, stake, signer: '0x12' })
    await expect(attempt).rejects.toThrow('"0x12" is not an address (signer).')
  })

  test('it takes an account, and an endpoint that works', async () => {
    await expect(registerService(local.publicClient(), { protocol, ...offer, stake })).rejects.toMatchObject({
      name: 'AccountRequiredError',
      message: expect.stringContaining('registerService'),
    })
    const { account, chain } = await newClient()
    const broken = createClient({ account, chain, transport: http('http://127.0.0.1:1', { retryCount: 0 }) })
    await expect(registerService(broken, { protocol, ...offer, stake })).rejects.toMatchObject({
      name: 'NetworkError',
    })
  })

  test('the call alone asks nobody', () => {
    const call = registerServiceCall(local.publicClient(), { protocol, ...offer, stake })
    expect(call).toMatchObject({
      address: local.devnet.contracts.inference,
      functionName: 'addOrUpdateService',
      value: parseEther('100'),
    })
    expect(registerServiceCall(local.publicClient(), { protocol, ...offer }).value).toBe(0n)
  })
})

describe('on the legacy network', () => {
  const { local, protocol, offer, newClient } = useOperations('legacy')

  test('nothing is staked, whatever is named', async () => {
    const client = await newClient(parseEther('1'))
    const { account } = client
    const receipt = await registerService(client, { protocol, ...offer, stake: '100' })
    expect(receipt.events.map(({ eventName }) => eventName)).toEqual(['ServiceUpdated'])
    expect(await local.publicClient().getBalance(account)).toBeGreaterThan(parseEther('0.9'))
    expect(await getService(client, { protocol, provider: account.address })).toMatchObject({
      model: offer.model,
      signer: null,
    })
    await expect(registerService(client, { protocol, ...offer })).rejects.toThrow(ServiceExistsError)
  })
})
