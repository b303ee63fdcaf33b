import { createWalletClient, custom, verifyMessage } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { expect, test } from 'vitest'
import { WalletRequiredError } from './errors.js'
import { toMessageSigner } from './toMessageSigner.js'

const local = privateKeyToAccount(`0x${'11'.repeat(32)}`)
const { address } = local

test('an account with a key signs by itself', async () => {
  const signer = toMessageSigner(local, undefined)
  expect(signer.address).toBe(address)
  expect(
    await verifyMessage({
      address,
      message: 'hello',
      signature: await signer.signMessage({ message: 'hello' }),
    }),
  ).toBe(true)
})

test('an address alone asks its wallet', async () => {
  const asked: string[] = []
  const transport = custom({
    request: async ({ method }: { method: string }) => {
      asked.push(method)
      return '0xsigned'
    },
  })
  const wallet = createWalletClient({ account: address, transport })
  const signer = toMessageSigner(wallet.account, wallet)
  expect(await signer.signMessage({ message: 'hello' })).toBe('0xsigned')
  expect(asked).toEqual(['personal_sign'])
})

test('an address without a wallet is an error with the remedy', async () => {
  const signer = toMessageSigner({ address, type: 'json-rpc' }, undefined)
  expect(() => signer.signMessage({ message: 'hello' })).toThrow(new WalletRequiredError({ address }))
})
