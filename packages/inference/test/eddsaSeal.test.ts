import { createRequire } from 'node:module'
import { hexToBytes } from '@zg/core'
import { getPublicKey, packPoint } from '@zg/crypto'
import fc from 'fast-check'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import { describe, expect, test } from 'vitest'
import { toHalves } from '../src/auth/eddsa/halves.js'
import { CredentialError, createCredential, openCredential } from '../src/auth/eddsa/index.js'
import { open, passphraseOf, seal } from '../src/auth/eddsa/seal.js'

type CryptoJs = {
  AES: {
    encrypt: (text: string, passphrase: string) => { toString: () => string }
    decrypt: (sealed: string, passphrase: string) => { toString: (encoding: unknown) => string }
  }
  enc: { Utf8: unknown }
}
const cryptoJs: CryptoJs = createRequire(import.meta.url)('crypto-js')
const account = privateKeyToAccount('0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80')
const other = privateKeyToAccount(generatePrivateKey())

describe('the seal of the request key', () => {
  const salt = hexToBytes('0001020304050607')

  test('recorded vector', async () => {
    const passphrase = await passphraseOf(account)
    expect(passphrase).toBe('0x89bcfe8af119e139e3930f07a83b60b48de57cf5921d9c41ec9d86eea1980849')
    const sealed = 'U2FsdGVkX18AAQIDBAUGBxBZjTqbi76teuTxDyRskJk='
    expect(seal('["1","2"]', passphrase, salt)).toBe(sealed)
    expect(open(sealed, passphrase)).toBe('["1","2"]')
  })

  test('crypto-js opens ours, and we open what it sealed', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', minLength: 1 }),
        fc.string({ minLength: 1 }),
        fc.uint8Array({ minLength: 8, maxLength: 8 }),
        (text, passphrase, s) => {
          expect(
            cryptoJs.AES.decrypt(seal(text, passphrase, s), passphrase).toString(cryptoJs.enc.Utf8),
          ).toBe(text)
          expect(open(cryptoJs.AES.encrypt(text, passphrase).toString(), passphrase)).toBe(text)
        },
      ),
      { numRuns: 30 },
    )
  })

  test.each([
    '',
    'no base64!',
    'AAAA',
    btoa('Salted__12345678'),
    btoa('Pepper__12345678aaaaaaaaaaaaaaaa'),
    btoa('Salted__12345678short'),
  ])('%j opens to nothing', (sealed) => {
    expect(open(sealed, 'passphrase')).toBeNull()
  })
})

describe('a credential', () => {
  test('opens with the wallet that made it, and with no other', async () => {
    const credential = await createCredential(account, { random: (bytes) => bytes.fill(9) })
    expect(await openCredential(account, credential)).toEqual(new Uint8Array(32).fill(9))
    expect(credential.publicKey).toEqual(toHalves(packPoint(getPublicKey(new Uint8Array(32).fill(9)))))
    const error = await openCredential(other, credential).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(CredentialError)
    expect(String(error)).toContain('this wallet does not open the seal')
    expect(JSON.stringify(error)).not.toContain(credential.sealed)
  })

  test('is new every time', async () => {
    const [one, two] = [await createCredential(account), await createCredential(account)]
    expect(one.publicKey).not.toEqual(two.publicKey)
    expect(one.sealed).not.toBe(two.sealed)
  })

  test.each([
    ['another key', '["1","2"]', 'it does not belong to the public key on chain'],
    ['no key', '{"a":1}', 'the seal holds something else than a key'],
    ['too large a half', `["${2n ** 128n}","2"]`, 'the seal holds something else than a key'],
    ['three halves', '["1","2","3"]', 'the seal holds something else than a key'],
  ])('that seals %s is refused', async (_, text, reason) => {
    const { publicKey } = await createCredential(account)
    const sealed = seal(text, await passphraseOf(account), new Uint8Array(8))
    await expect(openCredential(account, { publicKey, sealed })).rejects.toThrow(reason)
  })

  test('whose public halves are no key is refused', async () => {
    const { sealed } = await createCredential(account)
    for (const publicKey of [
      [2n ** 128n, 1n],
      [-1n, 1n],
      [1n, 1n],
    ] as const) {
      await expect(openCredential(account, { publicKey, sealed })).rejects.toThrow(
        'it does not belong to the public key on chain',
      )
    }
  })
})
