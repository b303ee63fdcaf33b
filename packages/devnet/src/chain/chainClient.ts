import { zeroGDevnet } from '@zg/contracts'
import {
  type Chain,
  type CustomTransport,
  createTestClient,
  type Hash,
  type PublicActions,
  publicActions,
  type TestClient,
  type TransactionReceipt,
  TransactionReceiptNotFoundError,
  type WalletActions,
  walletActions,
} from 'viem'
import { roomyHttp } from './roomyHttp.js'

/** A client of the local chain that can also set balances and move its clock. */
export type ChainClient = TestClient<'anvil', CustomTransport, Chain> &
  PublicActions<CustomTransport, Chain> &
  WalletActions<Chain>

export const createChainClient = (rpcUrl: string): ChainClient =>
  createTestClient({
    chain: zeroGDevnet,
    mode: 'anvil',
    transport: roomyHttp(rpcUrl),
    pollingInterval: 10,
    cacheTime: 0,
  })
    .extend(publicActions)
    .extend(walletActions)

/** The receipt, as soon as there is one. Asked for again and again: viem's own wait looks only when a block comes. */
export async function mined(client: ChainClient, hash: Hash): Promise<TransactionReceipt> {
  for (let pauseMs = 2; ; pauseMs = Math.min(pauseMs * 2, 100)) {
    try {
      return await client.getTransactionReceipt({ hash })
    } catch (error) {
      if (!(error instanceof TransactionReceiptNotFoundError)) throw error
    }
    await new Promise((resolve) => setTimeout(resolve, pauseMs))
  }
}
