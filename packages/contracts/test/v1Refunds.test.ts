import { describe, expect, it } from 'vitest'
import { day, owner, provider, revertOf, user } from './chain.js'
import { updated } from './terms.js'
import { og } from './v1Chain.js'
import { useV1 } from './v1Rig.js'

const rig = useV1()
const { balances, getAccount, pass, refunds } = rig

const pair = [user.address, provider.address] as const
const hour = 3_600n

/** The queue as the ledger drives it, one step at a time: by its own way it turns refunds around before it adds money. */
const queue = async () => {
  const account = await rig.chain.impersonate(rig.chain.ledger.address)
  const { write } = rig.chain.inference
  return {
    open: (value: bigint) => rig.chain.mine(write.addAccount([...pair, ''], { account, value })),
    add: (value: bigint, cancel = 0n) =>
      rig.chain.mine(write.depositFund([...pair, cancel], { account, value })),
    request: () => rig.chain.mine(write.requestRefundAll(pair, { account })),
    tryRequest: () => revertOf(rig.chain.inference.simulate.requestRefundAll(pair, { account })),
    // With gas of its own: the node would estimate by the block of before.
    process: () => rig.chain.mine(write.processRefund(pair, { account, gas: 500_000n })),
    tryProcess: async () => (await rig.chain.inference.simulate.processRefund(pair, { account })).result,
  }
}
/** Refunds of these amounts, an hour apart. */
const book = async (...amounts: readonly bigint[]) => {
  const steps = await queue()
  await steps.open(0n)
  for (const [index, amount] of amounts.entries()) {
    if (index > 0) await pass(hour)
    await steps.add(amount)
    await steps.request()
  }
  return steps
}

describe('requestRefundAll', () => {
  it('books all that is not on its way yet, stamped with the block', async () => {
    const steps = await queue()
    await steps.open(100n)
    const events = await steps.request()
    const createdAt = await rig.chain.now()
    const asked = (index: bigint, timestamp: bigint) => [
      ['RefundRequested', { user: user.address, provider: provider.address, index, timestamp }],
    ]
    expect(events).toEqual(asked(0n, createdAt))
    expect(await getAccount()).toMatchObject({
      balance: 100n,
      pendingRefund: 100n,
      refunds: [{ index: 0n, amount: 100n, createdAt, processed: false }],
      validRefundsLength: 1n,
    })
    // Nothing more to book: the event comes all the same.
    expect(await steps.request()).toEqual(asked(0n, await rig.chain.now()))
    expect(await refunds()).toEqual([100n])
    await steps.add(7n)
    expect(await steps.request()).toEqual(asked(1n, await rig.chain.now()))
    expect(await refunds()).toEqual([100n, 7n])
  })

  it('says nothing of an account with nothing in it', async () => {
    const steps = await queue()
    await steps.open(0n)
    expect(await steps.request()).toEqual([])
    expect(await steps.process()).toEqual([])
    expect(await getAccount()).toMatchObject({ refunds: [], validRefundsLength: 0n })
  })

  it('holds five, and refuses the sixth only when there is something to book', async () => {
    const steps = await book(1n, 2n, 3n, 4n, 5n)
    expect(await steps.tryRequest()).toBe('no revert')
    await steps.add(6n)
    expect(await steps.tryRequest()).toBe(`TooManyRefunds(${user.address}, ${provider.address})`)
    await pass(day - 4n * hour)
    await steps.process()
    await steps.request()
    expect(await refunds()).toEqual([2n, 3n, 4n, 5n, 6n])
    expect((await getAccount()).refunds).toHaveLength(5)
  })
})

describe('processRefund', () => {
  it('pays nothing a second too early, and everything on the second', async () => {
    const steps = await book(100n)
    const [refund] = (await getAccount()).refunds
    const due = (refund?.createdAt ?? 0n) + day
    await rig.chain.testClient.setNextBlockTimestamp({ timestamp: due - 1n })
    expect(await steps.process()).toEqual([])
    await rig.chain.testClient.setNextBlockTimestamp({ timestamp: due })
    expect(await steps.process()).toEqual([updated(user, 0n, 0n)])
    expect(await rig.coins(rig.chain.inference.address)).toBe(0n)
    expect(await getAccount()).toMatchObject({ balance: 0n, pendingRefund: 0n, validRefundsLength: 0n })
  })

  it('pays the old ones, and moves the young ones up', async () => {
    const steps = await book(1n, 20n, 300n)
    await steps.add(4_000n)
    const before = await getAccount()
    await pass(day - hour + 60n)
    expect(await steps.tryProcess()).toEqual([21n, 4_300n, 300n])
    expect(await steps.process()).toEqual([updated(user, 4_300n, 300n)])
    const after = await getAccount()
    expect(after).toMatchObject({ balance: 4_300n, pendingRefund: 300n, validRefundsLength: 1n })
    expect(after.refunds).toHaveLength(3)
    expect(after.refunds[0]).toEqual({ ...before.refunds[2], index: 0n })
    // Freed slots are used again.
    await steps.request()
    expect(await refunds()).toEqual([300n, 4_000n])
    expect((await getAccount()).refunds).toHaveLength(3)
  })

  it('goes by the lock time of now, also for refunds of before', async () => {
    const steps = await book(100n)
    await rig.chain.mine(rig.chain.inference.write.updateLockTime([hour], { account: owner }))
    await pass(hour)
    expect(await steps.tryProcess()).toEqual([100n, 0n, 0n])
  })
})

describe('depositFund', () => {
  it('cancels the newest first, and a refund cut in half keeps its age', async () => {
    const steps = await book(10n, 20n, 30n)
    const before = await getAccount()
    expect(await steps.add(5n, 31n)).toEqual([updated(user, 65n, 29n)])
    expect(await refunds()).toEqual([10n, 19n])
    const after = await getAccount()
    expect(after.refunds[1]).toEqual({ ...before.refunds[1], amount: 19n })
    expect(after.validRefundsLength).toBe(2n)
    expect(await steps.add(0n, 19n)).toEqual([updated(user, 65n, 10n)])
    expect(await refunds()).toEqual([10n])
    expect(await steps.add(0n, 10n)).toEqual([updated(user, 65n, 0n)])
    expect(await refunds()).toEqual([])
    await pass()
    expect(await steps.tryProcess()).toEqual([0n, 65n, 0n])
  })

  it('acknowledges the signer, as every transfer does', async () => {
    const steps = await queue()
    await steps.open(0n)
    const { write } = rig.chain.inference
    await rig.chain.mine(write.acknowledgeTEESigner([provider.address, false], { account: user }))
    await steps.add(1n)
    expect((await getAccount()).acknowledged).toBe(true)
  })
})

describe('the way back to the wallet', () => {
  it('takes two calls with the lock time between, and then a refund of the ledger', async () => {
    await rig.addLedger(5n * og)
    await rig.chain.mine(rig.transfer(2n * og))
    await rig.retrieve()
    expect(await balances()).toEqual([3n * og, 5n * og])
    await rig.retrieve()
    expect(await balances()).toEqual([3n * og, 5n * og])
    await pass()
    await rig.retrieve()
    expect(await balances()).toEqual([5n * og, 5n * og])
    await rig.chain.mine(rig.chain.ledger.write.refund([5n * og], { account: user }))
    expect(await rig.coins(rig.chain.ledger.address)).toBe(0n)
  })
})
