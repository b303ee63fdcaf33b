import { zeroGDevnet } from '@zg/contracts'
import { type Abi, type Address, createTestClient, type Hex, http, publicActions, walletActions } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'

/** A local chain seen through viem alone, acting for `privateKey`: what our own code and the official client say is checked against it. */
export function openChain(rpcUrl: string, privateKey: Hex) {
  const client = createTestClient({
    account: privateKeyToAccount(privateKey),
    chain: zeroGDevnet,
    mode: 'anvil',
    transport: http(rpcUrl),
    pollingInterval: 10,
    cacheTime: 0,
  })
    .extend(publicActions)
    .extend(walletActions)

  const done = async (hash: Hex) => {
    const receipt = await client.waitForTransactionReceipt({ hash })
    if (receipt.status !== 'success') throw new Error(`Transaction ${hash} reverted.`)
    return receipt
  }
  return Object.assign(client, {
    done,
    /** Moves the clock and mines a block. */
    async pass(seconds: number): Promise<void> {
      await client.increaseTime({ seconds })
      await client.mine({ blocks: 1 })
    },
    async create(abi: Abi, bytecode: Hex, args: readonly unknown[] = []): Promise<Address> {
      const { contractAddress } = await done(await client.deployContract({ abi, bytecode, args }))
      if (!contractAddress) throw new Error('unreachable: a creation has an address')
      return contractAddress
    },
  })
}

export type OpenChain = ReturnType<typeof openChain>
