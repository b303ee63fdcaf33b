export { NotOfferedError } from '@zg/contracts'
export { addLedger, addLedgerCall, type CredentialSource } from './actions/addLedger.js'
export { deleteLedger, deleteLedgerCall } from './actions/deleteLedger.js'
export { depositFund, depositFundCall } from './actions/depositFund.js'
export { depositFundFor, depositFundForCall } from './actions/depositFundFor.js'
export { findLedger } from './actions/findLedger.js'
export { getHistory } from './actions/getHistory.js'
export { getLedger } from './actions/getLedger.js'
export { getLedgerDetail } from './actions/getLedgerDetail.js'
export { getSubAccount } from './actions/getSubAccount.js'
export { listSubAccounts } from './actions/listSubAccounts.js'
export { refund, refundCall } from './actions/refund.js'
export { retrieveFund, retrieveFundCall } from './actions/retrieveFund.js'
export { transferFund, transferFundCall } from './actions/transferFund.js'
export { watchHistory } from './actions/watchHistory.js'
export { InvalidRecipientError, ZeroAmountError } from './errors.js'
export { createTopUp, type TopUp } from './funding/createTopUp.js'
export {
  EndpointBehindError,
  InvalidTopUpPolicyError,
  StoredTopUpError,
  TopUpBusyError,
  TopUpLimitError,
  TopUpOvertakenError,
} from './funding/errors.js'
export { planTopUp } from './funding/planTopUp.js'
export type { TopUpPolicy } from './funding/topUpPolicy.js'
export { BlockRangeTooLargeError, InvalidBlockRangeError } from './history/errors.js'
export type { HistoryEntry } from './history/historyEntry.js'
export type { PendingRefund, SubAccountDetail } from './subAccountDetail.js'
