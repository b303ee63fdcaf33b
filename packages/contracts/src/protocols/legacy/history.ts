import { legacyInferenceServingAbi as abi } from '../../generated/legacy/inferenceServing.js'
import type { Protocol } from '../../protocol.js'
import { balanceUpdated, defineEvent, refundRequested, settlementResult } from '../accountEvents.js'

const contract = 'inference'

/** The ledger of this generation logs nothing. */
export const history: Protocol['history'] = [
  defineEvent({ contract, abi, eventName: 'BalanceUpdated', decode: balanceUpdated }),
  defineEvent({ contract, abi, eventName: 'RefundRequested', decode: refundRequested }),
  defineEvent({ contract, abi, eventName: 'TEESettlementResult', decode: settlementResult }),
]
