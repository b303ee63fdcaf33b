import { expect, test } from 'vitest'
import * as ledger from './index.js'

test('the public names', () => {
  expect(Object.keys(ledger).sort()).toMatchInlineSnapshot(`
    [
      "BlockRangeTooLargeError",
      "EndpointBehindError",
      "InvalidBlockRangeError",
      "InvalidRecipientError",
      "InvalidTopUpPolicyError",
      "NotOfferedError",
      "StoredTopUpError",
      "TopUpBusyError",
      "TopUpLimitError",
      "TopUpOvertakenError",
      "ZeroAmountError",
      "addLedger",
      "addLedgerCall",
      "createTopUp",
      "deleteLedger",
      "deleteLedgerCall",
      "depositFund",
      "depositFundCall",
      "depositFundFor",
      "depositFundForCall",
      "findLedger",
      "getHistory",
      "getLedger",
      "getLedgerDetail",
      "getSubAccount",
      "listSubAccounts",
      "planTopUp",
      "refund",
      "refundCall",
      "retrieveFund",
      "retrieveFundCall",
      "transferFund",
      "transferFundCall",
      "watchHistory",
    ]
  `)
})
