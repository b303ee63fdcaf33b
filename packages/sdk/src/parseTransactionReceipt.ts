import type { Hash, TransactionReceipt } from 'viem'

/**
 * The four facts of a transaction receipt that matter most, in the form that the broker's writes return.
 *
 * @example
 * ```ts
 * import { parseTransactionReceipt } from '@zg/sdk'
 * import type { TransactionReceipt } from 'viem'
 *
 * const show = (receipt: TransactionReceipt) => console.log(parseTransactionReceipt(receipt).hash)
 * ```
 */
export function parseTransactionReceipt({
  transactionHash: hash,
  blockNumber,
  gasUsed,
  status,
}: Pick<
  TransactionReceipt,
  'transactionHash' | 'blockNumber' | 'gasUsed' | 'status'
>): parseTransactionReceipt.ReturnType {
  return { hash, blockNumber, gasUsed, status }
}

export declare namespace parseTransactionReceipt {
  type ReturnType = { hash: Hash; blockNumber: bigint; gasUsed: bigint; status: 'success' | 'reverted' }
}
