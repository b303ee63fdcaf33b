import { type Address, encodePacked, type Hex, keccak256 } from 'viem'

/** What the TEE signs (as an EIP-191 message of 32 bytes) for the contract to pay `totalFee` neuron. */
export const settlementHash = ({
  requestsHash,
  nonce,
  provider,
  user,
  totalFee,
}: {
  requestsHash: Hex
  nonce: bigint
  provider: Address
  user: Address
  totalFee: bigint
}): Hex =>
  keccak256(
    encodePacked(
      ['bytes32', 'uint256', 'address', 'address', 'uint256'],
      [requestsHash, nonce, provider, user, totalFee],
    ),
  )
