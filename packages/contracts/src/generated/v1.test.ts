import { type Abi, type AbiItem, parseAbi, toEventHash, toFunctionSelector } from 'viem'
import { formatAbiItem } from 'viem/utils'
import { describe, expect, it } from 'vitest'
import { inferenceServing, ledgerManager, structs } from '../../test/vectors/v1Abi.js'
import { v1InferenceServingAbi } from './v1/inferenceServing.js'
import { v1LedgerManagerAbi } from './v1/ledgerManager.js'

/** What an item is known by on the chain; null for what has no id. */
const idOf = (item: AbiItem) => {
  if (item.type === 'function') return toFunctionSelector(item)
  if (item.type === 'event') return toEventHash(item)
  if (item.type === 'error') return toEventHash(formatAbiItem(item)).slice(0, 10)
  return null
}

/** Without the compiler's names of types, and without what says nothing. */
const simplify = (item: AbiItem): unknown =>
  JSON.parse(
    JSON.stringify(item, (key, value: unknown) =>
      key === 'internalType' || value === '' || value === false ? undefined : value,
    ),
  )

const itemsOf = (abi: Abi) =>
  abi.flatMap((item) => {
    const id = idOf(item)
    return id === null ? [] : [[id, simplify(item)] as const]
  })

describe.each([
  ['LedgerManager', v1LedgerManagerAbi, ledgerManager],
  ['InferenceServing', v1InferenceServingAbi, inferenceServing],
] as const)('%s', (_name, abi, vectors) => {
  it('has exactly the ids of the network, each for the same signature', () => {
    const parse = (signature: string): Abi => parseAbi([...structs, signature])
    const recorded = vectors.map(([id, text]) => [id, ...parse(text).map(simplify)])
    const byId = (a: readonly unknown[], b: readonly unknown[]) => (String(a[0]) < String(b[0]) ? -1 : 1)
    expect([...itemsOf(abi)].sort(byId)).toEqual([...recorded].sort(byId))
  })

  it('can be sent plain coins', () => {
    expect(abi.filter((item) => item.type === 'receive')).toHaveLength(1)
  })
})

it('the ledger takes its minimums from whoever deploys it', () => {
  const { inputs } = v1LedgerManagerAbi.find((item) => item.type === 'constructor') ?? { inputs: [] }
  expect(inputs.map(({ name }) => name)).toEqual(['minAccountBalance', 'minTransferAmount'])
})
