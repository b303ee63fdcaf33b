import * as viemChains from 'viem/chains'
import { expect, test } from 'vitest'
import { zeroGDevnet, zeroGMainnet, zeroGTestnet } from './chains.js'

// JSON leaves out what viem adds as functions.
const plain = (chain: object): unknown => JSON.parse(JSON.stringify(chain))

test("the public networks, as viem's own list has them", () => {
  expect(plain(zeroGMainnet)).toEqual(plain(viemChains.zeroGMainnet))
  expect(plain(zeroGTestnet)).toEqual(plain(viemChains.zeroGTestnet))
})

test('the devnet is where anvil listens', () => {
  expect(zeroGDevnet).toMatchObject({
    id: 31_337,
    testnet: true,
    nativeCurrency: { name: '0G', symbol: '0G', decimals: 18 },
    rpcUrls: { default: { http: ['http://127.0.0.1:8545'] } },
  })
})
