import { describe, expect, it } from 'vitest'
import { other, owner, provider, revertOf, user, zero } from './chain.js'
import { tee } from './terms.js'
import { og } from './v1Chain.js'
import { offer, stake, useV1 } from './v1Rig.js'

const rig = useV1()
const { acknowledge, register } = rig

const get = (of = provider) => rig.chain.inference.read.getService([of.address])
const tryRegister = (value: bigint, over: Partial<typeof offer> = {}) =>
  revertOf(
    rig.chain.inference.simulate.addOrUpdateService([{ ...offer, ...over }], { account: provider, value }),
  )
const long = 'x'.repeat(4_097)
const missing = `ServiceNotExist(${provider.address})`
const said = (updatedAt: bigint, over: Partial<typeof offer> = {}) => {
  const { teeSignerAddress, additionalInfo, ...rest } = { ...offer, ...over }
  return ['ServiceUpdated', { service: provider.address, ...rest, updatedAt }]
}

describe('addOrUpdateService', () => {
  it('wants a stake the first time, and keeps all that was sent', async () => {
    const { read } = rig.chain.inference
    expect(await read.MIN_PROVIDER_STAKE()).toBe(stake)
    expect(await read.serviceExists([provider.address])).toBe(false)
    expect(await tryRegister(stake - 1n, { additionalInfo: long })).toBe(
      `InsufficientStake(${stake - 1n}, ${stake})`,
    )
    expect(await tryRegister(stake, { additionalInfo: long })).toBe('AdditionalInfoTooLong()')
    const events = await register({ additionalInfo: 'x'.repeat(4_096) }, stake + 5n)
    const updatedAt = await rig.chain.now()
    expect(events).toEqual([
      ['ProviderStaked', { provider: provider.address, amount: stake + 5n }],
      said(updatedAt),
    ])
    expect(await rig.coins(rig.chain.inference.address)).toBe(stake + 5n)
    expect(await read.serviceExists([provider.address])).toBe(true)
    expect(await get()).toEqual({
      ...offer,
      provider: provider.address,
      updatedAt,
      additionalInfo: 'x'.repeat(4_096),
      teeSignerAcknowledged: false,
    })
  })

  it('takes no stake afterwards', async () => {
    await register()
    expect(await tryRegister(1n, { additionalInfo: long })).toBe('CannotAddStakeWhenUpdating()')
    expect(await tryRegister(0n, { additionalInfo: long })).toBe('AdditionalInfoTooLong()')
    const next = { url: 'http://two', model: 'another', inputPrice: 7n, outputPrice: 8n }
    expect(await register(next, 0n)).toEqual([said(await rig.chain.now(), next)])
    expect(await get()).toMatchObject(next)
  })

  it.each([
    ['serviceType', { serviceType: 'text-to-image' }, false],
    ['model', { model: 'another' }, false],
    ['verifiability', { verifiability: '' }, false],
    ['signer', { teeSignerAddress: other.address }, false],
    ['additionalInfo', { additionalInfo: '{ }' }, false],
    ['url', { url: 'http://two' }, true],
    ['input price', { inputPrice: 2n }, true],
    ['output price', { outputPrice: 2n }, true],
    ['nothing', {}, true],
  ] as const)("a change of %s decides whether the owner's word stands", async (_name, over, stands) => {
    await register()
    await acknowledge(owner)
    await register(over, 0n)
    expect((await get()).teeSignerAcknowledged).toBe(stands)
    // Going back to what it was brings no word back.
    await register({}, 0n)
    expect((await get()).teeSignerAcknowledged).toBe(stands)
  })
})

describe('removeService', () => {
  const remove = () => rig.chain.inference.write.removeService({ account: provider })

  it('gives the whole stake back, and the place away', async () => {
    expect(await revertOf(remove())).toBe(missing)
    await register({}, stake + 5n)
    await acknowledge(owner)
    const gasPrice = 10n ** 10n
    const before = await rig.coins(provider.address)
    const hash = await rig.chain.inference.write.removeService({ account: provider, gasPrice })
    const { gasUsed } = await rig.chain.receiptOf(hash)
    expect((await rig.coins(provider.address)) - before + gasUsed * gasPrice).toBe(stake + 5n)
    expect(await revertOf(get())).toBe(missing)
    expect(await revertOf(remove())).toBe(missing)
    expect(await tryRegister(0n)).toBe(`InsufficientStake(0, ${stake})`)
    await register()
    expect((await get()).teeSignerAcknowledged).toBe(false)
    expect(await rig.chain.mine(remove())).toEqual([
      ['ProviderStakeReturned', { provider: provider.address, amount: stake }],
      ['ServiceRemoved', { service: provider.address }],
    ])
  })
})

describe("the owner's word", () => {
  const say = (name: 'acknowledgeTEESignerByOwner' | 'revokeTEESignerAcknowledgement', account = owner) =>
    rig.chain.inference.write[name]([provider.address], { account })

  it.each([
    ['acknowledgeTEESignerByOwner', true],
    ['revokeTEESignerAcknowledgement', false],
  ] as const)('%s is for the owner, and for a service that is there', async (name, acknowledged) => {
    expect(await revertOf(say(name, user))).toBe('Ownable: caller is not the owner')
    expect(await revertOf(say(name))).toBe(missing)
    await register()
    for (let times = 0; times < 2; times += 1) {
      expect(await rig.chain.mine(say(name))).toEqual([
        [
          'ProviderTEESignerAcknowledged',
          { provider: provider.address, teeSignerAddress: tee.address, acknowledged },
        ],
      ])
      expect((await get()).teeSignerAcknowledged).toBe(acknowledged)
    }
  })

  it('flags whatever stands there, nobody included', async () => {
    await register({ teeSignerAddress: zero })
    await acknowledge(owner)
    expect(await get()).toMatchObject({ teeSignerAddress: zero, teeSignerAcknowledged: true })
    await rig.chain.mine(say('revokeTEESignerAcknowledgement'))
    expect((await get()).teeSignerAcknowledged).toBe(false)
  })
})

describe('getAllServices', () => {
  it('gives pages of at most fifty in the order of registration', async () => {
    for (const account of [provider, other, user]) await register({}, stake, account)
    const { read } = rig.chain.inference
    const page = async (offset: bigint, limit: bigint) => {
      const [services, total] = await read.getAllServices([offset, limit])
      return [...services.map((service) => service.provider), total]
    }
    const all = [provider.address, other.address, user.address, 3n]
    expect(await page(0n, 0n)).toEqual(all)
    expect(await page(0n, 50n)).toEqual(all)
    expect(await page(1n, 1n)).toEqual([other.address, 3n])
    expect(await page(3n, 1n)).toEqual([3n])
    expect(await page(4n, 0n)).toEqual([3n])
    expect(await revertOf(read.getAllServices([0n, 51n]))).toBe('LimitTooLarge(51, 50)')
    await rig.chain.mine(rig.chain.inference.write.removeService({ account: provider }))
    expect(await page(0n, 0n)).toEqual([user.address, other.address, 2n])
  })

  it('stops at fifty where no limit was given', async () => {
    for (let index = 1; index <= 51; index += 1) {
      const account = `0x${index.toString(16).padStart(40, '0')}` as const
      await rig.chain.testClient.setBalance({ address: account, value: 101n * og })
      await rig.chain.testClient.impersonateAccount({ address: account })
      await rig.chain.mine(rig.chain.inference.write.addOrUpdateService([offer], { account, value: stake }))
    }
    const [services, total] = await rig.chain.inference.read.getAllServices([0n, 0n])
    expect([services.length, total]).toEqual([50, 51n])
  }, 30_000)
})
