import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { day, other, owner, provider, revertOf, user } from './chain.js'
import { type LegacyChain, startLegacyChain } from './legacyChain.js'

let chain: LegacyChain
beforeAll(async () => {
  chain = await startLegacyChain()
})
beforeEach(async () => {
  await chain.reset()
  await chain.mine(chain.ledger.write.addLedger([[1n, 2n], ''], { account: user, value: 1_000n }))
  await transfer(100n)
})
afterAll(() => chain.stop())

const transfer = (amount: bigint, to = provider.address) =>
  chain.mine(chain.ledger.write.transferFund([to, 'inference', amount], { account: user }))
const retrieve = (providers = [provider.address]) =>
  chain.mine(chain.ledger.write.retrieveFund([providers, 'inference'], { account: user }))
const at = (timestamp: bigint) => chain.testClient.setNextBlockTimestamp({ timestamp })
const available = async () => (await chain.ledger.read.getLedger([user.address])).availableBalance
const getAccount = () => chain.inference.read.getAccount([user.address, provider.address])
/** Live refunds as `[amount, createdAt]`, and what the account says of itself. */
const queue = async () => {
  const { balance, pendingRefund, refunds, validRefundsLength } = await getAccount()
  const live = refunds.slice(0, Number(validRefundsLength))
  expect(live.every(({ processed, index }, slot) => !processed && index === BigInt(slot))).toBe(true)
  expect(refunds.slice(live.length).every(({ processed }) => processed)).toBe(true)
  expect(live.reduce((sum, { amount }) => sum + amount, 0n)).toBe(pendingRefund)
  return { balance, slots: refunds.length, live: live.map(({ amount, createdAt }) => [amount, createdAt]) }
}

describe('lock time', () => {
  it('releases a refund in the second in which it is over, not before', async () => {
    const start = (await chain.now()) + 10n
    await at(start)
    const requested = { user: user.address, provider: provider.address, index: 0n, timestamp: start }
    expect(await retrieve()).toEqual([['RefundRequested', requested]])
    expect(await queue()).toEqual({ balance: 100n, slots: 1, live: [[100n, start]] })
    await at(start + day - 1n)
    // Nothing was added, yet the event comes again.
    expect(await retrieve()).toEqual([['RefundRequested', { ...requested, timestamp: start + day - 1n }]])
    expect(await available()).toBe(900n)
    await at(start + day)
    expect(await retrieve()).toEqual([
      ['BalanceUpdated', { user: user.address, provider: provider.address, amount: 0n, pendingRefund: 0n }],
      ['RefundRequested', { ...requested, timestamp: start + day }],
    ])
    expect(await available()).toBe(1_000n)
    expect((await chain.ledger.read.getLedger([user.address])).totalBalance).toBe(1_000n)
    expect(await queue()).toEqual({ balance: 0n, slots: 1, live: [] })
    expect(await chain.publicClient.getBalance({ address: chain.inference.address })).toBe(0n)
    expect(await chain.publicClient.getBalance({ address: chain.ledger.address })).toBe(1_000n)
  })

  it('emits nothing for an account that never had a refund', async () => {
    await transfer(0n, other.address)
    expect(await retrieve([other.address])).toEqual([])
  })

  it('changes for refunds already requested; only the owner changes it, to anything', async () => {
    await retrieve()
    const call = chain.inference.write.updateLockTime([0n], { account: user })
    expect(await revertOf(call)).toBe('Ownable: caller is not the owner')
    await chain.mine(chain.inference.write.updateLockTime([0n], { account: owner }))
    expect(await chain.inference.read.lockTime()).toBe(0n)
    await retrieve()
    expect(await available()).toBe(1_000n)
  })

  it('releases the old ones and keeps the young in order', async () => {
    const start = (await chain.now()) + 10n
    await at(start)
    await retrieve()
    await transfer(100n + 20n)
    await at(start + 100n)
    await retrieve()
    await chain.mine(chain.ledger.write.depositFund({ account: user, value: 1n }))
    expect((await queue()).live).toEqual([[120n, start + 100n]])
    await chain.impersonate(chain.ledger.address)
    const add = (value: bigint) =>
      chain.mine(
        chain.inference.write.depositFund([user.address, provider.address, 0n], {
          account: chain.ledger.address,
          value,
        }),
      )
    await add(5n)
    await at(start + 200n)
    await retrieve()
    await add(7n)
    await at(start + 300n)
    await retrieve()
    expect((await queue()).live).toEqual([
      [120n, start + 100n],
      [5n, start + 200n],
      [7n, start + 300n],
    ])
    await at(start + 100n + day)
    await retrieve()
    expect(await queue()).toEqual({
      balance: 12n,
      slots: 3,
      live: [
        [5n, start + 200n],
        [7n, start + 300n],
      ],
    })
    // The freed slot is taken again.
    await add(9n)
    await at(start + 150n + day)
    await retrieve()
    expect((await queue()).live.at(-1)).toEqual([9n, start + 150n + day])
    expect((await queue()).slots).toBe(3)
  })
})

/** Books one refund per amount, one second apart, without turning the earlier ones around. */
const book = async (amounts: readonly bigint[], start: bigint) => {
  const account = await chain.impersonate(chain.ledger.address)
  const args = [user.address, provider.address] as const
  for (const [index, amount] of amounts.entries()) {
    await at(start + BigInt(2 * index))
    await chain.mine(chain.inference.write.depositFund([...args, 0n], { account, value: amount }))
    await at(start + BigInt(2 * index + 1))
    await chain.mine(chain.inference.write.requestRefundAll(args, { account }))
  }
}

describe('cancellation by a transfer', () => {
  it('takes the oldest first, and a half-cancelled refund keeps its time', async () => {
    const start = (await chain.now()) + 10n
    await book([10n, 20n, 30n], start)
    // The first refund holds the 100 from the beginning too.
    expect((await queue()).live.map(([amount]) => amount)).toEqual([110n, 20n, 30n])
    await transfer(115n)
    expect(await queue()).toEqual({
      balance: 160n,
      slots: 2,
      live: [
        [15n, start + 3n],
        [30n, start + 5n],
      ],
    })
    expect(await available()).toBe(900n)
    await transfer(15n)
    expect((await queue()).live).toEqual([[30n, start + 5n]])
    await transfer(31n)
    expect(await queue()).toEqual({ balance: 161n, slots: 0, live: [] })
    expect(await available()).toBe(899n)
  })
})

describe('cancellation by the ledger', () => {
  const cancel = (amount: bigint) =>
    chain.mine(
      chain.inference.write.depositFund([user.address, provider.address, amount], {
        account: chain.ledger.address,
      }),
    )

  it('of nothing leaves even the free slots', async () => {
    await retrieve()
    await chain.testClient.increaseTime({ seconds: Number(day) })
    await retrieve()
    await chain.impersonate(chain.ledger.address)
    await cancel(0n)
    expect(await queue()).toEqual({ balance: 0n, slots: 1, live: [] })
  })

  it('of more than there is turns all of it around', async () => {
    await book([10n], (await chain.now()) + 10n)
    await cancel(999n)
    expect(await getAccount()).toMatchObject({ balance: 110n, pendingRefund: 0n, refunds: [] })
    await cancel(1n)
    expect(await getAccount()).toMatchObject({ balance: 110n, pendingRefund: 0n, refunds: [] })
  })
})

describe('limits', () => {
  it('holds thirty refunds, and gives many free slots up', async () => {
    const start = (await chain.now()) + 10n
    await book(
      Array.from({ length: 30 }, () => 1n),
      start,
    )
    expect((await queue()).live).toHaveLength(30)
    // With nothing to add a full queue is no hindrance.
    await retrieve()
    await chain.mine(
      chain.inference.write.depositFund([user.address, provider.address, 0n], {
        account: chain.ledger.address,
        value: 1n,
      }),
    )
    const call = chain.ledger.write.retrieveFund([[provider.address], 'inference'], { account: user })
    expect(await revertOf(call)).toBe(`TooManyRefunds(${user.address}, ${provider.address})`)
    // Fourteen free slots stay, fifteen go. The gas is given, because an estimate is made at today's time.
    const process = () =>
      chain.mine(
        chain.inference.write.processRefund([user.address, provider.address], {
          account: chain.ledger.address,
          gas: 3_000_000n,
        }),
      )
    await at(start + 27n + day)
    await process()
    expect(await queue()).toMatchObject({ balance: 17n, slots: 30 })
    expect((await queue()).live).toHaveLength(16)
    await at(start + 29n + day)
    await process()
    expect(await queue()).toMatchObject({ balance: 16n, slots: 15 })
    expect((await queue()).live).toHaveLength(15)
  })

  it('collects from twenty providers at once, not from twenty-one', async () => {
    const of = (length: number) => Array.from({ length }, () => provider.address)
    const call = chain.ledger.write.retrieveFund([of(21), 'inference'], { account: user })
    expect(await revertOf(call)).toBe('TooManyProviders(21, 20)')
    await retrieve(of(20))
    expect(await queue()).toMatchObject({ balance: 100n, slots: 1 })
  })

  it('reverts as a whole for a provider without a sub-account', async () => {
    const call = chain.ledger.write.retrieveFund([[provider.address, other.address], 'inference'], {
      account: user,
    })
    expect(await revertOf(call)).toBe(`AccountNotExists(${user.address}, ${other.address})`)
    expect((await queue()).live).toEqual([])
  })

  it('collects from several providers', async () => {
    await transfer(50n, other.address)
    await retrieve([provider.address, other.address])
    await chain.testClient.increaseTime({ seconds: Number(day) })
    await retrieve([other.address, provider.address])
    expect(await available()).toBe(1_000n)
  })
})
