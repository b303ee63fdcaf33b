import assert from 'node:assert/strict'
import type { Address } from 'viem'
import { type createSteps, quietly } from '../steps.js'
import type { Reader } from './createReader.js'
import type { OfficialBroker } from './officialBroker.js'
import type { OpenChain } from './openChain.js'

const og = 10n ** 18n

/** Brings the money home: a request, the lock time, the release, and a part of it back into the wallet. */
export async function closeAccount({
  step,
  ledger,
  inference,
  reader,
  chain,
  user,
  provider,
}: OfficialBroker & {
  step: ReturnType<typeof createSteps>['step']
  reader: Reader
  chain: OpenChain
  user: Address
  provider: Address
}): Promise<void> {
  await step('retrieve', () => quietly(() => ledger.retrieveFund('inference')))
  const pending = await reader.account(user, provider)
  assert(pending && pending.balance > 0n)
  assert.equal(pending.pendingRefund, pending.balance)
  assert.equal((await inference.getAccount(provider)).pendingRefund, pending.balance)

  await chain.pass(86_401)
  const before = await reader.ledger(user)
  assert(before)
  await step('retrieve after the lock time', () => quietly(() => ledger.retrieveFund('inference')))
  const after = await reader.ledger(user)
  assert.equal(after?.availableBalance, before.availableBalance + pending.balance)
  assert.equal((await reader.account(user, provider))?.balance, 0n)

  await step('refund', () => quietly(() => ledger.refund(1)))
  const left = await reader.ledger(user)
  assert.equal(left?.availableBalance, after.availableBalance - og)
  assert.equal((await ledger.getLedger()).totalBalance, left?.totalBalance)
}
