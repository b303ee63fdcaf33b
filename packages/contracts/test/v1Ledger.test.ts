import { describe, expect, it } from 'vitest'
import { other, owner, provider, revertOf, user, zero } from './chain.js'
import { og, serviceName } from './v1Chain.js'
import { useV1 } from './v1Rig.js'

const rig = useV1()
const { addLedger, balances, coins, transfer } = rig

const long = 'x'.repeat(4_097)
const missing = `LedgerNotExists(${user.address})`
const tooSmall = (provided: bigint, required: bigint) => `MinimumDepositRequired(${provided}, ${required})`

describe('limits', () => {
  it("are the network's, the minimums by the deployer's choice", async () => {
    const { read } = rig.chain.ledger
    expect(await read.MIN_ACCOUNT_BALANCE()).toBe(3n * og)
    expect(await read.MIN_TRANSFER_AMOUNT()).toBe(og)
    expect(await read.MAX_ADDITIONAL_INFO_LENGTH()).toBe(4_096n)
    expect(await read.MAX_PROVIDERS_PER_BATCH()).toBe(20n)
    expect(await read.MAX_PROVIDERS_PER_USER_PER_SERVICE()).toBe(50n)
    expect(await read.MAX_SERVICES()).toBe(500n)
  })
})

describe('addLedger', () => {
  it('opens with the value sent, and says nothing in events', async () => {
    const { simulate, read } = rig.chain.ledger
    expect((await simulate.addLedger([''], { account: user, value: 3n * og })).result).toEqual([3n * og, 0n])
    expect(await addLedger(3n * og, user, 'x'.repeat(4_096))).toEqual([])
    expect(await read.getLedger([user.address])).toEqual({
      user: user.address,
      availableBalance: 3n * og,
      totalBalance: 3n * og,
      additionalInfo: 'x'.repeat(4_096),
    })
  })

  it('checks the minimum, then the text, then whether there is one already', async () => {
    await addLedger(3n * og)
    const open = (value: bigint, info: string) =>
      revertOf(rig.chain.ledger.simulate.addLedger([info], { account: user, value }))
    expect(await open(3n * og - 1n, long)).toBe(tooSmall(3n * og - 1n, 3n * og))
    expect(await open(3n * og, long)).toBe('AdditionalInfoTooLong(4097, 4096)')
    expect(await open(3n * og, '')).toBe(`LedgerExists(${user.address})`)
    expect(await balances()).toEqual([3n * og, 3n * og])
  })
})

describe('depositFund', () => {
  const deposit = (value: bigint) => rig.chain.ledger.write.depositFund({ account: user, value })

  it('opens a ledger with no text, if the minimum is met', async () => {
    expect(await revertOf(deposit(0n))).toBe('ZeroAmountNotAllowed()')
    expect(await revertOf(deposit(3n * og - 1n))).toBe(tooSmall(3n * og - 1n, 3n * og))
    expect(await rig.chain.mine(deposit(3n * og))).toEqual([])
    expect(await rig.chain.ledger.read.getLedger([user.address])).toMatchObject({
      user: user.address,
      additionalInfo: '',
    })
  })

  it('adds any amount but none to a ledger that is there', async () => {
    await addLedger(3n * og)
    expect(await rig.chain.mine(deposit(1n))).toEqual([])
    expect(await balances()).toEqual([3n * og + 1n, 3n * og + 1n])
    expect(await revertOf(deposit(0n))).toBe('ZeroAmountNotAllowed()')
  })
})

describe('depositFundFor', () => {
  const deposit = (to: `0x${string}`, value: bigint) =>
    rig.chain.ledger.write.depositFundFor([to], { account: other, value })

  it("opens and fills somebody else's ledger, not the payer's", async () => {
    expect(await revertOf(deposit(zero, 0n))).toBe('ZeroAddressNotAllowed()')
    expect(await revertOf(deposit(user.address, 0n))).toBe('ZeroAmountNotAllowed()')
    expect(await revertOf(deposit(user.address, og))).toBe(tooSmall(og, 3n * og))
    await rig.chain.mine(deposit(user.address, 3n * og))
    await rig.chain.mine(deposit(user.address, 5n))
    expect(await balances()).toEqual([3n * og + 5n, 3n * og + 5n])
    expect(await revertOf(balances(other))).toBe(`LedgerNotExists(${other.address})`)
  })
})

describe('updateAdditionalInfo', () => {
  it('checks the text, then the ledger, and tells', async () => {
    const update = (info: string) => rig.chain.ledger.write.updateAdditionalInfo([info], { account: user })
    expect(await revertOf(update(long))).toBe('AdditionalInfoTooLong(4097, 4096)')
    expect(await revertOf(update(''))).toBe(missing)
    await addLedger(3n * og)
    expect(await rig.chain.mine(update('new'))).toEqual([
      ['LedgerInfoUpdated', { user: user.address, additionalInfo: 'new' }],
    ])
    expect((await rig.chain.ledger.read.getLedger([user.address])).additionalInfo).toBe('new')
  })
})

describe('refund', () => {
  const refund = (amount: bigint) => rig.chain.ledger.write.refund([amount], { account: user })

  it('leaves nothing or the minimum, and no more than is available goes out', async () => {
    expect(await revertOf(refund(0n))).toBe(missing)
    await addLedger(5n * og)
    expect(await revertOf(refund(5n * og + 1n))).toBe(`InsufficientBalance(${user.address})`)
    expect(await revertOf(refund(2n * og + 1n))).toBe(tooSmall(3n * og - 1n, 3n * og))
    expect(await revertOf(refund(5n * og - 1n))).toBe(tooSmall(1n, 3n * og))
    const before = await coins(user.address)
    const gasPrice = 10n ** 10n
    const hash = await rig.chain.ledger.write.refund([2n * og], { account: user, gasPrice })
    const { gasUsed } = await rig.chain.receiptOf(hash)
    expect((await coins(user.address)) - before + gasUsed * gasPrice).toBe(2n * og)
    expect(await balances()).toEqual([3n * og, 3n * og])
    await rig.chain.mine(refund(0n))
    expect(await balances()).toEqual([3n * og, 3n * og])
  })

  it('of everything deletes the ledger and its sub-accounts', async () => {
    await addLedger(4n * og)
    await rig.chain.mine(transfer(og))
    await rig.retrieve()
    await rig.pass()
    await rig.retrieve()
    expect(await rig.chain.mine(refund(4n * og))).toEqual([
      ['AccountDeleted', { user: user.address, provider: provider.address, refundedAmount: 0n }],
    ])
    expect(await revertOf(balances())).toBe(missing)
    expect(await rig.chain.inference.read.accountExists([user.address, provider.address])).toBe(false)
    expect(await rig.chain.ledger.read.getAllLedgers([0n, 0n])).toEqual([[], 0n])
    expect(await rig.chain.ledger.read.getLedgerProviders([user.address, serviceName])).toEqual([])
    expect(await coins(rig.chain.ledger.address)).toBe(0n)
  })

  it('of all that is available keeps the ledger while a provider holds some', async () => {
    await addLedger(4n * og)
    await rig.chain.mine(transfer(og))
    expect(await rig.chain.mine(refund(3n * og))).toEqual([])
    expect(await balances()).toEqual([0n, og])
  })
})

describe('deleteLedger', () => {
  const call = () => rig.chain.ledger.write.deleteLedger({ account: user })

  it('reverts while any money remains, here or at a provider', async () => {
    expect(await revertOf(call())).toBe(missing)
    await addLedger(3n * og)
    expect(await revertOf(call())).toBe(`MustWithdrawAllFundsFirst(${3n * og})`)
    await rig.chain.mine(transfer(3n * og))
    expect(await revertOf(call())).toBe(`MustWithdrawAllFundsFirst(${3n * og})`)
  })

  it('deletes a ledger that was spent to the last neuron, with its sub-accounts', async () => {
    await addLedger(3n * og)
    await rig.chain.mine(transfer(3n * og))
    const service = await rig.chain.impersonate(rig.chain.inference.address)
    await rig.chain.mine(rig.chain.ledger.write.spendFund([user.address, 3n * og], { account: service }))
    // The books of the inference contract don't follow here: whatever it says then, the ledger goes.
    expect(await rig.chain.mine(call())).toEqual([
      ['AccountDeleted', { user: user.address, provider: provider.address, refundedAmount: 3n * og }],
    ])
    expect(await revertOf(balances())).toBe(missing)
    await addLedger(3n * og)
    expect(await balances()).toEqual([3n * og, 3n * og])
  })
})

describe('getAllLedgers', () => {
  it('gives pages in the order of opening; a deleted one leaves its place to the last', async () => {
    for (const account of [user, other, provider]) await addLedger(3n * og, account)
    const users = async (offset: bigint, limit: bigint) => {
      const [ledgers, total] = await rig.chain.ledger.read.getAllLedgers([offset, limit])
      return [...ledgers.map((ledger) => ledger.user), total]
    }
    const all = [user.address, other.address, provider.address, 3n]
    expect(await users(0n, 0n)).toEqual(all)
    expect(await users(0n, 1_000n)).toEqual(all)
    expect(await users(1n, 1n)).toEqual([other.address, 3n])
    expect(await users(3n, 0n)).toEqual([3n])
    expect(await users(9n, 9n)).toEqual([3n])
    await rig.chain.mine(rig.chain.ledger.write.refund([3n * og], { account: user }))
    expect(await users(0n, 0n)).toEqual([provider.address, other.address, 2n])
  })

  it('stops at fifty where no limit was given, and nowhere where one was', async () => {
    for (let index = 1; index <= 51; index += 1) {
      const to = `0x${index.toString(16).padStart(40, '0')}` as const
      await rig.chain.mine(rig.chain.ledger.write.depositFundFor([to], { account: user, value: 3n * og }))
    }
    const { read } = rig.chain.ledger
    expect((await read.getAllLedgers([0n, 0n]))[0]).toHaveLength(50)
    expect((await read.getAllLedgers([0n, 51n]))[0]).toHaveLength(51)
  }, 30_000)
})

describe('ownership', () => {
  it('only the owner hands it on', async () => {
    const give = (account: typeof owner) =>
      rig.chain.ledger.write.transferOwnership([other.address], { account })
    expect(await revertOf(give(user))).toBe('Ownable: caller is not the owner')
    await rig.chain.mine(give(owner))
    expect(await rig.chain.ledger.read.owner()).toBe(other.address)
  })
})
