import { type Address, type Client, concatHex, decodeAbiParameters, type Hex } from 'viem'

/** What a write must know of the chain before anything else. */
export type Probe = { chainId: number; hasCode: boolean; balance: bigint }

/**
 * Asks for the chain's id, whether `contract` has code, and the balance of `account`: three questions in one `eth_call`,
 * because each would cost a round trip.
 */
export async function probeChain(
  client: Client,
  { contract, account }: { contract: Address; account: Address },
): Promise<Probe> {
  const data = probeCode(contract, account)
  const answer = await client.request({ method: 'eth_call', params: [{ data }, 'latest'] })
  const words = decodeAbiParameters([{ type: 'uint256' }, { type: 'uint256' }, { type: 'uint256' }], answer)
  const [chainId, codeSize, balance] = words
  return { chainId: Number(chainId), hasCode: codeSize > 0n, balance }
}

/** Code that no contract holds: the call has no receiver, so the node runs the bytes themselves. */
const probeCode = (contract: Address, account: Address): Hex =>
  concatHex([
    '0x46600052', // CHAINID, PUSH1 0, MSTORE
    '0x73', // PUSH20
    contract,
    '0x3b602052', // EXTCODESIZE, PUSH1 32, MSTORE
    '0x73',
    account,
    '0x31604052', // BALANCE, PUSH1 64, MSTORE
    '0x60606000f3', // RETURN of 96 bytes
  ])
