import type { Address } from 'viem'
import { describe, expect, it } from 'vitest'
import { v1InferenceServingAbi } from '../src/generated/v1/inferenceServing.js'
import { other, owner, provider, revertOf, user, zero } from './chain.js'
import { serviceName } from './v1Chain.js'
import { useV1 } from './v1Rig.js'

const rig = useV1()

const register = (type: string, version: string, address: Address, account = owner) =>
  rig.chain.ledger.write.registerService([type, version, address, 'Another'], { account })
const recommend = (type: string, version: string, account = owner) =>
  rig.chain.ledger.write.setRecommendedService([type, version], { account })
/** A further contract that can hold accounts. */
const deployService = () => rig.chain.deployProxy(v1InferenceServingAbi, rig.chain.bytecode.inference)

describe('registerService', () => {
  it('checks owner, address, type, version, address again, name, and what the contract can do', async () => {
    const inference = rig.chain.inference.address
    const next = await deployService()
    const revert = (...[type, version, address, account]: Parameters<typeof register>) =>
      revertOf(register(type, version, address, account))
    expect(await revert('', '', zero, user)).toBe('Ownable: caller is not the owner')
    expect(await revert('', '', zero)).toBe(`InvalidServiceAddress(${zero})`)
    expect(await revert('', '', inference)).toBe('ServiceTypeRequired()')
    expect(await revert('inference', '', inference)).toBe('VersionRequired()')
    expect(await revert('inference', 'v1.0', inference)).toBe(`ServiceAlreadyRegistered(${inference})`)
    expect(await revert('inference', 'v1.0', user.address)).toBe(`ServiceNameExists(${serviceName})`)
    // The same name by another cut.
    expect(await revert('inference-v1.0', '', next)).toBe('VersionRequired()')
    // An account without code, and a contract that is no service.
    for (const address of [user.address, rig.chain.ledger.address]) {
      expect(await revert('inference', 'v2.0', address)).toBe(`ServiceMustImplementIServing(${address})`)
    }
  })

  it('adds a service under type and version, without recommending it', async () => {
    const next = await deployService()
    expect(await rig.chain.mine(register('fine-tuning', 'v1.0', next))).toEqual([
      ['ServiceRegistered', { serviceAddress: next, serviceName: 'fine-tuning-v1.0' }],
    ])
    const registeredAt = await rig.chain.now()
    const { read } = rig.chain.ledger
    const info = {
      serviceAddress: next,
      serviceContract: next,
      serviceType: 'fine-tuning',
      version: 'v1.0',
      fullName: 'fine-tuning-v1.0',
      description: 'Another',
      isRecommended: false,
      registeredAt,
    }
    expect(await read.getServiceInfo([next])).toEqual(info)
    expect(await read.getServiceAddressByName(['fine-tuning-v1.0'])).toBe(next)
    const all = await read.getAllActiveServices()
    expect(all.map(({ fullName, isRecommended }) => [fullName, isRecommended])).toEqual([
      [serviceName, true],
      ['fine-tuning-v1.0', false],
    ])
    expect(all[1]).toEqual(info)
    expect(await revertOf(read.getRecommendedService(['fine-tuning']))).toBe(
      'NoRecommendedService(fine-tuning)',
    )
  })
})

describe('setRecommendedService', () => {
  it('moves the pointer of a type, for the owner, to a version that is there', async () => {
    const next = await deployService()
    await rig.chain.mine(register('inference', 'v2.0', next))
    const { read } = rig.chain.ledger
    const inference = rig.chain.inference.address
    expect(await revertOf(recommend('inference', 'v2.0', user))).toBe('Ownable: caller is not the owner')
    expect(await revertOf(recommend('inference', 'v3.0'))).toBe(`ServiceNotFound(${zero})`)
    expect(await read.getRecommendedService(['inference'])).toEqual(['v1.0', inference])
    const versions = [
      ['v1.0', 'v2.0'],
      [inference, next],
    ]
    expect(await read.getAllVersions(['inference'])).toEqual([...versions, [true, false]])
    expect(await rig.chain.mine(recommend('inference', 'v2.0'))).toEqual([
      ['RecommendedServiceUpdated', { serviceType: 'inference', version: 'v2.0', serviceAddress: next }],
    ])
    expect(await read.getRecommendedService(['inference'])).toEqual(['v2.0', next])
    expect(await read.getAllVersions(['inference'])).toEqual([...versions, [false, true]])
    expect(await read.isRecommendedVersion(['inference', 'v1.0'])).toBe(false)
    expect(await read.isRecommendedVersion(['inference', 'v2.0'])).toBe(true)
    const infos = await read.getAllActiveServices()
    expect(infos.map(({ isRecommended }) => isRecommended)).toEqual([false, true])
  })
})

describe('questions about what nobody registered', () => {
  it('are answered with nothing, or refused where a name was wanted', async () => {
    const { read } = rig.chain.ledger
    expect(await read.getServiceInfo([other.address])).toEqual({
      serviceAddress: zero,
      serviceContract: zero,
      serviceType: '',
      version: '',
      fullName: '',
      description: '',
      isRecommended: false,
      registeredAt: 0n,
    })
    expect(await read.getServiceAddressByName(['inference'])).toBe(zero)
    expect(await read.getAllVersions(['none'])).toEqual([[], [], []])
    expect(await read.isRecommendedVersion(['none', 'v1.0'])).toBe(false)
    expect(await read.isRecommendedVersion(['inference', 'none'])).toBe(false)
    expect(await revertOf(read.getRecommendedService(['none']))).toBe('NoRecommendedService(none)')
    expect(await revertOf(read.getLedgerProviders([user.address, 'inference']))).toBe(
      `ServiceNotFound(${zero})`,
    )
    expect(await read.getLedgerProviders([user.address, serviceName])).toEqual([])
  })
})

describe('a second service', () => {
  it('has providers and accounts of its own, and goes with the ledger', async () => {
    const { ledger } = rig.chain
    const next = await deployService()
    await rig.chain.mine(register('inference', 'v2.0', next))
    const service = {
      address: next,
      abi: v1InferenceServingAbi,
    }
    await rig.chain.mine(
      rig.chain.walletClient.writeContract({
        ...service,
        functionName: 'initialize',
        args: [86_400n, ledger.address, owner.address],
        account: owner,
      }),
    )
    await rig.addLedger(5n * 10n ** 18n)
    await rig.chain.mine(
      ledger.write.transferFund([provider.address, 'inference-v2.0', 10n ** 18n], { account: user }),
    )
    await rig.chain.mine(rig.transfer(10n ** 18n, other.address))
    expect(await ledger.read.getLedgerProviders([user.address, 'inference-v2.0'])).toEqual([provider.address])
    expect(await ledger.read.getLedgerProviders([user.address, serviceName])).toEqual([other.address])
    const account = await rig.chain.impersonate(next)
    await rig.chain.mine(ledger.write.spendFund([user.address, 2n * 10n ** 18n], { account }))
    await rig.chain.mine(ledger.write.refund([3n * 10n ** 18n], { account: user }))
    expect(await rig.chain.inference.read.accountExists([user.address, other.address])).toBe(false)
    expect(
      await rig.chain.publicClient.readContract({
        ...service,
        functionName: 'accountExists',
        args: [user.address, provider.address],
      }),
    ).toBe(false)
  })
})
