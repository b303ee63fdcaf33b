import { zeroAddress } from 'viem'
import { outsider, owner, providers, users } from './actors.js'
import type { Hands } from './createHands.js'
import type { Pair } from './createPair.js'

const og = 10n ** 18n
const name = 'inference-v1.0'
const [user = owner, other = owner] = users
const [provider = owner, second = owner] = providers
const times = <value>(count: number, value: value) => Array<value>(count).fill(value)

/** One call for each refusal that takes no more than that, on a chain where nothing has happened yet. */
export async function refuseEach({ contracts }: Pair, { call }: Hands): Promise<void> {
  const ledger = call('ledger', user)
  await ledger('depositFund')
  await ledger('depositFund', [], { value: 3n * og - 1n })
  await ledger('depositFundFor', [zeroAddress], { value: og })
  await ledger('refund', [og])
  await ledger('updateAdditionalInfo', [''])
  await ledger('addLedger', ['x'.repeat(4097)], { value: 3n * og })
  await ledger('addLedger', [''], { value: 3n * og - 1n })
  await ledger('addLedger', [''], { value: 5n * og })
  await ledger('addLedger', [''], { value: 3n * og })
  await ledger('deleteLedger')
  await ledger('refund', [5n * og + 1n])
  await ledger('refund', [4n * og])
  await ledger('transferFund', [provider, 'inference', og])
  await ledger('transferFund', [provider, name, og - 1n])
  await ledger('transferFund', [provider, name, 6n * og])
  await ledger('transferFund', [provider, name, og])
  await ledger('updateAdditionalInfo', ['x'.repeat(4097)])
  await ledger('retrieveFund', [[provider], 'other'])
  await ledger('spendFund', [user, 1n])
  await call('ledger', contracts.inference)('spendFund', [user, og + 1n])
  await call('ledger', other)('retrieveFund', [[provider], name])

  const asOwner = call('ledger', owner)
  await asOwner('registerService', ['a', 'b', zeroAddress, 'c'])
  await asOwner('registerService', ['a', 'b', outsider, 'c'])
  await asOwner('getRecommendedService', ['a'])
  await asOwner('initialize', [owner])
  await ledger('setRecommendedService', ['a', 'b'])

  const inference = call('inference', user)
  const fromLedger = call('inference', contracts.ledger)
  await inference('addAccount', [user, provider, ''])
  await fromLedger('addAccount', [user, provider, ''])
  await fromLedger('addAccount', [zeroAddress, provider, ''])
  await fromLedger('addAccount', [user, user, ''])
  await fromLedger('addAccount', [other, provider, 'x'.repeat(4097)])
  await fromLedger('depositFund', [other, provider, 0n])
  await inference('acknowledgeTEESigner', [second, true])
  await inference('acknowledgeTEESigner', [provider, false])
  await inference('getService', [provider])
  await inference('getAllAccounts', [0n, 51n])
  await inference('getBatchAccountsByUsers', [times(501, user)])
  await inference('acknowledgeTEESignerByOwner', [provider])
  await call('inference', owner)('acknowledgeTEESignerByOwner', [provider])
  await call('inference', owner)('updateLockTime', [3_599n])
  await call('inference', owner)('initialize', [3_600n, contracts.ledger, owner])

  const selling = call('inference', second)
  await selling('settleFeesWithTEE', [[]])
  await selling('settleFeesWithTEE', [times(51, fee)])
  await selling('previewSettlementResults', [[]])
  await selling('previewSettlementResults', [times(51, fee)])
  await selling('removeService')
  await selling('addOrUpdateService', [offer], { value: 100n * og - 1n })
  await selling('addOrUpdateService', [{ ...offer, additionalInfo: 'x'.repeat(4097) }], { value: 100n * og })
  await selling('addOrUpdateService', [offer], { value: 100n * og })
  await selling('addOrUpdateService', [offer], { value: 1n })
}

const fee = {
  user,
  provider: second,
  totalFee: 1n,
  requestsHash: `0x${'00'.repeat(32)}`,
  nonce: 1n,
  signature: '0x',
}
const offer = {
  serviceType: 'chatbot',
  url: 'http://127.0.0.1:1',
  model: 'model',
  verifiability: 'TeeML',
  inputPrice: 1n,
  outputPrice: 1n,
  additionalInfo: '',
  teeSignerAddress: outsider,
}
