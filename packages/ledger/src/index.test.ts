import { expect, test } from 'vitest'
import * as ledger from './index.js'

test('the public names', () => {
  expect(Object.keys(ledger).sort()).toMatchInlineSnapshot(`
    [
      "ZeroAmountError",
      "addLedger",
      "addLedgerCall",
      "deleteLedger",
      "deleteLedgerCall",
      "depositFund",
      "depositFundCall",
      "findLedger",
      "getLedger",
      "getSubAccount",
      "listSubAccounts",
      "refund",
      "refundCall",
      "retrieveFund",
      "retrieveFundCall",
      "transferFund",
      "transferFundCall",
    ]
  `)
})
