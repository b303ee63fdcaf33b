import { privateKeyToAddress } from 'viem/accounts'
import { expect, test } from 'vitest'
import { InvalidKeyError, MissingKeyError } from './errors.js'
import { toAccount } from './toAccount.js'

const key = '4c0883a69102937d6231471b5dbb6204fe512961708279b7e1a8d7d7a3c2b9e3'

test.each([key, `0x${key}`, `0X${key}`, ` ${key}\n`, key.toUpperCase()])('reads %j', (text) => {
  expect(toAccount(text).address).toBe(privateKeyToAddress(`0x${key}`))
})

test.each([undefined, '', '0x', '   '])('%j is a missing key', (text) => {
  expect(() => toAccount(text)).toThrow(MissingKeyError)
})

test.each([
  ['too short', key.slice(1), 'it has 63 hex digits instead of 64'],
  ['too long', `${key}00`, 'it has 66 hex digits instead of 64'],
  ['not hex', `${key.slice(0, 63)}g`, 'it holds characters other than 0-9 and a-f'],
  ['zero', '0'.repeat(64), 'it is outside the range of secp256k1'],
  ['beyond the order', 'f'.repeat(64), 'it is outside the range of secp256k1'],
])('a key that is %s is refused without being repeated', (_, text, reason) => {
  const error = catchError(() => toAccount(text))
  expect(error).toBeInstanceOf(InvalidKeyError)
  expect(error.message).toContain(reason)
  const told = `${error.message} ${error.stack} ${JSON.stringify(error)} ${String(error.cause)}`
  expect(told).not.toContain(text.slice(4, 40))
  expect(told).not.toContain(
    BigInt(/^[0-9a-f]+$/.test(text) ? `0x${text}` : '0x1234567890')
      .toString()
      .slice(0, 20)
      .padEnd(20, 'x'),
  )
})

function catchError(run: () => unknown): Error {
  try {
    run()
  } catch (error) {
    if (error instanceof Error) return error
  }
  throw new Error('Nothing was thrown.')
}
