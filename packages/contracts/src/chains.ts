import { type Chain, defineChain } from 'viem'

// The same as viem's own, without `viem/chains`: reading its 740 chains takes longer than all the rest of an import.
const nativeCurrency = { name: '0G', symbol: '0G', decimals: 18 } as const

/** The network that money is real on. */
export const zeroGMainnet: Chain = /*#__PURE__*/ defineChain({
  id: 16_661,
  name: '0G Mainnet',
  nativeCurrency,
  rpcUrls: { default: { http: ['https://evmrpc.0g.ai'] } },
  blockExplorers: { default: { name: '0G Chainscan', url: 'https://chainscan.0g.ai' } },
  testnet: false,
})

/** Galileo, the public test network. */
export const zeroGTestnet: Chain = /*#__PURE__*/ defineChain({
  id: 16_602,
  name: '0G Galileo Testnet',
  nativeCurrency,
  rpcUrls: { default: { http: ['https://evmrpc-testnet.0g.ai'] } },
  blockExplorers: { default: { name: '0G Chainscan', url: 'https://chainscan-galileo.0g.ai' } },
  testnet: true,
})

/** A whole network on this machine, as `@zg/devnet` starts it. */
export const zeroGDevnet: Chain = /*#__PURE__*/ defineChain({
  id: 31_337,
  name: '0G Devnet',
  nativeCurrency,
  rpcUrls: { default: { http: ['http://127.0.0.1:8545'] } },
  testnet: true,
})
