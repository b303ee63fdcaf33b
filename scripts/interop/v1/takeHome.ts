import assert from 'node:assert/strict'
import type { Broker } from '@zg/sdk'
import type { Address } from 'viem'
import type { RunningProvider } from '../../../packages/devnet/src/provider/runningProvider.js'
import { assertDrop, type createSteps } from '../steps.js'
import type { Reader } from './createReader.js'
import type { OpenChain } from './openChain.js'

type Parts = {
  step: ReturnType<typeof createSteps>['step']
  ledger: Broker['ledger']
  reader: Reader
  chain: OpenChain
  seller: RunningProvider
  user: Address
  refuses: (run: () => Promise<unknown>, name: string) => Promise<void>
}

/** The end of an account: what is owed is settled, and all the rest comes home, to the last neuron. */
export async function takeHome({ step, ledger, reader, chain, seller, user, refuses }: Parts): Promise<void> {
  const provider = seller.address
  const book = await reader.ledger(user)
  const share = await reader.account(user, provider)
  assert(book && share)
  await step('settlement', async () => {
    const [settlement] = await seller.settle()
    assert(settlement && settlement.amount > 0n)
    const paid = settlement.amount
    assertDrop('The ledger', book.totalBalance, (await ledger.getLedger()).total, paid)
    assertDrop('The sub-account', share.balance, (await reader.account(user, provider))?.balance ?? 0n, paid)
  })
  await step('retrieve queues everything', async () => {
    await ledger.retrieveFund()
    const queued = await reader.account(user, provider)
    assert(queued && queued.balance > 0n && queued.pendingRefund === queued.balance)
  })
  await step('a refund that leaves dust is refused before sending', async () => {
    const { available } = await ledger.getLedger()
    await refuses(() => ledger.refund(available - 1n), 'BelowMinimumError')
  })
  await step('deleting a ledger with money is refused before sending', () =>
    refuses(() => ledger.deleteLedger(), 'LedgerNotEmptyError'),
  )
  await step('retrieve collects after the lock time', async () => {
    await chain.pass(86_401)
    await ledger.retrieveFund()
    assert.equal((await ledger.getLedger()).locked, 0n)
  })
  await step('refund to the last neuron, and the ledger goes with it', async () => {
    const { total } = await ledger.getLedger()
    const before = await chain.getBalance({ address: user })
    const { gasUsed, hash } = await ledger.refund(total)
    const { effectiveGasPrice } = await chain.getTransactionReceipt({ hash })
    const gas = gasUsed * effectiveGasPrice
    assert.equal((await chain.getBalance({ address: user })) - before, total - gas)
    assert.equal(await ledger.findLedger(), null)
    assert.equal(await reader.account(user, provider), null)
  })
}
