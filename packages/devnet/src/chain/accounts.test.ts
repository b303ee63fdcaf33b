import { mnemonicToAccount, privateKeyToAddress } from 'viem/accounts'
import { expect, test } from 'vitest'
import { devAccounts, providerKey } from './accounts.js'
import { mnemonic } from './startAnvil.js'

test("anvil's ten accounts, as viem derives them", () => {
  const expected = Array.from(
    { length: 10 },
    (_, addressIndex) => mnemonicToAccount(mnemonic, { addressIndex }).address,
  )
  const accounts = devAccounts()
  expect(accounts.map(({ address }) => address)).toEqual(expected)
  expect(accounts.map(({ privateKey }) => privateKeyToAddress(privateKey))).toEqual(expected)
  expect(accounts[0]).toEqual({
    address: '0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266',
    privateKey: '0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80',
  })
})

test('a provider has keys of its own, the same every time', () => {
  expect(providerKey('wallet', 0)).toBe(providerKey('wallet', 0))
  const all = [0, 1, 49].flatMap((index) => [providerKey('wallet', index), providerKey('tee', index)])
  const keys = new Set([...all, ...devAccounts().map(({ privateKey }) => privateKey)])
  expect(keys.size).toBe(16)
})
