import { parseEther } from 'viem'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { day, other, owner, provider, revertOf, user, zero } from './chain.js'
import { type LegacyChain, startLegacyChain } from './legacyChain.js'

let chain: LegacyChain
beforeAll(async () => {
  chain = await startLegacyChain()
})
beforeEach(() => chain.reset())
afterAll(() => chain.stop())

const signer = [11n, 22n] as const
const og = parseEther('1')
const addLedger = (value: bigint, account = user) =>
  chain.mine(chain.ledger.write.addLedger([signer, 'sealed'], { account, value }))
const transfer = (amount: bigint, to = provider.address, type = 'inference') =>
  chain.ledger.write.transferFund([to, type, amount], { account: user })
const balances = async () => {
  const { availableBalance, totalBalance } = await chain.ledger.read.getLedger([user.address])
  return [availableBalance, totalBalance]
}
const coins = (address = chain.ledger.address) => chain.publicClient.getBalance({ address })

describe('initialize', () => {
  it('runs once, behind the proxy', async () => {
    expect(await chain.ledger.read.initialized()).toBe(true)
    expect(await chain.ledger.read.owner()).toBe(owner.address)
    expect(await chain.ledger.read.inferenceAddress()).toBe(chain.inference.address)
    expect(await chain.ledger.read.fineTuningAddress()).toBe(zero)
    expect(await chain.ledger.read.MAX_PROVIDERS_PER_BATCH()).toBe(20n)
    const again = chain.ledger.write.initialize([zero, zero, user.address], { account: user })
    expect(await revertOf(again)).toBe('Initializable: already initialized')
  })

  it('only the owner hands ownership on', async () => {
    const call = chain.ledger.write.transferOwnership([user.address], { account: user })
    expect(await revertOf(call)).toBe('Ownable: caller is not the owner')
    await chain.mine(chain.ledger.write.transferOwnership([other.address], { account: owner }))
    expect(await chain.ledger.read.owner()).toBe(other.address)
  })
})

describe('account life', () => {
  it('opens with any value, zero included', async () => {
    const { result } = await chain.ledger.simulate.addLedger([signer, ''], { account: user, value: 7n })
    expect(result).toEqual([7n, 0n])
    await addLedger(0n)
    expect(await chain.ledger.read.getLedger([user.address])).toEqual({
      user: user.address,
      availableBalance: 0n,
      totalBalance: 0n,
      inferenceSigner: signer,
      additionalInfo: 'sealed',
      inferenceProviders: [],
      fineTuningProviders: [],
    })
  })

  it('opens once', async () => {
    await addLedger(3n)
    const again = chain.ledger.write.addLedger([signer, ''], { account: user })
    expect(await revertOf(again)).toBe(`LedgerExists(${user.address})`)
    expect(await balances()).toEqual([3n, 3n])
  })

  it('takes deposits, and pays back what is available', async () => {
    await addLedger(5n * og)
    await chain.mine(chain.ledger.write.depositFund({ account: user, value: og }))
    await chain.mine(chain.ledger.write.depositFund({ account: user, value: 0n }))
    expect(await balances()).toEqual([6n * og, 6n * og])
    await chain.mine(transfer(2n * og))
    const before = await coins(user.address)
    await chain.mine(chain.ledger.write.refund([4n * og], { account: user }))
    const gained = (await coins(user.address)) - before
    expect(gained > (4n * og * 99n) / 100n && gained < 4n * og).toBe(true)
    expect(await balances()).toEqual([0n, 2n * og])
    expect(await coins()).toBe(0n)
    const more = chain.ledger.write.refund([1n], { account: user })
    expect(await revertOf(more)).toBe(`InsufficientBalance(${user.address})`)
    await chain.mine(chain.ledger.write.refund([0n], { account: user }))
  })

  it('refuses everybody without a ledger', async () => {
    const { write, read } = chain.ledger
    const options = { account: user }
    const missing = `LedgerNotExists(${user.address})`
    expect(await revertOf(write.depositFund({ ...options, value: 1n }))).toBe(missing)
    expect(await revertOf(write.refund([0n], options))).toBe(missing)
    expect(await revertOf(transfer(0n))).toBe(missing)
    expect(await revertOf(write.retrieveFund([[], 'inference'], options))).toBe(missing)
    expect(await revertOf(write.deleteLedger(options))).toBe(missing)
    expect(await revertOf(read.getLedger([user.address]))).toBe(missing)
  })
})

describe('transferFund', () => {
  beforeEach(() => addLedger(10n * og))

  it("opens the sub-account with the ledger's key, then adds to it", async () => {
    expect(await chain.mine(transfer(3n * og))).toEqual([
      [
        'BalanceUpdated',
        { user: user.address, provider: provider.address, amount: 3n * og, pendingRefund: 0n },
      ],
    ])
    expect(await chain.inference.read.getAccount([user.address, provider.address])).toEqual({
      user: user.address,
      provider: provider.address,
      nonce: 0n,
      balance: 3n * og,
      pendingRefund: 0n,
      signer,
      refunds: [],
      additionalInfo: 'sealed',
      providerPubKey: [0n, 0n],
      teeSignerAddress: zero,
      validRefundsLength: 0n,
    })
    await chain.mine(transfer(og))
    expect(await balances()).toEqual([6n * og, 10n * og])
    expect(await coins(chain.inference.address)).toBe(4n * og)
    const { inferenceProviders } = await chain.ledger.read.getLedger([user.address])
    expect(inferenceProviders).toEqual([provider.address])
  })

  it('with zero opens an empty sub-account and moves nothing', async () => {
    await chain.mine(transfer(0n))
    expect(await chain.inference.read.accountExists([user.address, provider.address])).toBe(true)
    expect(await chain.inference.read.accountExists([provider.address, user.address])).toBe(false)
    expect(await balances()).toEqual([10n * og, 10n * og])
  })

  it('moves all that is available, and not one neuron more', async () => {
    expect(await revertOf(transfer(10n * og + 1n))).toBe('Insufficient balance')
    await chain.mine(transfer(10n * og))
    expect(await balances()).toEqual([0n, 10n * og])
  })

  it.each(['', 'Inference', 'inference-v1.0', 'fineTuning', 'fine-tuning'])(
    'answers the type %j, which is not served, with InvalidServiceType',
    async (type) => {
      expect(await revertOf(transfer(1n, provider.address, type))).toBe(`InvalidServiceType(${type})`)
      const call = chain.ledger.write.retrieveFund([[provider.address], type], { account: user })
      expect(await revertOf(call)).toBe(`InvalidServiceType(${type})`)
    },
  )

  it('turns pending refunds around before it moves new money', async () => {
    await chain.mine(transfer(4n * og))
    await chain.mine(chain.ledger.write.retrieveFund([[provider.address], 'inference'], { account: user }))
    await chain.mine(transfer(og))
    expect(await balances()).toEqual([6n * og, 10n * og])
    expect(await chain.inference.read.getPendingRefund([user.address, provider.address])).toBe(3n * og)
    await chain.mine(transfer(5n * og))
    expect(await balances()).toEqual([4n * og, 10n * og])
    expect(await chain.inference.read.getPendingRefund([user.address, provider.address])).toBe(0n)
    const { balance } = await chain.inference.read.getAccount([user.address, provider.address])
    expect(balance).toBe(6n * og)
  })
})

describe('deleteLedger', () => {
  const remove = () => chain.ledger.write.deleteLedger({ account: user })

  it('refuses while any money remains, here or in a sub-account', async () => {
    await addLedger(1n)
    expect(await revertOf(remove())).toBe('Ledger locked for operation')
    await chain.mine(transfer(1n))
    expect(await balances()).toEqual([0n, 1n])
    expect(await revertOf(remove())).toBe('Ledger locked for operation')
    const retrieve = () =>
      chain.ledger.write.retrieveFund([[provider.address], 'inference'], { account: user })
    await chain.mine(retrieve())
    await chain.testClient.increaseTime({ seconds: Number(day) })
    await chain.mine(retrieve())
    await chain.mine(chain.ledger.write.refund([1n], { account: user }))
    await chain.mine(remove())
    expect(await coins()).toBe(0n)
    expect(await coins(chain.inference.address)).toBe(0n)
  })

  it('takes the empty sub-accounts along, and the user may begin again', async () => {
    await addLedger(0n)
    await chain.mine(transfer(0n))
    await chain.mine(transfer(0n, other.address))
    await chain.mine(
      chain.inference.write.acknowledgeTEESigner([provider.address, other.address], { account: user }),
    )
    await chain.mine(remove())
    expect(await chain.inference.read.getAllAccounts([0n, 0n])).toEqual([[], 0n])
    expect(await chain.inference.read.getAccountsByUser([user.address, 0n, 0n])).toEqual([[], 0n])
    expect(await chain.inference.read.getAccountsByProvider([other.address, 0n, 0n])).toEqual([[], 0n])
    expect(await chain.ledger.read.getAllLedgers([0n, 0n])).toEqual([[], 0n])
    await addLedger(2n)
    const ledger = await chain.ledger.read.getLedger([user.address])
    expect([ledger.totalBalance, ledger.inferenceProviders]).toEqual([2n, []])
    await chain.mine(transfer(1n))
    expect(await chain.inference.read.getAccount([user.address, provider.address])).toMatchObject({
      balance: 1n,
      teeSignerAddress: zero,
    })
  })
})

describe('coins and calls from outside', () => {
  it('nobody else can send coins to either contract', async () => {
    for (const to of [chain.ledger.address, chain.inference.address]) {
      const sent = chain.walletClient.sendTransaction({ account: user, to, value: 1n })
      await expect(sent).rejects.toThrow(
        to === chain.ledger.address ? 'Caller is not the fine tuning or inference contract' : 'revert',
      )
      expect(await coins(to)).toBe(0n)
    }
  })

  it('only service contracts spend', async () => {
    await addLedger(og)
    const call = chain.ledger.write.spendFund([user.address, 1n], { account: user })
    expect(await revertOf(call)).toBe('Caller is not the fine tuning or inference contract')
  })

  it('a service contract spends what is in sub-accounts, never what is available', async () => {
    await addLedger(5n)
    await chain.mine(transfer(3n))
    const account = await chain.impersonate(chain.inference.address)
    const simulate = (amount: bigint) => chain.ledger.simulate.spendFund([user.address, amount], { account })
    expect(await revertOf(simulate(4n))).toBe('Insufficient balance')
    await chain.mine(chain.ledger.write.spendFund([user.address, 3n], { account }))
    expect(await balances()).toEqual([2n, 2n])
    expect(await revertOf(simulate(1n))).toBe('Insufficient balance')
  })
})

describe('getAllLedgers', () => {
  it('pages in the order of opening; zero means all, and there is no upper limit', async () => {
    for (const account of [user, provider, other]) await addLedger(1n, account)
    const page = async (offset: bigint, limit: bigint) => {
      const [ledgers, total] = await chain.ledger.read.getAllLedgers([offset, limit])
      return [ledgers.map((ledger) => ledger.user), total]
    }
    const all = [user.address, provider.address, other.address]
    expect(await page(0n, 0n)).toEqual([all, 3n])
    expect(await page(0n, 1_000n)).toEqual([all, 3n])
    expect(await page(1n, 1n)).toEqual([[provider.address], 3n])
    expect(await page(2n, 0n)).toEqual([[other.address], 3n])
    expect(await page(3n, 0n)).toEqual([[], 3n])
    expect(await page(9n, 1n)).toEqual([[], 3n])
  })
})
