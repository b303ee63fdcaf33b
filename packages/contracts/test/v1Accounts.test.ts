import { describe, expect, it } from 'vitest'
import { expectPages } from './accountPages.js'
import { other, owner, provider, revertOf, user, zero } from './chain.js'
import { updated } from './terms.js'
import { og } from './v1Chain.js'
import { useV1 } from './v1Rig.js'

const rig = useV1()

const ledger = () => rig.chain.impersonate(rig.chain.ledger.address)
const pair = [user.address, provider.address] as const
const missing = `AccountNotExists(${user.address}, ${provider.address})`

describe("the ledger's own functions", () => {
  it('are closed to everybody else, the owner included', async () => {
    const { write } = rig.chain.inference
    const options = { account: owner }
    const text = `CallerNotLedger(${owner.address})`
    expect(await revertOf(write.addAccount([zero, zero, ''], options))).toBe(text)
    expect(await revertOf(write.depositFund([zero, zero, 0n], options))).toBe(text)
    expect(await revertOf(write.deleteAccount(pair, options))).toBe(text)
    expect(await revertOf(write.requestRefundAll(pair, options))).toBe(text)
    expect(await revertOf(write.processRefund(pair, options))).toBe(text)
  })

  it.each([
    [zero, zero, `InvalidAddress(${zero})`],
    [zero, provider.address, `InvalidAddress(${zero})`],
    [user.address, zero, `InvalidAddress(${zero})`],
    [user.address, user.address, 'ProviderCannotBeUser()'],
  ] as const)('take two parties that are not the same: %s, %s', async (one, two, text) => {
    const options = { account: await ledger() }
    const { simulate } = rig.chain.inference
    expect(await revertOf(simulate.addAccount([one, two, ''], options))).toBe(text)
    expect(await revertOf(simulate.depositFund([one, two, 0n], options))).toBe(text)
  })

  it('want an account, and open it once', async () => {
    const options = { account: await ledger() }
    const { simulate, write } = rig.chain.inference
    expect(await revertOf(simulate.depositFund([...pair, 0n], options))).toBe(missing)
    expect(await revertOf(simulate.requestRefundAll(pair, options))).toBe(missing)
    expect(await revertOf(simulate.processRefund(pair, options))).toBe(missing)
    expect(await rig.chain.mine(write.addAccount([...pair, 'x'], { ...options, value: 7n }))).toEqual([
      updated(user, 7n, 0n),
    ])
    expect(await revertOf(simulate.addAccount([...pair, ''], options))).toBe(
      `AccountExists(${user.address}, ${provider.address})`,
    )
  })

  it('deleteAccount tells what it deleted, and zero where there was nothing', async () => {
    const options = { account: await ledger() }
    const { write } = rig.chain.inference
    const deleted = (refundedAmount: bigint) => [
      ['AccountDeleted', { user: user.address, provider: provider.address, refundedAmount }],
    ]
    expect(await rig.chain.mine(write.deleteAccount(pair, options))).toEqual(deleted(0n))
    await rig.chain.mine(write.addAccount([...pair, 'x'], { ...options, value: 7n }))
    expect(await rig.chain.mine(write.deleteAccount(pair, options))).toEqual(deleted(7n))
    expect(await rig.chain.inference.read.accountExists(pair)).toBe(false)
    expect(await rig.chain.inference.read.getAllAccounts([0n, 0n])).toEqual([[], 0n])
  })
})

describe('an account', () => {
  it('is there for its own pair only', async () => {
    const { read } = rig.chain.inference
    expect(await revertOf(read.getAccount(pair))).toBe(missing)
    expect(await revertOf(read.getPendingRefund(pair))).toBe(missing)
    expect(await read.accountExists(pair)).toBe(false)
    await rig.addLedger(3n * og)
    await rig.chain.mine(rig.transfer(og))
    expect(await read.accountExists(pair)).toBe(true)
    expect(await read.accountExists([provider.address, user.address])).toBe(false)
    expect(await read.getPendingRefund(pair)).toBe(0n)
    await rig.retrieve()
    expect(await read.getPendingRefund(pair)).toBe(og)
  })

  it('opened again keeps nonce and generation, and nothing else', async () => {
    const options = { account: await ledger() }
    const { write } = rig.chain.inference
    await rig.chain.mine(write.addAccount([...pair, 'x'], options))
    const byUser = { account: user }
    await rig.chain.mine(write.revokeAllTokens([provider.address], byUser))
    await rig.chain.mine(write.revokeToken([provider.address, 3], byUser))
    await rig.chain.mine(write.depositFund([...pair, 0n], { ...options, value: 9n }))
    await rig.chain.mine(write.requestRefundAll(pair, options))
    await rig.chain.mine(write.deleteAccount(pair, options))
    await rig.chain.mine(write.addAccount([...pair, ''], options))
    expect(await rig.getAccount()).toEqual({
      user: user.address,
      provider: provider.address,
      nonce: 0n,
      balance: 0n,
      pendingRefund: 0n,
      refunds: [],
      additionalInfo: '',
      acknowledged: true,
      validRefundsLength: 0n,
      generation: 1n,
      revokedBitmap: 0n,
    })
  })
})

describe('acknowledgeTEESigner', () => {
  const acknowledge = (yes: boolean) =>
    rig.chain.inference.write.acknowledgeTEESigner([provider.address, yes], { account: user })
  const acknowledged = async () => (await rig.getAccount()).acknowledged

  it('is given with the money, and taken back only when none is left', async () => {
    expect(await revertOf(acknowledge(true))).toBe(missing)
    await rig.addLedger(3n * og)
    await rig.chain.mine(rig.transfer(og))
    expect(await acknowledged()).toBe(true)
    expect(await rig.chain.mine(acknowledge(true))).toEqual([])
    expect(await revertOf(acknowledge(false))).toBe(
      `CannotRevokeWithNonZeroBalance(${user.address}, ${provider.address}, ${og})`,
    )
    await rig.retrieve()
    await rig.pass()
    await rig.retrieve()
    expect(await rig.chain.mine(acknowledge(false))).toEqual([])
    expect(await acknowledged()).toBe(false)
    await rig.chain.mine(acknowledge(false))
    await rig.chain.mine(rig.transfer(0n))
    expect(await acknowledged()).toBe(true)
  })

  it('stays taken back through a second no, even with money', async () => {
    const options = { account: await ledger() }
    await rig.chain.mine(rig.chain.inference.write.addAccount([...pair, ''], options))
    await rig.chain.mine(acknowledge(false))
    await rig.chain.mine(acknowledge(true))
    expect(await acknowledged()).toBe(true)
  })
})

describe('pages of accounts', () => {
  const open = async () => {
    for (const account of [user, other]) await rig.addLedger(5n * og, account)
    await rig.chain.mine(rig.transfer(og))
    await rig.chain.mine(rig.transfer(og, provider.address, other))
    await rig.chain.mine(rig.transfer(og, owner.address))
  }
  it('go by user, by provider, and over all, in the order of opening', async () => {
    await open()
    await expectPages(rig.chain.inference.read)
  })

  it('hold at most fifty, and fifty where no limit was given', async () => {
    const { read, write } = rig.chain.inference
    const text = 'LimitTooLarge(51, 50)'
    expect(await revertOf(read.getAllAccounts([0n, 51n]))).toBe(text)
    expect(await revertOf(read.getAccountsByUser([user.address, 0n, 51n]))).toBe(text)
    expect(await revertOf(read.getAccountsByProvider([user.address, 0n, 51n]))).toBe(text)
    const account = await ledger()
    for (let index = 1; index <= 51; index += 1) {
      const to = `0x${index.toString(16).padStart(40, '0')}` as const
      await rig.chain.mine(write.addAccount([user.address, to, ''], { account }))
    }
    const [first, total] = await read.getAllAccounts([0n, 0n])
    expect([first.length, total]).toEqual([50, 51n])
    expect((await read.getAccountsByUser([user.address, 1n, 50n]))[0]).toHaveLength(50)
    expect((await read.getAccountsByUser([user.address, 50n, 0n]))[0]).toHaveLength(1)
  }, 30_000)

  it('a provider asks for up to five hundred of its users; a stranger is all zero', async () => {
    await open()
    const { read } = rig.chain.inference
    const accounts = await read.getBatchAccountsByUsers([[user.address, owner.address]], {
      account: provider.address,
    })
    expect(accounts.map(({ user: of, balance }) => [of, balance])).toEqual([
      [user.address, og],
      [zero, 0n],
    ])
    const many = (length: number) => Array.from({ length }, () => owner.address)
    expect(await read.getBatchAccountsByUsers([many(500)])).toHaveLength(500)
    expect(await revertOf(read.getBatchAccountsByUsers([many(501)]))).toBe('BatchSizeTooLarge(501, 500)')
  })
})
