import { expect, test } from 'vitest'
import { BlockRangeTooLargeError, InvalidBlockRangeError } from './errors.js'

test('BlockRangeTooLargeError names the range, what to do, and the endpoint’s words', () => {
  const error = new BlockRangeTooLargeError({ fromBlock: 5n, toBlock: 5n, details: 'no' })
  expect(error).toMatchObject({ name: 'BlockRangeTooLargeError', fromBlock: 5n, toBlock: 5n })
  expect(error.message).toBe(
    'The RPC endpoint refuses the events of 1 blocks at once (5 to 5).\nGive a smaller blocksPerPage, or use another endpoint.\nDetails: no',
  )
})

test('InvalidBlockRangeError says why, and what would be one', () => {
  const error = new InvalidBlockRangeError({ reason: 'fromBlock is -1' })
  expect(error.name).toBe('InvalidBlockRangeError')
  expect(error.message).toBe(
    'This is no range of blocks: fromBlock is -1.\nBlocks are bigints; fromBlock is 0n or more, toBlock no less, blocksPerPage 1n or more.',
  )
})
