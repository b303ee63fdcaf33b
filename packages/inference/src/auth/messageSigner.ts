import type { Address, Hex } from 'viem'

/** Whoever signs for an address: any viem account that signs by itself, or a wallet behind a function. */
export type MessageSigner = {
  address: Address
  /**
   * An EIP-191 signature of a text or of bytes. For a text it is the same every time (RFC 6979), as wallets make it: a request key is
   * sealed with one.
   */
  signMessage: (options: { message: string | { raw: Hex } }) => Promise<Hex>
}
