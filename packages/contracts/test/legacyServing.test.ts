import { parseEther } from 'viem'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { legacyInferenceServingBytecode } from '../../devnet/src/artifacts/legacy.js'
import { upgradeableBeaconAbi } from '../../devnet/src/artifacts/proxy.js'
import { legacyInferenceServingAbi } from '../src/generated/legacy/inferenceServing.js'
import { expectPages } from './accountPages.js'
import { other, owner, provider, revertOf, user, zero } from './chain.js'
import { type LegacyChain, startLegacyChain } from './legacyChain.js'

let chain: LegacyChain
beforeAll(async () => {
  chain = await startLegacyChain()
})
beforeEach(() => chain.reset())
afterAll(() => chain.stop())

const params = {
  serviceType: 'chatbot',
  url: 'http://one',
  model: 'scripted',
  verifiability: 'TeeML',
  inputPrice: 100_000_000_000n,
  outputPrice: 400_000_000_000n,
  additionalInfo: '{}',
}
const register = (over: Partial<typeof params> = {}, account = provider) =>
  chain.mine(chain.inference.write.addOrUpdateService([{ ...params, ...over }], { account }))

describe('services', () => {
  it('registers for free, under the caller, and tells so', async () => {
    const events = await register()
    const updatedAt = await chain.now()
    const { additionalInfo, ...rest } = params
    expect(events).toEqual([['ServiceUpdated', { service: provider.address, ...rest, updatedAt }]])
    expect(await chain.inference.read.getService([provider.address])).toEqual({
      provider: provider.address,
      ...rest,
      additionalInfo,
      updatedAt,
    })
  })

  it('updates in place and lists in the order of registration', async () => {
    await register()
    await register({}, other)
    await register({ url: 'http://two', inputPrice: 0n })
    const services = await chain.inference.read.getAllServices()
    expect(services.map((service) => [service.provider, service.url, service.inputPrice])).toEqual([
      [provider.address, 'http://two', 0n],
      [other.address, 'http://one', params.inputPrice],
    ])
  })

  it('removes only the caller, once', async () => {
    await register()
    await register({}, other)
    const remove = () => chain.inference.write.removeService({ account: provider })
    expect(await chain.mine(remove())).toEqual([['ServiceRemoved', { service: provider.address }]])
    const missing = `ServiceNotExist(${provider.address})`
    expect(await revertOf(remove())).toBe(missing)
    expect(await revertOf(chain.inference.read.getService([provider.address]))).toBe(missing)
    expect((await chain.inference.read.getAllServices()).map((service) => service.provider)).toEqual([
      other.address,
    ])
  })
})

describe('acknowledgement', () => {
  it("writes into the caller's own account, any address, any number of times", async () => {
    const { write, read } = chain.inference
    const missing = `AccountNotExists(${user.address}, ${provider.address})`
    const acknowledge = (signer: `0x${string}`) =>
      write.acknowledgeTEESigner([provider.address, signer], { account: user })
    const acknowledgeKey = () =>
      write.acknowledgeProviderSigner([provider.address, [3n, 4n]], { account: user })
    expect(await revertOf(acknowledge(other.address))).toBe(missing)
    expect(await revertOf(acknowledgeKey())).toBe(missing)
    expect(await revertOf(read.getAccount([user.address, provider.address]))).toBe(missing)
    expect(await revertOf(read.getPendingRefund([user.address, provider.address]))).toBe(missing)
    await chain.mine(chain.ledger.write.addLedger([[1n, 2n], ''], { account: user }))
    await chain.mine(chain.ledger.write.transferFund([provider.address, 'inference', 0n], { account: user }))
    expect(await chain.mine(acknowledge(other.address))).toEqual([])
    await chain.mine(acknowledgeKey())
    expect(await read.getAccount([user.address, provider.address])).toMatchObject({
      teeSignerAddress: other.address,
      providerPubKey: [3n, 4n],
      signer: [1n, 2n],
    })
    await chain.mine(acknowledge(zero))
    expect(await read.getAccount([user.address, provider.address])).toMatchObject({
      teeSignerAddress: zero,
    })
  })
})

describe("the ledger's own functions", () => {
  const pair = () => [user.address, provider.address] as const

  it('are closed to everybody else, the owner included', async () => {
    const { write } = chain.inference
    const options = { account: owner }
    const text = 'Caller is not the ledger contract'
    expect(await revertOf(write.addAccount([...pair(), [0n, 0n], ''], options))).toBe(text)
    expect(await revertOf(write.depositFund([...pair(), 0n], options))).toBe(text)
    expect(await revertOf(write.deleteAccount(pair(), options))).toBe(text)
    expect(await revertOf(write.requestRefundAll(pair(), options))).toBe(text)
    expect(await revertOf(write.processRefund(pair(), options))).toBe(text)
  })

  it('want an account, and open it once', async () => {
    const options = { account: await chain.impersonate(chain.ledger.address) }
    const { simulate, write } = chain.inference
    const missing = `AccountNotExists(${user.address}, ${provider.address})`
    expect(await revertOf(simulate.depositFund([...pair(), 0n], options))).toBe(missing)
    expect(await revertOf(simulate.deleteAccount(pair(), options))).toBe('no revert')
    expect(await revertOf(simulate.requestRefundAll(pair(), options))).toBe(missing)
    expect(await revertOf(simulate.processRefund(pair(), options))).toBe(missing)
    await chain.mine(write.addAccount([...pair(), [0n, 0n], ''], options))
    expect(await revertOf(simulate.addAccount([...pair(), [0n, 0n], ''], options))).toBe(
      `AccountExists(${user.address}, ${provider.address})`,
    )
  })
})

describe('pages of accounts', () => {
  const open = async () => {
    for (const account of [user, other]) {
      await chain.mine(chain.ledger.write.addLedger([[1n, 2n], ''], { account, value: parseEther('1') }))
    }
    for (const [account, to] of [
      [user, provider],
      [other, provider],
      [user, owner],
    ] as const) {
      await chain.mine(chain.ledger.write.transferFund([to.address, 'inference', 5n], { account }))
    }
  }
  it('go by user, by provider, and over all, in the order of opening', async () => {
    await open()
    await expectPages(chain.inference.read)
  })

  it('hold at most fifty', async () => {
    const { read } = chain.inference
    expect(await read.getAllAccounts([0n, 50n])).toEqual([[], 0n])
    const text = 'Limit too large'
    expect(await revertOf(read.getAllAccounts([0n, 51n]))).toBe(text)
    expect(await revertOf(read.getAccountsByUser([user.address, 0n, 51n]))).toBe(text)
    expect(await revertOf(read.getAccountsByProvider([user.address, 0n, 51n]))).toBe(text)
  })

  it('a provider asks for up to five hundred of its users; a stranger is all zero', async () => {
    await open()
    const { read } = chain.inference
    const accounts = await read.getBatchAccountsByUsers([[user.address, owner.address]], {
      account: provider.address,
    })
    expect(accounts.map(({ user: of, balance }) => [of, balance])).toEqual([
      [user.address, 5n],
      [zero, 0n],
    ])
    const many = (length: number) => Array.from({ length }, () => owner.address)
    expect(await read.getBatchAccountsByUsers([many(500)])).toHaveLength(500)
    expect(await revertOf(read.getBatchAccountsByUsers([many(501)]))).toBe('Batch size too large (max 500)')
  })
})

describe('behind a beacon', () => {
  it('is initialized once', async () => {
    const { read, write } = chain.inference
    expect(await read.initialized()).toBe(true)
    expect(await read.owner()).toBe(owner.address)
    expect(await read.ledgerAddress()).toBe(chain.ledger.address)
    expect(await read.lockTime()).toBe(86_400n)
    const again = write.initialize([0n, user.address, user.address], { account: user })
    expect(await revertOf(again)).toBe('Initializable: already initialized')
  })

  it('keeps its state when the implementation is replaced', async () => {
    await register()
    const slot = '0xa3f0ad74e5423aebfd80d3ef4346578335a9a72aeaee59ff6cb3582b35133d50'
    const word = await chain.publicClient.getStorageAt({ address: chain.inference.address, slot })
    const beacon = `0x${word?.slice(-40)}` as const
    const next = await chain.deploy(legacyInferenceServingAbi, legacyInferenceServingBytecode)
    await chain.mine(
      chain.walletClient.writeContract({
        address: beacon,
        abi: upgradeableBeaconAbi,
        functionName: 'upgradeTo',
        args: [next],
        account: owner,
      }),
    )
    const implementation = await chain.publicClient.readContract({
      address: beacon,
      abi: upgradeableBeaconAbi,
      functionName: 'implementation',
    })
    expect(implementation).toBe(next)
    expect((await chain.inference.read.getService([provider.address])).url).toBe('http://one')
  })
})
