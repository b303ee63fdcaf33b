import { BaseError } from '@zg/core'

/** The endpoint gives the events of fewer blocks at once than were asked for. */
export class BlockRangeTooLargeError extends BaseError {
  override readonly name: string = 'BlockRangeTooLargeError'
  readonly fromBlock: bigint
  readonly toBlock: bigint

  constructor({ fromBlock, toBlock, details }: { fromBlock: bigint; toBlock: bigint; details: string }) {
    const count = toBlock - fromBlock + 1n
    super(`The RPC endpoint refuses the events of ${count} blocks at once (${fromBlock} to ${toBlock}).`, {
      details,
      metaMessages: ['Give a smaller blocksPerPage, or use another endpoint.'],
    })
    this.fromBlock = fromBlock
    this.toBlock = toBlock
  }
}

/** The blocks that were asked for are no range. */
export class InvalidBlockRangeError extends BaseError {
  override readonly name: string = 'InvalidBlockRangeError'

  constructor({ reason }: { reason: string }) {
    super(`This is no range of blocks: ${reason}.`, {
      metaMessages: [
        'Blocks are bigints; fromBlock is 0n or more, toBlock no less, blocksPerPage 1n or more.',
      ],
    })
  }
}
