import { beforeEach, describe, expect, it } from 'vitest'
import { other, owner, provider, revertOf, user } from './chain.js'
import { settled, status, terms, updated } from './terms.js'
import { og } from './v1Chain.js'
import { spent, useV1 } from './v1Rig.js'
import { useV1Settlements } from './v1Settlements.js'

const rig = useV1()
const { answer, open, settle, sign } = useV1Settlements(rig)
const { balances, getAccount, refunds, retrieve } = rig

beforeEach(() => open())

describe('a batch', () => {
  it('settles the good ones and reports each, in order', async () => {
    await open(other)
    const half = og / 2n
    const items = [
      await sign(terms({ provider: owner.address })),
      await sign(terms({ totalFee: og + half })),
      await sign(terms({ user: other.address })),
      await sign(terms({ user: other.address, nonce: 0n, totalFee: 7n })),
      await sign(terms({ user: owner.address, totalFee: 8n })),
      await sign(terms({ user: other.address, nonce: 9n, totalFee: og })),
    ]
    const { statuses, preview } = await answer(items)
    expect(statuses).toEqual([2, 1, 0, 4, 5, 1])
    // The preview judges each item against the present state: for the last one 1 0G would be there.
    expect(preview).toEqual([[user.address, other.address, owner.address], [2, 4, 5], [user.address], [half]])
    const at = rig.chain.inference.address
    expect(await settle(items)).toEqual([
      settled(user, status.providerMismatch, 30n),
      spent(user, og, at),
      updated(user, 0n, 0n),
      settled(user, status.partial, half),
      spent(other, 30n, at),
      updated(other, og - 30n, 0n),
      settled(other, status.success, 0n),
      settled(other, status.invalidNonce, 7n),
      settled(owner, status.invalidSignature, 8n),
      spent(other, og - 30n, at),
      updated(other, 0n, 0n),
      settled(other, status.partial, 30n),
    ])
  })

  it('pays nobody and reverts nothing when all are refused', async () => {
    const before = await rig.coins(rig.chain.inference.address)
    await settle([await sign(terms({ nonce: 0n })), await sign(terms({ provider: other.address }))])
    expect(await rig.coins(rig.chain.inference.address)).toBe(before)
  })

  it('takes the same settlement once', async () => {
    const item = await sign(terms())
    expect((await answer([item, item])).statuses).toEqual([status.success, status.invalidNonce])
    await settle([item])
    expect((await answer([item])).statuses).toEqual([status.invalidNonce])
  })

  it('has one to fifty items', async () => {
    const { simulate, read } = rig.chain.inference
    const item = await sign(terms({ nonce: 0n }))
    const both = async (length: number) => {
      const items = Array.from({ length }, () => item)
      return [
        await revertOf(simulate.settleFeesWithTEE([items], { account: provider })),
        await revertOf(read.previewSettlementResults([items], { account: provider.address })),
      ]
    }
    expect(await both(0)).toEqual(['NoSettlementsProvided()', 'NoSettlementsProvided()'])
    expect(await both(50)).toEqual(['no revert', 'no revert'])
    expect(await both(51)).toEqual(['TooManySettlements(51, 50)', 'TooManySettlements(51, 50)'])
  })
})

describe('settlement against pending refunds', () => {
  const ledger = () => rig.chain.impersonate(rig.chain.ledger.address)
  const pair = [user.address, provider.address] as const
  const add = async (value: bigint) => {
    const { write } = rig.chain.inference
    await rig.chain.mine(write.depositFund([...pair, 0n], { account: await ledger(), value }))
  }
  /** Refunds of 1 0G, 20 and 30 neuron, and 10 neuron free; the ledger's total knows of 1 0G only. */
  const bookThree = async () => {
    await retrieve()
    for (const value of [20n, 30n]) {
      await add(value)
      await retrieve()
    }
    await add(10n)
  }

  it('spends free money first, then the newest refund, and leaves the older ones', async () => {
    await bookThree()
    await settle([await sign(terms({ totalFee: 10n, nonce: 1n }))])
    expect(await refunds()).toEqual([og, 20n, 30n])
    await settle([await sign(terms({ totalFee: 4n, nonce: 2n }))])
    expect(await refunds()).toEqual([og, 20n, 26n])
    await add(5n)
    // Five are free, one comes from the newest refund.
    await settle([await sign(terms({ totalFee: 6n, nonce: 3n }))])
    expect(await refunds()).toEqual([og, 20n, 25n])
    expect(await settle([await sign(terms({ totalFee: 46n, nonce: 4n }))])).toEqual([
      spent(user, 46n, rig.chain.inference.address),
      updated(user, og - 1n, og - 1n),
      settled(user, status.success, 0n),
    ])
    expect(await refunds()).toEqual([og - 1n])
    expect(await getAccount()).toMatchObject({ pendingRefund: og - 1n, validRefundsLength: 1n })
  })

  it('never pays a refund that a settlement has used up', async () => {
    await retrieve()
    await settle([await sign(terms({ totalFee: og, nonce: 1n }))])
    expect(await getAccount()).toMatchObject({ balance: 0n, pendingRefund: 0n, validRefundsLength: 0n })
    await rig.chain.mine(rig.transfer(2n * og))
    await rig.pass()
    await retrieve()
    expect(await balances()).toEqual([2n * og, 4n * og])
    expect(await getAccount()).toMatchObject({ balance: 2n * og, pendingRefund: 2n * og })
  })

  it('pays the rest of a half-used refund once', async () => {
    await retrieve()
    await settle([await sign(terms({ totalFee: og / 4n, nonce: 1n }))])
    expect(await refunds()).toEqual([(og * 3n) / 4n])
    await rig.pass()
    await retrieve()
    await retrieve()
    expect(await balances()).toEqual([5n * og - og / 4n, 5n * og - og / 4n])
  })
})

describe('an account that was deleted and opened again', () => {
  it('refuses the settlements of its former life', async () => {
    const item = await sign(terms({ totalFee: 5n * og }))
    await rig.chain.mine(rig.transfer(4n * og))
    await settle([item])
    await rig.chain.mine(rig.chain.ledger.write.deleteLedger({ account: user }))
    expect(await rig.chain.inference.read.accountExists([user.address, provider.address])).toBe(false)
    await open()
    expect(await getAccount()).toMatchObject({ nonce: 5n, balance: og, refunds: [] })
    expect((await answer([item])).statuses).toEqual([status.invalidNonce])
  })
})
