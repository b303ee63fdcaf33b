import { concat, type Hex, parseSignature, serializeSignature, sliceHex, toHex } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { beforeEach, describe, expect, it } from 'vitest'
import { other, owner, provider, user, zero } from './chain.js'
import { settled, status, tee, terms, updated, vector } from './terms.js'
import { og } from './v1Chain.js'
import { hashTerms, spent, useV1 } from './v1Rig.js'
import { useV1Settlements } from './v1Settlements.js'

const rig = useV1()
const { answer, open, settle, sign } = useV1Settlements(rig)
const { balances, getAccount, register } = rig

beforeEach(() => open())

describe('SUCCESS', () => {
  it('pays the provider, and takes it from sub-account and total', async () => {
    const item = await sign(terms())
    expect(await answer([item])).toEqual({ statuses: [status.success], preview: [[], [], [], []] })
    const before = await rig.coins(rig.chain.inference.address)
    expect(await settle([item])).toEqual([
      spent(user, 30n, rig.chain.inference.address),
      updated(user, og - 30n, 0n),
      settled(user, status.success, 0n),
    ])
    expect(before - (await rig.coins(rig.chain.inference.address))).toBe(30n)
    expect(await getAccount()).toMatchObject({ balance: og - 30n, nonce: 5n })
    expect(await balances()).toEqual([4n * og, 5n * og - 30n])
  })

  it('sends exactly the sum of the fees', async () => {
    await open(other)
    const items = [
      await sign(terms({ totalFee: 30n })),
      await sign(terms({ user: other.address, totalFee: 41n })),
      await sign(terms({ totalFee: 70n, nonce: 6n })),
    ]
    const gasPrice = 10n ** 10n
    const before = await rig.coins(provider.address)
    const hash = await rig.chain.inference.write.settleFeesWithTEE([items], { account: provider, gasPrice })
    const { gasUsed } = await rig.chain.receiptOf(hash)
    expect((await rig.coins(provider.address)) - before + gasUsed * gasPrice).toBe(141n)
    expect(await getAccount()).toMatchObject({ balance: og - 100n, nonce: 6n })
    expect(await getAccount(other)).toMatchObject({ balance: og - 41n, nonce: 5n })
  })

  it('with a fee of zero uses the nonce up and moves nothing', async () => {
    expect(await settle([await sign(terms({ totalFee: 0n }))])).toEqual([settled(user, status.success, 0n)])
    expect(await getAccount()).toMatchObject({ balance: og, nonce: 5n })
  })

  it('takes the whole balance without calling it partial', async () => {
    expect(await settle([await sign(terms({ totalFee: og }))])).toEqual([
      spent(user, og, rig.chain.inference.address),
      updated(user, 0n, 0n),
      settled(user, status.success, 0n),
    ])
  })
})

describe('PARTIAL', () => {
  it('takes what there is, reports the rest, and uses the nonce up', async () => {
    const item = await sign(terms({ totalFee: og + 1n }))
    expect(await answer([item])).toEqual({
      statuses: [status.partial],
      preview: [[], [], [user.address], [1n]],
    })
    expect(await settle([item])).toEqual([
      spent(user, og, rig.chain.inference.address),
      updated(user, 0n, 0n),
      settled(user, status.partial, 1n),
    ])
    expect(await getAccount()).toMatchObject({ balance: 0n, nonce: 5n })
    // With nothing left the whole fee stays unpaid, and the nonce goes all the same.
    expect(await settle([await sign(terms({ totalFee: 9n, nonce: 6n }))])).toEqual([
      settled(user, status.partial, 9n),
    ])
    expect((await getAccount()).nonce).toBe(6n)
  })
})

describe('a refused item', () => {
  type Item = Awaited<ReturnType<typeof sign>>
  const stranger = privateKeyToAccount(`0x${'42'.repeat(32)}`)
  const order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n
  const signatureOf = async (edit: (signature: Hex) => Hex) => {
    const item = await sign(terms())
    return { ...item, signature: edit(item.signature) }
  }
  const cases: [string, number, () => Promise<Item>][] = [
    ['another provider', status.providerMismatch, () => sign(terms({ provider: owner.address }))],
    ['a user without an account', status.invalidSignature, () => sign(terms({ user: other.address }))],
    ['a nonce of zero', status.invalidNonce, () => sign(terms({ nonce: 0n }))],
    ['a stranger as the signer', status.invalidSignature, () => sign(terms(), stranger)],
    [
      'another fee than signed',
      status.invalidSignature,
      async () => ({ ...(await sign(terms())), totalFee: 31n }),
    ],
    [
      'another nonce than signed',
      status.invalidSignature,
      async () => ({ ...(await sign(terms())), nonce: 6n }),
    ],
    [
      'another hash than signed',
      status.invalidSignature,
      async () => ({ ...(await sign(terms())), requestsHash: `0x${'12'.repeat(32)}` }),
    ],
    ['no signature', status.invalidSignature, () => signatureOf(() => '0x')],
    [
      'a signature of 64 bytes',
      status.invalidSignature,
      () => signatureOf((signature) => sliceHex(signature, 0, 64)),
    ],
    [
      'a signature of 66 bytes',
      status.invalidSignature,
      () => signatureOf((signature) => concat([signature, '0x00'])),
    ],
    [
      'v of 0 or 1',
      status.invalidSignature,
      () =>
        signatureOf((signature) =>
          concat([sliceHex(signature, 0, 64), toHex(parseSignature(signature).yParity, { size: 1 })]),
        ),
    ],
    [
      'the high s of the pair',
      status.invalidSignature,
      () =>
        signatureOf((signature) => {
          const { r, s, yParity } = parseSignature(signature)
          return serializeSignature({
            r,
            s: toHex(order - BigInt(s), { size: 32 }),
            yParity: 1 - yParity,
          })
        }),
    ],
    [
      'the same terms for another chain',
      status.invalidSignature,
      () => sign(terms(), tee, { chainId: 16_661, verifyingContract: rig.chain.inference.address }),
    ],
    [
      'the same terms for another contract',
      status.invalidSignature,
      () => sign(terms(), tee, { chainId: 31_337, verifyingContract: rig.chain.ledger.address }),
    ],
  ]

  it.each(cases)('%s', async (_name, code, make) => {
    const item = await make()
    const account = item.user === user.address ? user : other
    expect(await answer([item])).toEqual({ statuses: [code], preview: [[item.user], [code], [], []] })
    expect(await settle([item])).toEqual([settled(account, code, item.totalFee)])
    expect(await getAccount()).toMatchObject({ balance: og, nonce: 0n })
    expect(await balances()).toEqual([4n * og, 5n * og])
  })

  it('is judged by provider, account, service, acknowledgements, nonce, signature', async () => {
    const { write } = rig.chain.inference
    const bad = { ...terms({ nonce: 0n }), signature: '0x' as Hex }
    const judge = async (over: Partial<Item> = {}) => (await answer([{ ...bad, ...over }])).statuses
    await rig.chain.mine(write.removeService({ account: provider }))
    // Provider before account, account before service.
    expect(await judge({ provider: other.address, user: other.address })).toEqual([status.providerMismatch])
    expect(await judge({ user: other.address })).toEqual([status.invalidSignature])
    expect(await judge()).toEqual([status.providerMismatch])
    await register({ teeSignerAddress: zero })
    expect(await judge()).toEqual([status.noTeeSigner])
    // The owner may acknowledge nobody; nobody's signature counts all the same.
    await rig.acknowledge(owner)
    expect(await judge({ nonce: 1n })).toEqual([status.noTeeSigner])
    await register({}, 0n)
    expect(await judge()).toEqual([status.noTeeSigner])
    await rig.acknowledge(owner)
    expect(await judge()).toEqual([status.invalidNonce])
    expect(await judge({ nonce: 1n })).toEqual([status.invalidSignature])
  })

  it("is refused without the user's own acknowledgement", async () => {
    await settle([await sign(terms({ totalFee: og }))])
    const { write } = rig.chain.inference
    await rig.chain.mine(write.acknowledgeTEESigner([provider.address, false], { account: user }))
    expect((await answer([await sign(terms({ nonce: 0n }))])).statuses).toEqual([status.noTeeSigner])
  })
})

describe('what the TEE signs', () => {
  it("is the specification's vector", async () => {
    const mainnet = {
      chainId: 16_661,
      verifyingContract: '0x47340d900bdFec2BD393c626E12ea0656F938d84',
    } as const
    expect(tee.address).toBe('0x325744be57db298C2652c672B32Eb12875d92D83')
    expect(hashTerms(vector, mainnet)).toBe(
      '0x6c60ece259dfa940c227fd2cbacece6f9aad87c0cecc0c411da2a32079d4ede7',
    )
    expect((await sign(vector, tee, mainnet)).signature).toBe(
      '0xf9e76aea7e62fa2de8d8fe003c9f2f412271d2e4d2520e5335e98daac608a60616b0d98d71abfd60a8cca45d00af805307b144f1245f5d1a98ee553602edab6b1c',
    )
  })
})
