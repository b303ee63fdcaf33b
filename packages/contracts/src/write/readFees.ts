import { type Client, hexToBigInt } from 'viem'

/** What a unit of gas may cost at most, and how it is offered. In neuron. */
export type Fees =
  | { type: 'eip1559'; maxFeePerGas: bigint; maxPriorityFeePerGas: bigint }
  | { type: 'legacy'; gasPrice: bigint }

const blocks = '0x5'
const median = 50

/**
 * Asks what others paid in the latest blocks: twice the coming base fee as the ceiling, and the tip that was usual.
 *
 * The tip is a number of its own and never grows with what we paid before. A bare `eth_gasPrice` with a margin would: on a
 * quiet chain the node's suggestion follows our own last transaction, so each would cost a fifth more than the one before.
 */
export async function readFees(client: Client): Promise<Fees> {
  const history = await client.request({ method: 'eth_feeHistory', params: [blocks, 'latest', [median]] })
  const base = history.baseFeePerGas?.at(-1)
  if (base === undefined)
    return { type: 'legacy', gasPrice: hexToBigInt(await client.request({ method: 'eth_gasPrice' })) }
  const tips = (history.reward ?? []).map(([tip = '0x0']) => hexToBigInt(tip)).filter((tip) => tip > 0n)
  const maxPriorityFeePerGas =
    middleOf(tips) ?? hexToBigInt(await client.request({ method: 'eth_maxPriorityFeePerGas' }))
  return {
    type: 'eip1559',
    maxFeePerGas: 2n * hexToBigInt(base) + maxPriorityFeePerGas,
    maxPriorityFeePerGas,
  }
}

/** What `gas` units cost at most. */
export const mostFor = (gas: bigint, fees: Fees): bigint =>
  gas * (fees.type === 'legacy' ? fees.gasPrice : fees.maxFeePerGas)

const middleOf = (amounts: readonly bigint[]): bigint | undefined =>
  amounts.toSorted((one, other) => (one < other ? -1 : one > other ? 1 : 0))[Math.floor(amounts.length / 2)]
