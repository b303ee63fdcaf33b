import { type Chain, defineChain } from 'viem'

export { zeroGMainnet, zeroGTestnet } from 'viem/chains'

/** A whole network on this machine, as `@zg/devnet` starts it. */
export const zeroGDevnet: Chain = /*#__PURE__*/ defineChain({
  id: 31_337,
  name: '0G Devnet',
  nativeCurrency: { name: '0G', symbol: '0G', decimals: 18 },
  rpcUrls: { default: { http: ['http://127.0.0.1:8545'] } },
  testnet: true,
})
