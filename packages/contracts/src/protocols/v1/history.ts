import { v1InferenceServingAbi as abi } from '../../generated/v1/inferenceServing.js'
import { v1LedgerManagerAbi } from '../../generated/v1/ledgerManager.js'
import type { Protocol } from '../../protocol.js'
import { balanceUpdated, defineEvent, refundRequested, settlementResult } from '../accountEvents.js'

const contract = 'inference'

export const history: Protocol['history'] = [
  defineEvent({ contract, abi, eventName: 'BalanceUpdated', decode: balanceUpdated }),
  defineEvent({ contract, abi, eventName: 'RefundRequested', decode: refundRequested }),
  defineEvent({ contract, abi, eventName: 'TEESettlementResult', decode: settlementResult }),
  defineEvent({
    contract,
    abi,
    eventName: 'AccountDeleted',
    decode: ({ provider, refundedAmount }) => ({
      eventName: 'AccountDeleted',
      provider,
      refunded: refundedAmount,
    }),
  }),
  defineEvent({
    contract: 'ledger',
    abi: v1LedgerManagerAbi,
    eventName: 'FundSpent',
    decode: ({ service, amount }) => ({ eventName: 'FundSpent', service, amount }),
  }),
]
