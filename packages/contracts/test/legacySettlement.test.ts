import { concat, type Hex, sliceHex } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { describe, expect, it } from 'vitest'
import { other, owner, provider, user } from './chain.js'
import { type Settlement, signSettlement, useSettlements } from './legacySettlement.js'
import { settled, status, terms, updated } from './terms.js'

const rig = useSettlements()
const { answer, getAccount, getTotal, open, settle } = rig

describe('SUCCESS', () => {
  it('pays the provider, and takes it from sub-account and total', async () => {
    const item = await signSettlement(terms())
    const expected = [[], [], [], []]
    expect(await answer([item])).toEqual({ result: expected, preview: expected })
    const { inference } = rig.chain
    const before = await rig.chain.publicClient.getBalance({ address: inference.address })
    expect(await settle([item])).toEqual([updated(user, 70n, 0n), settled(user, status.success, 0n)])
    expect(before - (await rig.chain.publicClient.getBalance({ address: inference.address }))).toBe(30n)
    expect(await getAccount()).toMatchObject({ balance: 70n, nonce: 5n })
    expect(await getTotal()).toBe(970n)
  })

  it('sends exactly the sum of the fees, in one payment', async () => {
    await open(other)
    const items = [
      await signSettlement(terms({ totalFee: 30n })),
      await signSettlement(terms({ user: other.address, totalFee: 41n })),
      await signSettlement(terms({ totalFee: 70n, nonce: 6n })),
    ]
    const gasPrice = 10n ** 10n
    const before = await rig.chain.publicClient.getBalance({ address: provider.address })
    const hash = await rig.chain.inference.write.settleFeesWithTEE([items], { account: provider, gasPrice })
    const { gasUsed } = await rig.chain.receiptOf(hash)
    const after = await rig.chain.publicClient.getBalance({ address: provider.address })
    expect(after - before + gasUsed * gasPrice).toBe(141n)
    expect(await getAccount()).toMatchObject({ balance: 0n, nonce: 6n })
    expect(await getAccount(other)).toMatchObject({ balance: 59n, nonce: 5n })
  })

  it('with a fee of zero uses the nonce up and moves nothing', async () => {
    expect(await settle([await signSettlement(terms({ totalFee: 0n }))])).toEqual([
      settled(user, status.success, 0n),
    ])
    expect(await getAccount()).toMatchObject({ balance: 100n, nonce: 5n })
  })

  it('takes the whole balance without calling it partial', async () => {
    expect(await settle([await signSettlement(terms({ totalFee: 100n }))])).toEqual([
      updated(user, 0n, 0n),
      settled(user, status.success, 0n),
    ])
  })
})

describe('PARTIAL', () => {
  it('takes what there is, reports the rest, and uses the nonce up', async () => {
    const item = await signSettlement(terms({ totalFee: 101n }))
    const expected = [[], [], [user.address], [1n]]
    expect(await answer([item])).toEqual({ result: expected, preview: expected })
    expect(await settle([item])).toEqual([updated(user, 0n, 0n), settled(user, status.partial, 1n)])
    expect(await getAccount()).toMatchObject({ balance: 0n, nonce: 5n })
    expect(await getTotal()).toBe(900n)
    expect(await settle([await signSettlement(terms({ totalFee: 9n, nonce: 6n }))])).toEqual([
      settled(user, status.partial, 9n),
    ])
    expect((await getAccount()).nonce).toBe(6n)
  })
})

describe('refused items', () => {
  const stranger = privateKeyToAccount(`0x${'42'.repeat(32)}`)
  const edit = (item: Settlement, over: Partial<Settlement>) => ({ ...item, ...over })
  const cases: [string, number, () => Promise<Settlement>][] = [
    ['another provider', status.providerMismatch, () => signSettlement(terms({ provider: owner.address }))],
    ['a nonce already used', status.invalidNonce, () => signSettlement(terms({ nonce: 0n }))],
    ['a stranger as the signer', status.invalidSignature, () => signSettlement(terms(), stranger)],
    [
      'another fee than signed',
      status.invalidSignature,
      async () => edit(await signSettlement(terms()), { totalFee: 31n }),
    ],
    [
      'another nonce than signed',
      status.invalidSignature,
      async () => edit(await signSettlement(terms()), { nonce: 6n }),
    ],
    [
      'another hash than signed',
      status.invalidSignature,
      async () => edit(await signSettlement(terms()), { requestsHash: `0x${'12'.repeat(32)}` }),
    ],
    [
      'a signature of 64 bytes',
      status.invalidSignature,
      async () => {
        const item = await signSettlement(terms())
        return edit(item, { signature: sliceHex(item.signature, 0, 64) })
      },
    ],
    [
      'a signature of 66 bytes',
      status.invalidSignature,
      async () => {
        const item = await signSettlement(terms())
        return edit(item, { signature: concat([item.signature, '0x00']) })
      },
    ],
    [
      'a v that is none',
      status.invalidSignature,
      async () => {
        const item = await signSettlement(terms())
        return edit(item, { signature: concat([sliceHex(item.signature, 0, 64), '0x1d']) })
      },
    ],
  ]

  it.each(cases)('%s', async (_name, code, make) => {
    const item = await make()
    const expected = [[user.address], [code], [], []]
    expect(await answer([item])).toEqual({ result: expected, preview: expected })
    expect(await settle([item])).toEqual([settled(user, code, item.totalFee)])
    expect(await getAccount()).toMatchObject({ balance: 100n, nonce: 0n })
    expect(await getTotal()).toBe(1_000n)
  })

  it('a user who acknowledged nobody, even when the signature recovers to nobody', async () => {
    await rig.chain.mine(rig.chain.ledger.write.addLedger([[1n, 2n], ''], { account: other, value: 9n }))
    await rig.chain.mine(
      rig.chain.ledger.write.transferFund([provider.address, 'inference', 9n], { account: other }),
    )
    const item = { ...terms({ user: other.address }), signature: '0x' as Hex }
    expect(await settle([item])).toEqual([settled(other, status.noTeeSigner, 30n)])
  })

  it('are judged in the order provider, signer, nonce, signature', async () => {
    const bad = { ...terms({ nonce: 0n }), signature: '0x' as Hex }
    expect((await answer([{ ...bad, provider: other.address }])).preview[1]).toEqual([
      status.providerMismatch,
    ])
    expect((await answer([bad])).preview[1]).toEqual([status.invalidNonce])
    await rig.chain.mine(
      rig.chain.inference.write.acknowledgeTEESigner([provider.address, `0x${'00'.repeat(20)}`], {
        account: user,
      }),
    )
    expect((await answer([bad])).preview[1]).toEqual([status.noTeeSigner])
  })

  it("of another provider's are refused before anybody looks for the account", async () => {
    const item = await signSettlement(terms({ user: other.address, provider: other.address }))
    expect((await answer([item])).result[1]).toEqual([status.providerMismatch])
  })
})
