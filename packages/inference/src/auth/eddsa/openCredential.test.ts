import { privateKeyToAccount } from 'viem/accounts'
import { describe, expect, test } from 'vitest'
import { createCredential } from './createCredential.js'
import { CredentialError } from './errors.js'
import { openCredential } from './openCredential.js'
import { open, passphraseOf, seal } from './seal.js'

const account = privateKeyToAccount('0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80')
const other = privateKeyToAccount(`0x${'22'.repeat(32)}`)
const salt = new Uint8Array(8)
const remedy =
  'Use the wallet that opened the ledger. A wallet that signs the same text differently each time can’t open it.'

const cases = [
  ['another wallet', other, undefined, 'this wallet does not open the seal'],
  ['a seal that is no base64', account, '€', 'this wallet does not open the seal'],
  ['a text without a key', account, 'hello', 'the seal holds something else than a key'],
  ['numbers that are no texts', account, '[1,2]', 'the seal holds something else than a key'],
  ['an empty half', account, '["","2"]', 'the seal holds something else than a key'],
  ['a negative half', account, '["-1","2"]', 'the seal holds something else than a key'],
  ['a half of 40 digits', account, `["${'1'.repeat(40)}","2"]`, 'the seal holds something else than a key'],
  ['text before', account, ' ["1","2"]', 'the seal holds something else than a key'],
  ['text behind', account, '["1","2"] ', 'the seal holds something else than a key'],
  ['a forged key', account, '["1","2"]', 'it does not belong to the public key on chain'],
] as const

describe('a credential', () => {
  test.each(cases)('with %s is refused, and no secret is told', async (_, wallet, text, reason) => {
    const credential = await createCredential(account)
    const passphrase = await passphraseOf(account)
    const sealed = text === undefined ? credential.sealed : text === '€' ? text : seal(text, passphrase, salt)
    const error = await openCredential(wallet, { ...credential, sealed }).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(CredentialError)
    if (!(error instanceof CredentialError)) return
    expect(error.shortMessage).toBe(`The request-signing key of ${wallet.address} can't be used: ${reason}.`)
    expect(error.metaMessages).toEqual([remedy])
    expect(error.cause).toBeUndefined()
    const told = [error.message, JSON.stringify(error), error.stack].join('\n')
    const signature = await wallet.signMessage({ message: 'MESSAGE_FOR_ENCRYPTION_KEY' })
    const halves = open(credential.sealed, passphrase)?.match(/\d+/g) ?? []
    expect(halves).toHaveLength(2)
    for (const secret of [passphrase, await passphraseOf(wallet), signature, credential.sealed, ...halves]) {
      expect(told).not.toContain(secret)
    }
  })

  test('whose public half is another key’s is refused', async () => {
    const [one, two] = [await createCredential(account), await createCredential(account)]
    await expect(
      openCredential(account, { publicKey: two.publicKey, sealed: one.sealed }),
    ).rejects.toMatchObject({
      shortMessage: `The request-signing key of ${account.address} can't be used: it does not belong to the public key on chain.`,
    })
  })
})
