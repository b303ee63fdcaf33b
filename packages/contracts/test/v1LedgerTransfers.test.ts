import type { Address } from 'viem'
import { describe, expect, it } from 'vitest'
import { other, owner, provider, revertOf, user, zero } from './chain.js'
import { updated } from './terms.js'
import { og, serviceName } from './v1Chain.js'
import { useV1 } from './v1Rig.js'

const rig = useV1()
const { addLedger, balances, coins, transfer } = rig

const missing = `LedgerNotExists(${user.address})`
const tooSmall = (provided: bigint, required: bigint) => `MinimumDepositRequired(${provided}, ${required})`

describe('transferFund', () => {
  it('looks for the ledger, then for the service', async () => {
    const call = (name: string) =>
      revertOf(rig.chain.ledger.simulate.transferFund([provider.address, name, 0n], { account: user }))
    expect(await call('none')).toBe(missing)
    await addLedger(3n * og)
    for (const name of ['', 'inference', 'Inference-v1.0', 'inference-v1.0 ']) {
      expect(await call(name)).toBe(`ServiceNotFound(${zero})`)
    }
  })

  it('opens an acknowledged sub-account with the minimum, then adds any amount', async () => {
    await addLedger(5n * og, user, 'sealed')
    expect(await revertOf(transfer(og - 1n))).toBe(tooSmall(og - 1n, og))
    expect(await rig.chain.mine(transfer(og))).toEqual([updated(user, og, 0n)])
    expect(await rig.getAccount()).toEqual({
      user: user.address,
      provider: provider.address,
      nonce: 0n,
      balance: og,
      pendingRefund: 0n,
      refunds: [],
      additionalInfo: 'sealed',
      acknowledged: true,
      validRefundsLength: 0n,
      generation: 0n,
      revokedBitmap: 0n,
    })
    expect(await rig.chain.mine(transfer(1n))).toEqual([updated(user, og + 1n, 0n)])
    expect(await rig.chain.mine(transfer(0n))).toEqual([updated(user, og + 1n, 0n)])
    expect(await balances()).toEqual([4n * og - 1n, 5n * og])
    expect(await coins(rig.chain.inference.address)).toBe(og + 1n)
    expect(await rig.chain.ledger.read.getLedgerProviders([user.address, serviceName])).toEqual([
      provider.address,
    ])
  })

  it('moves all that is available, and not one neuron more', async () => {
    await addLedger(3n * og)
    const more = `InsufficientAvailableBalance(${3n * og}, ${3n * og + 1n})`
    expect(await revertOf(transfer(3n * og + 1n))).toBe(more)
    await rig.chain.mine(transfer(3n * og))
    expect(await revertOf(transfer(1n))).toBe('InsufficientAvailableBalance(0, 1)')
    expect(await balances()).toEqual([0n, 3n * og])
  })

  it('turns pending refunds around before it moves new money', async () => {
    await addLedger(5n * og)
    await rig.chain.mine(transfer(2n * og))
    await rig.retrieve()
    expect(await rig.chain.mine(transfer(og))).toEqual([updated(user, 2n * og, og)])
    expect(await balances()).toEqual([3n * og, 5n * og])
    expect(await rig.chain.mine(transfer(3n * og))).toEqual([updated(user, 4n * og, 0n)])
    expect(await balances()).toEqual([og, 5n * og])
  })

  it('needs nothing available for what it only turns around', async () => {
    await addLedger(3n * og)
    await rig.chain.mine(transfer(3n * og))
    await rig.retrieve()
    await rig.chain.mine(transfer(3n * og))
    expect(await rig.refunds()).toEqual([])
    expect(await balances()).toEqual([0n, 3n * og])
  })

  it('hides why the service contract refused', async () => {
    await addLedger(3n * og)
    expect(await revertOf(transfer(og, zero))).toBe('CallFailed()')
    expect(await revertOf(transfer(og, user.address))).toBe('CallFailed()')
    expect(await rig.chain.ledger.read.getLedgerProviders([user.address, serviceName])).toEqual([])
  })

  it('reaches fifty providers, the minimum checked before the number', async () => {
    await addLedger(60n * og)
    const address = (index: number) => `0x${(index + 1).toString(16).padStart(40, '0')}` as const
    for (let index = 0; index < 50; index += 1) await rig.chain.mine(transfer(og, address(index)))
    expect(await revertOf(transfer(og - 1n, address(50)))).toBe(tooSmall(og - 1n, og))
    expect(await revertOf(transfer(11n * og, address(50)))).toBe('TooManyProvidersForService(50, 50)')
    await rig.chain.mine(transfer(1n, address(0)))
    const providers = await rig.chain.ledger.read.getLedgerProviders([user.address, serviceName])
    expect(providers.map((found) => found.toLowerCase())).toEqual(
      Array.from({ length: 50 }, (_, i) => address(i)),
    )
  }, 30_000)
})

describe('retrieveFund', () => {
  const call = (providers: readonly `0x${string}`[], name: string) =>
    rig.chain.ledger.simulate.retrieveFund([providers, name], { account: user })

  it('checks the number, then the service, then the ledger', async () => {
    const many = Array.from({ length: 21 }, () => provider.address)
    expect(await revertOf(call(many, 'none'))).toBe('TooManyProviders(21, 20)')
    expect(await revertOf(call(many.slice(1), 'none'))).toBe(`ServiceNotFound(${zero})`)
    expect(await revertOf(call(many.slice(1), serviceName))).toBe(missing)
  })

  it('collects what is due and asks for the rest, of whoever has a sub-account', async () => {
    await addLedger(9n * og)
    await rig.chain.mine(transfer(og))
    await rig.chain.mine(transfer(2n * og, other.address))
    const all = [other.address, owner.address, provider.address]
    const first = await rig.retrieve(user, all)
    const timestamp = await rig.chain.now()
    const asked = (to: string) => [
      'RefundRequested',
      { user: user.address, provider: to, index: 0n, timestamp },
    ]
    expect(first).toEqual([asked(other.address), asked(provider.address)])
    expect(await balances()).toEqual([6n * og, 9n * og])
    await rig.pass()
    expect(await rig.retrieve(user, all)).toEqual([
      updated(user, 0n, 0n, other.address),
      updated(user, 0n, 0n),
    ])
    expect(await balances()).toEqual([9n * og, 9n * og])
    expect(await coins(rig.chain.ledger.address)).toBe(9n * og)
  })
})

describe('spendFund', () => {
  it('is for registered services, and takes no more than they hold', async () => {
    await addLedger(4n * og)
    await rig.chain.mine(transfer(og))
    const { simulate, write } = rig.chain.ledger
    expect(await revertOf(write.spendFund([user.address, 1n], { account: owner }))).toBe(
      `CallerNotRegisteredService(${owner.address})`,
    )
    const account = await rig.chain.impersonate(rig.chain.inference.address)
    const spend = (amount: bigint, of = user.address) => simulate.spendFund([of, amount], { account })
    expect(await revertOf(spend(og + 1n))).toBe(`InsufficientAvailableBalance(${og}, ${og + 1n})`)
    expect(await revertOf(spend(0n, other.address))).toBe(`LedgerNotExists(${other.address})`)
    expect(await rig.chain.mine(write.spendFund([user.address, og], { account }))).toEqual([
      ['FundSpent', { user: user.address, service: account, amount: og }],
    ])
    expect(await balances()).toEqual([3n * og, 3n * og])
    expect(await revertOf(spend(1n))).toBe('InsufficientAvailableBalance(0, 1)')
  })
})

describe('plain coins', () => {
  it('come from registered services only', async () => {
    const { ledger, inference, publicClient, walletClient } = rig.chain
    const ask = (account: Address, to: Address) =>
      revertOf(publicClient.estimateGas({ account, to, value: 1n }))
    expect(await ask(other.address, ledger.address)).toBe('DirectDepositsDisabled()')
    expect(await ask(other.address, inference.address)).toBe('DirectDepositsDisabled()')
    const account = await rig.chain.impersonate(inference.address)
    await rig.chain.mine(walletClient.sendTransaction({ account, to: ledger.address, value: 1n }))
    expect(await coins(ledger.address)).toBe(1n)
    await rig.chain.impersonate(ledger.address)
    expect(await ask(ledger.address, inference.address)).toBe('DirectDepositsDisabled()')
  })
})
