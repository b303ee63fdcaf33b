import { expect, test } from 'vitest'
import { InvalidRecipientError, ZeroAmountError } from './errors.js'

const recipient = '0x1111111111111111111111111111111111111111'

test.each([
  [
    new ZeroAmountError({ action: 'refund' }),
    'ZeroAmountError',
    {},
    'refund with an amount of 0 moves nothing.\nGive an amount above 0.',
  ],
  [
    new InvalidRecipientError({ recipient, reason: 'the zero address' }),
    'InvalidRecipientError',
    { recipient },
    `${recipient} can't receive a deposit: it is the zero address.\nNothing was moved. Name the wallet that is to use the money.`,
  ],
])('%s', (error, name, fields, message) => {
  expect(error).toMatchObject({ name, ...fields, message })
})
