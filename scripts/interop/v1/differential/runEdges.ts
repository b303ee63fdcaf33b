import { type Address, concat, encodeFunctionData, getContractAddress, type Hex } from 'viem'
import type { Artifacts } from '../officialContracts.js'
import { outsider, owner, providers, teeAccount, users } from './actors.js'
import { createHands, type Hands, nth } from './createHands.js'
import type { Pair } from './createPair.js'
import { fillRegistry } from './fillRegistry.js'
import { refuseEach } from './refuseEach.js'
import { resolveSettlement } from './settlements.js'

const og = 10n ** 18n
const service = 'inference-v1.0'
const [user = owner, other = owner, third = owner] = users
const [provider = owner] = providers

/** What chance would hardly come by: the ends of every list, re-entry, wallets that take no money, bare value. */
export async function runEdges(pair: Pair, artifacts: Artifacts): Promise<void> {
  const hands = createHands(pair, artifacts)
  await callOutside(pair, hands, artifacts)
  await refuseEach(pair, hands)
  await fillAccounts(pair, hands)
  await fillRegistry(hands, pair.contracts)
  await payWallets(pair, hands)
  for (const contract of ['ledger', 'inference'] as const) {
    await hands.call(contract, owner)('transferOwnership', [outsider])
    await hands.call(contract, owner)('renounceOwnership')
    await hands.call(contract, outsider)('renounceOwnership')
  }
}

async function callOutside(
  { contracts }: Pair,
  { send }: Hands,
  { ledger, inference }: Artifacts,
): Promise<void> {
  for (const to of Object.values(contracts)) {
    await send(user, to, 'bare value', '0x', og)
    await send(user, to, 'an unknown function', '0x12345678')
  }
  await send(contracts.inference, contracts.ledger, 'a bare call of a service')
  const initialize = (abi: Artifacts['ledger']['abi'], args: readonly unknown[]) =>
    encodeFunctionData({ abi, functionName: 'initialize', args })
  const created = (nonce: bigint) => getContractAddress({ from: owner, nonce })
  await send(user, created(0n), 'initialize LedgerManager', initialize(ledger.abi, [user]))
  const args = [86_400n, contracts.ledger, user]
  await send(user, created(4n), 'initialize InferenceServing', initialize(inference.abi, args))
}

async function fillAccounts({ contracts }: Pair, { call }: Hands): Promise<void> {
  const asUser = call('ledger', user)
  await asUser('updateAdditionalInfo', ['x'.repeat(4096)])
  await asUser('depositFund', [], { value: 200n * og })
  await asUser('transferFund', [user, service, og])
  for (let n = 0; n <= 50; n += 1) await asUser('transferFund', [nth(n), service, og], { look: n > 48 })
  const many = (count: number) => Array.from({ length: count }, (_, n) => nth(n))
  await asUser('retrieveFund', [many(20), service])
  await asUser('retrieveFund', [many(21), service])

  const asOther = call('ledger', other)
  await asOther('depositFund', [], { value: 100n * og })
  await asOther('transferFund', [provider, service, og])
  for (let n = 0; n <= 6; n += 1) {
    // As the ledger itself: a user's transfer takes pending refunds back before it adds anything.
    await call('inference', contracts.ledger)('depositFund', [other, provider, 0n], { value: og })
    await asOther('retrieveFund', [[provider], service])
  }
  // Enough to take the newest back in part; more than all.
  await asOther('transferFund', [provider, service, og / 2n])
  await asOther('transferFund', [provider, service, 50n * og])
}

async function payWallets({ contracts, state }: Pair, { call, setCode }: Hands): Promise<void> {
  const asThird = call('ledger', third)
  const asProvider = call('inference', provider)
  await asProvider('addOrUpdateService', [offer], { value: 101n * og })
  await asProvider('getAllServices', [0n, 51n])
  await call('inference', owner)('acknowledgeTEESignerByOwner', [provider])

  await asThird('depositFund', [], { value: 10n * og })
  await asThird('transferFund', [provider, service, 5n * og])
  await setCode(third, refuseMoney)
  await asThird('refund', [og])
  // Calls refund(0).
  await setCode(third, callWhenPaid(contracts.ledger, '0x278ecde1'))
  await asThird('refund', [og])

  const settle = async (fee: bigint) => {
    const draft = {
      user: third,
      provider,
      fee: { base: 'nothing', delta: fee },
      step: 1n,
      flaw: null,
    } as const
    await asProvider('settleFeesWithTEE', [[await resolveSettlement(draft, { state, from: provider })]])
  }
  // Whoever is paid calls removeService().
  const callBack = callWhenPaid(contracts.inference, '0xbbee42d9')
  await setCode(provider, refuseMoney)
  await settle(og)
  await asProvider('removeService')
  await setCode(provider, callBack)
  await settle(og)
  // All that was left: the ledger goes with it.
  await asThird('refund', [4n * og])
  await settle(100n * og)
  await asThird('deleteLedger')
  await asProvider('removeService')
}

const refuseMoney: Hex = '0x60006000fd'

/** Code that calls `to` whenever it is paid, with a selector and one argument of nothing, and logs what comes back. */
const callWhenPaid = (to: Address, selector: Hex): Hex =>
  concat([
    ...(['0x63', selector, '0x60e01b600052', '0x60006000602460006000', '0x73', to] as const),
    '0x5af1503d600060003e3d6000a000',
  ])

const offer = {
  serviceType: 'chatbot',
  url: 'http://127.0.0.1:1',
  model: 'model',
  verifiability: 'TeeML',
  inputPrice: 1n,
  outputPrice: 1n,
  additionalInfo: '',
  teeSignerAddress: teeAccount(provider).address,
}
