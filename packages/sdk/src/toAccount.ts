import type { Hex, LocalAccount } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { InvalidKeyError, MissingKeyError } from './errors.js'

/** Turns key text, with or without 0x, into an account; its errors never repeat the key. */
export function toAccount(privateKey: string | undefined): LocalAccount {
  const digits = privateKey?.trim().replace(/^0x/i, '')
  if (!digits) throw new MissingKeyError({ looked: 'privateKey' })
  if (!/^[0-9a-f]*$/i.test(digits))
    throw new InvalidKeyError({ reason: 'it holds characters other than 0-9 and a-f' })
  if (digits.length !== 64)
    throw new InvalidKeyError({ reason: `it has ${digits.length} hex digits instead of 64` })
  const key: Hex = `0x${digits}`
  return withinRange(key)
}

function withinRange(key: Hex): LocalAccount {
  try {
    return privateKeyToAccount(key)
  } catch {
    // The library's own message shows the number, which is the key.
    throw new InvalidKeyError({ reason: 'it is outside the range of secp256k1' })
  }
}
