import { concat, parseSignature, serializeSignature, sliceHex, toHex } from 'viem'
import { describe, expect, it } from 'vitest'
import { day, other, owner, provider, revertOf, user } from './chain.js'
import { hashSettlement, signSettlement, useSettlements } from './legacySettlement.js'
import { settled, status, tee, terms, updated, vector } from './terms.js'

const rig = useSettlements()
const { answer, getAccount, open, settle } = rig

describe('a batch', () => {
  it('settles the good ones and names the others, in order', async () => {
    await open(other)
    const items = [
      await signSettlement(terms({ provider: owner.address })),
      await signSettlement(terms({ totalFee: 150n })),
      await signSettlement(terms({ user: other.address })),
      await signSettlement(terms({ user: other.address, nonce: 0n, totalFee: 7n })),
      await signSettlement(terms({ user: other.address, nonce: 9n, totalFee: 90n })),
    ]
    const { result: done, preview } = await answer(items)
    expect(done).toEqual([
      [user.address, other.address],
      [status.providerMismatch, status.invalidNonce],
      [user.address, other.address],
      [50n, 20n],
    ])
    // The preview judges each item against the present state: 90 of 100 would be there.
    expect(preview).toEqual([done[0], done[1], [user.address], [50n]])
    expect(await settle(items)).toEqual([
      settled(user, status.providerMismatch, 30n),
      updated(user, 0n, 0n),
      settled(user, status.partial, 50n),
      updated(other, 70n, 0n),
      settled(other, status.success, 0n),
      settled(other, status.invalidNonce, 7n),
      updated(other, 0n, 0n),
      settled(other, status.partial, 20n),
    ])
  })

  it('refuses the same settlement twice', async () => {
    const item = await signSettlement(terms())
    expect((await answer([item, item])).result.slice(0, 2)).toEqual([[user.address], [status.invalidNonce]])
  })

  it('must not be empty', async () => {
    const { simulate, read } = rig.chain.inference
    const text = 'No settlements provided'
    expect(await revertOf(simulate.settleFeesWithTEE([[]], { account: provider }))).toBe(text)
    expect(await revertOf(read.previewSettlementResults([[]]))).toBe(text)
  })

  it('reverts as a whole for a user without a sub-account', async () => {
    const items = [await signSettlement(terms()), await signSettlement(terms({ user: other.address }))]
    const text = `AccountNotExists(${other.address}, ${provider.address})`
    const { simulate, read } = rig.chain.inference
    expect(await revertOf(simulate.settleFeesWithTEE([items], { account: provider }))).toBe(text)
    expect(await revertOf(read.previewSettlementResults([items], { account: provider.address }))).toBe(text)
  })
})

describe('signatures', () => {
  it("gives the specification's vector, and the contract takes it", async () => {
    expect(tee.address).toBe('0x325744be57db298C2652c672B32Eb12875d92D83')
    expect(hashSettlement(vector)).toBe('0xc25f4cd91b0da2ddc6925729829f0fe35a6eaa1b143e2f04d65d2c4f67b3058a')
    const signature =
      '0x7d98bb41d21a908cecab3bdafd635ec131834b9934ff5a460889c1b56a7858355d3c2357f8aa29d2236f06983647ad171bbe2a14cdff8da9976fec33919980201c'
    expect(await signSettlement(vector)).toEqual({ ...vector, signature })
    await open(owner, vector.provider)
    const items = [{ ...vector, signature }] as const
    const { result: done } = await rig.chain.inference.simulate.settleFeesWithTEE([items], {
      account: vector.provider,
    })
    expect(done).toEqual([[], [], [owner.address], [123_456_689n]])
  })

  it('takes v as 0 or 1, and the high s of the pair', async () => {
    const item = await signSettlement(terms())
    const { r, s, yParity } = parseSignature(item.signature)
    const plain = concat([sliceHex(item.signature, 0, 64), toHex(yParity, { size: 1 })])
    const order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n
    const high = serializeSignature({
      r,
      s: toHex(order - BigInt(s), { size: 32 }),
      yParity: 1 - yParity,
    })
    for (const signature of [plain, high]) {
      expect((await answer([{ ...item, signature }])).result).toEqual([[], [], [], []])
    }
  })
})

describe('settlement against pending refunds', () => {
  const retrieve = () =>
    rig.chain.mine(rig.chain.ledger.write.retrieveFund([[provider.address], 'inference'], { account: user }))
  /** Three refunds of 100, 20 and 30, and 10 free. */
  const bookThree = async () => {
    const account = await rig.chain.impersonate(rig.chain.ledger.address)
    const args = [user.address, provider.address, 0n] as const
    await retrieve()
    for (const value of [20n, 30n]) {
      await rig.chain.mine(rig.chain.inference.write.depositFund(args, { account, value }))
      await retrieve()
    }
    await rig.chain.mine(rig.chain.inference.write.depositFund(args, { account, value: 10n }))
  }
  const live = async () => {
    const { refunds, validRefundsLength } = await getAccount()
    return refunds.slice(0, Number(validRefundsLength)).map(({ amount }) => amount)
  }

  it('spends free money first, then the newest refund, and leaves the older ones', async () => {
    await bookThree()
    expect(await settle([await signSettlement(terms({ totalFee: 10n, nonce: 1n }))])).toEqual([
      updated(user, 150n, 150n),
      settled(user, status.success, 0n),
    ])
    expect(await live()).toEqual([100n, 20n, 30n])
    await settle([await signSettlement(terms({ totalFee: 4n, nonce: 2n }))])
    expect(await live()).toEqual([100n, 20n, 26n])
    await rig.chain.mine(
      rig.chain.inference.write.depositFund([user.address, provider.address, 0n], {
        account: rig.chain.ledger.address,
        value: 5n,
      }),
    )
    // Five are free, one comes from the newest refund.
    await settle([await signSettlement(terms({ totalFee: 6n, nonce: 3n }))])
    expect(await live()).toEqual([100n, 20n, 25n])
    expect(await settle([await signSettlement(terms({ totalFee: 45n, nonce: 4n }))])).toEqual([
      updated(user, 100n, 100n),
      settled(user, status.success, 0n),
    ])
    expect(await live()).toEqual([100n])
  })

  it('never pays a refund that a settlement has used up', async () => {
    await retrieve()
    await settle([await signSettlement(terms({ totalFee: 100n, nonce: 1n }))])
    expect(await getAccount()).toMatchObject({ balance: 0n, pendingRefund: 0n, validRefundsLength: 0n })
    await rig.chain.mine(
      rig.chain.ledger.write.transferFund([provider.address, 'inference', 200n], { account: user }),
    )
    await rig.chain.testClient.increaseTime({ seconds: Number(day) })
    await retrieve()
    const { availableBalance, totalBalance } = await rig.chain.ledger.read.getLedger([user.address])
    expect([availableBalance, totalBalance]).toEqual([700n, 900n])
    expect(await getAccount()).toMatchObject({ balance: 200n, pendingRefund: 200n })
  })

  it('pays the rest of a half-used refund once', async () => {
    await retrieve()
    await settle([await signSettlement(terms({ totalFee: 60n, nonce: 1n }))])
    expect(await live()).toEqual([40n])
    await rig.chain.testClient.increaseTime({ seconds: Number(day) })
    await retrieve()
    await retrieve()
    const { availableBalance, totalBalance } = await rig.chain.ledger.read.getLedger([user.address])
    expect([availableBalance, totalBalance]).toEqual([940n, 940n])
  })
})

describe('an account that was deleted and opened again', () => {
  it('refuses the settlements of its former life', async () => {
    const item = await signSettlement(terms({ totalFee: 1_000n }))
    await rig.chain.mine(
      rig.chain.ledger.write.transferFund([provider.address, 'inference', 900n], { account: user }),
    )
    await settle([item])
    await rig.chain.mine(rig.chain.ledger.write.deleteLedger({ account: user }))
    expect(await rig.chain.inference.read.accountExists([user.address, provider.address])).toBe(false)
    await open(user)
    expect(await getAccount()).toMatchObject({ nonce: 5n, balance: 100n, refunds: [] })
    expect((await answer([item])).result[1]).toEqual([status.invalidNonce])
  })
})
