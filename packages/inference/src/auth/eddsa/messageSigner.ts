import type { Address, Hex } from 'viem'

/** Whoever signs texts for an address: any viem account that signs by itself, or a wallet behind a function. */
export type MessageSigner = {
  address: Address
  /** An EIP-191 signature that is the same for the same text every time (RFC 6979), as wallets make it. */
  signMessage: (options: { message: string }) => Promise<Hex>
}
