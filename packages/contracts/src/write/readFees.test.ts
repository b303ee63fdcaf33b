import { createClient, custom } from 'viem'
import { expect, test } from 'vitest'
import { mostFor, readFees } from './readFees.js'

/** A node that answers these methods and refuses every other. */
const node = (answers: Record<string, unknown>) =>
  createClient({
    transport: custom({
      request: async ({ method }: { method: string }) => {
        if (!Object.hasOwn(answers, method)) throw new Error(`${method} was not expected`)
        return answers[method]
      },
    }),
  })

const history = (baseFeePerGas: string[], tips: string[]) => ({
  eth_feeHistory: { baseFeePerGas, gasUsedRatio: [], oldestBlock: '0x1', reward: tips.map((tip) => [tip]) },
})

test.each([
  ['one tip', ['0x5'], 5n],
  ['an odd number', ['0x9', '0x1', '0x4'], 4n],
  ['an even number', ['0x9', '0x1', '0x4', '0x6'], 6n],
  ['empty blocks between', ['0x0', '0x0', '0x7'], 7n],
])('the usual tip over twice the coming base fee: %s', async (_, tips, tip) => {
  expect(await readFees(node(history(['0x64', '0x0a'], tips)))).toEqual({
    type: 'eip1559',
    maxFeePerGas: 20n + tip,
    maxPriorityFeePerGas: tip,
  })
})

test('where nobody paid a tip, the node is asked for one', async () => {
  const fees = await readFees(node({ ...history(['0x0a'], ['0x0']), eth_maxPriorityFeePerGas: '0x3' }))
  expect(fees).toEqual({ type: 'eip1559', maxFeePerGas: 23n, maxPriorityFeePerGas: 3n })
})

test('a chain without a base fee takes a plain price', async () => {
  const fees = await readFees(node({ ...history([], []), eth_gasPrice: '0x0c' }))
  expect(fees).toEqual({ type: 'legacy', gasPrice: 12n })
})

test('mostFor', () => {
  expect(mostFor(3n, { type: 'legacy', gasPrice: 5n })).toBe(15n)
  expect(mostFor(3n, { type: 'eip1559', maxFeePerGas: 7n, maxPriorityFeePerGas: 1n })).toBe(21n)
})
