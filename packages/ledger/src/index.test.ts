import { expect, test } from 'vitest'
import * as ledger from './index.js'

test('the public names', () => {
  expect(Object.keys(ledger).sort()).toMatchInlineSnapshot(`
    [
      "BlockRangeTooLargeError",
      "InvalidBlockRangeError",
      "InvalidRecipientError",
      "NotOfferedError",
      "ZeroAmountError",
      "addLedger",
      "addLedgerCall",
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
