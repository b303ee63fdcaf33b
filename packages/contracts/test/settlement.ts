import { type Address, encodePacked, type Hex, keccak256 } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'

/** The TEE of the tests: the mock key of the specification's settlement vector. */
export const tee = privateKeyToAccount('0x4c0883a69102937d6231471b5dbb6204fe512961708279b7e1a8d7d7a3c2b9e3')

export const status = {
  success: 0,
  partial: 1,
  providerMismatch: 2,
  noTeeSigner: 3,
  invalidNonce: 4,
  invalidSignature: 5,
}

export type Terms = {
  user: Address
  provider: Address
  totalFee: bigint
  requestsHash: Hex
  nonce: bigint
}

export const hashSettlement = (terms: Terms): Hex =>
  keccak256(
    encodePacked(
      ['bytes32', 'uint256', 'address', 'address', 'uint256'],
      [terms.requestsHash, terms.nonce, terms.provider, terms.user, terms.totalFee],
    ),
  )

/** A settlement as the provider sends it, signed by the TEE or by another. */
export const signSettlement = async (terms: Terms, signer = tee) => ({
  ...terms,
  signature: await signer.signMessage({ message: { raw: hashSettlement(terms) } }),
})
