import type { SubAccount } from '@zg/contracts'
import { hexToBytes } from '@zg/core'
import { privateKeyToAccount } from 'viem/accounts'
import { expect, test } from 'vitest'
import { createCredential } from './createCredential.js'
import { eddsaAuth } from './eddsaAuth.js'

const wallet = privateKeyToAccount('0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80')
const user = '0xabcdefabcdefabcdefabcdefabcdefabcdefabcd'
const provider = '0x1234567890123456789012345678901234567890'
const signed =
  'f7d5216102e99e2d595788fd73c50c5b6c01d2c26c0839f42f5e3f7a33aeffad6f31bc1e2e884e03c660191a0a7db546af17f35cf4b0ad8bb8248ea626bf1603'

test('writes the headers that the network’s own client wrote at that time', async () => {
  const key = hexToBytes('004cd81f851cc170f5866c33ef3845f3760815aa4ea9b2cf9185c7d6b3672e2a')
  const credential = await createCredential(wallet, {
    random: (bytes) => {
      bytes.set(key.subarray(0, bytes.length))
      return bytes
    },
  })
  const subAccount: SubAccount = {
    user,
    provider,
    balance: 0n,
    pendingRefund: 0n,
    refunds: [],
    nonce: 0n,
    acknowledged: true,
    signer: provider,
    tokens: null,
    credential,
  }
  const auth = eddsaAuth({
    account: { address: user, signMessage: (options) => wallet.signMessage(options) },
    now: () => 1_732_501_730_356,
  })
  const headers = await auth.authorize({
    chainId: 31337,
    contracts: { ledger: provider, inference: provider },
    user,
    provider,
    look: async () => ({ fee: 100_000_000_000_000_000_000n, subAccount }),
  })
  expect(Object.entries(headers)).toEqual([
    ['X-Phala-Signature-Type', 'StandaloneApi'],
    ['Address', '0xABcdEFABcdEFabcdEfAbCdefabcdeFABcDEFabCD'],
    ['Fee', '100000000000000000000'],
    ['Input-Fee', '100000000000000000000'],
    ['Nonce', '17325017303560040'],
    ['Request-Hash', '0xaf7f19369e85438d8ed3ffada118dc50e491ab1d1851a3ac9121363b3867e52f'],
    ['Signature', JSON.stringify([...hexToBytes(signed)])],
    ['VLLM-Proxy', 'true'],
  ])
})
