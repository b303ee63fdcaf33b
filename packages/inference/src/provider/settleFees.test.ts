import { readCall } from '@zg/contracts/read'
import { parseEther } from 'viem'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import { describe, expect, test } from 'vitest'
import { useOperations } from '../../test/useOperations.js'
import { acknowledgeServiceSigner } from '../owner/index.js'
import { previewSettlement } from './previewSettlement.js'
import { registerService } from './registerService.js'
import { settleFees, settleFeesCall } from './settleFees.js'

describe.each(['v1', 'legacy'] as const)('on %s', (id) => {
  const { local, protocol, offer, newClient, ownerClient, newUser, newFee } = useOperations(id)
  async function newProvider() {
    const client = await newClient()
    const stake = protocol.provider.minimumStake ? '100' : '0'
    await registerService(client, { protocol, ...offer, stake })
    const provider = client.account.address
    if (protocol.owner) await acknowledgeServiceSigner(ownerClient(), { protocol, provider })
    return { client, provider }
  }
  const balanceOf = async (user: `0x${string}`, provider: `0x${string}`) => {
    const { contracts } = local.devnet
    const call = protocol.inference.getAccount(user, provider)
    return (await readCall(local.publicClient(), { call, protocol, contracts })).balance
  }

  test('each fee ends for itself, and the outcome says how', async () => {
    const { client, provider } = await newProvider()
    const [rich, poor, cheated] = [
      await newUser(provider),
      await newUser(provider, parseEther('1')),
      await newUser(provider),
    ]
    const stranger = privateKeyToAccount(generatePrivateKey())
    const used = await newFee(provider, rich, 5n)
    const fees = [
      await newFee(provider, rich, parseEther('0.5')),
      await newFee(provider, poor, parseEther('1.25')),
      await newFee(provider, cheated, 7n, { account: stranger }),
      used,
      await newFee(client.account.address, rich, 0n),
      { ...(await newFee(provider, rich, 9n)), provider: rich },
    ]
    expect(await previewSettlement(client, { protocol, fees: fees.slice(0, 3) })).toEqual({
      failed: [{ user: cheated, status: 'invalidSignature' }],
      partial: [{ user: poor, unsettled: parseEther('0.25') }],
    })
    const { outcomes, events } = await settleFees(client, { protocol, fees })
    expect(outcomes.map(({ status, settled, unsettled }) => [status, settled, unsettled])).toEqual([
      ['success', parseEther('0.5'), 0n],
      ['partial', parseEther('1'), parseEther('0.25')],
      ['invalidSignature', 0n, 7n],
      // Its nonce is below the one before.
      ['invalidNonce', 0n, 5n],
      ['success', 0n, 0n],
      ['providerMismatch', 0n, 9n],
    ])
    expect(outcomes.map(({ user, nonce }) => [user, nonce])).toEqual(
      fees.map(({ user, nonce }) => [user, nonce]),
    )
    expect(events.length).toBeGreaterThan(6)
    expect(await balanceOf(rich, provider)).toBe(parseEther('1.5'))
    expect(await balanceOf(poor, provider)).toBe(0n)
    expect(await balanceOf(cheated, provider)).toBe(parseEther('2'))
  })

  test('a preview is for whoever would settle, and anybody may ask', async () => {
    const { client, provider } = await newProvider()
    const user = await newUser(provider)
    const fees = [await newFee(provider, user, 5n)]
    const fine = { failed: [], partial: [] }
    expect(await previewSettlement(client, { protocol, fees })).toEqual(fine)
    expect(await previewSettlement(local.publicClient(), { protocol, fees, provider })).toEqual(fine)
    const stranger = await newClient()
    expect(await previewSettlement(stranger, { protocol, fees })).toEqual({
      failed: [{ user, status: 'providerMismatch' }],
      partial: [],
    })
    await expect(previewSettlement(local.publicClient(), { protocol, fees })).rejects.toMatchObject({
      name: 'AccountRequiredError',
    })
    await expect(previewSettlement(client, { protocol, fees, provider: '0x12' })).rejects.toThrow(
      '"0x12" is not an address (provider).',
    )
    expect(await local.publicClient().getTransactionCount({ address: stranger.account.address })).toBe(0)
  })

  test('no fees are refused before sending', async () => {
    const { client } = await newProvider()
    await expect(settleFees(client, { protocol, fees: [] })).rejects.toMatchObject({
      name: 'InvalidArgumentError',
    })
    await expect(settleFees(local.publicClient(), { protocol, fees: [] })).rejects.toThrow('settleFees')
  })

  test('the call alone', async () => {
    const fees = [await newFee(offer.signer, offer.signer, 1n)]
    expect(settleFeesCall(local.publicClient(), { protocol, fees })).toMatchObject({
      address: local.devnet.contracts.inference,
      functionName: 'settleFeesWithTEE',
      args: [fees],
    })
  })
})

describe('today’s network', () => {
  const { local, protocol, offer, newClient, ownerClient, newUser, newFee } = useOperations('v1')

  test('takes fifty at once, and no more are sent', async () => {
    const client = await newClient()
    const provider = client.account.address
    await registerService(client, { protocol, ...offer, stake: '100' })
    await acknowledgeServiceSigner(ownerClient(), { protocol, provider })
    const user = await newUser(provider)
    const fees = []
    for (let i = 0; i < 51; i += 1) fees.push(await newFee(provider, user, 3n))
    const before = await local.publicClient().getTransactionCount(client.account)
    const refusal = {
      name: 'TooManyFeesError',
      count: 51,
      maximum: 50,
      shortMessage: '51 fees were given; one settlement takes 50.',
    }
    await expect(settleFees(client, { protocol, fees })).rejects.toMatchObject(refusal)
    await expect(previewSettlement(client, { protocol, fees })).rejects.toMatchObject(refusal)
    expect(await local.publicClient().getTransactionCount(client.account)).toBe(before)
    const { outcomes } = await settleFees(client, { protocol, fees: fees.slice(0, 50) })
    expect(outcomes.every(({ status, settled }) => status === 'success' && settled === 3n)).toBe(true)
    expect(outcomes).toHaveLength(50)
  })

  test('settles nothing while the owner does not vouch for the signer', async () => {
    const client = await newClient()
    const provider = client.account.address
    await registerService(client, { protocol, ...offer, stake: '100' })
    const user = await newUser(provider)
    const { outcomes } = await settleFees(client, { protocol, fees: [await newFee(provider, user, 3n)] })
    expect(outcomes).toMatchObject([{ user, status: 'noSigner', settled: 0n, unsettled: 3n }])
  })
})
