import { v1InferenceServingAbi as abi, zeroGDevnet } from '@zg/contracts'
import { createClient, custom, decodeFunctionData, encodeFunctionResult, type Hex } from 'viem'
import type { rawService } from './createService.js'

/** A chain that only lists services, and other ones for each call if need be. It keeps the offsets asked for, and how many were asked at once. */
export function createChain(listAt: (call: number) => readonly (typeof rawService)[]) {
  const offsets: number[] = []
  let running = 0
  let most = 0
  const request = async ({ params }: { params: [{ data: Hex }] }) => {
    const { args = [] } = decodeFunctionData({ abi, data: params[0].data })
    const [offset, limit] = args.map(Number)
    if (offset === undefined || limit === undefined) throw new Error('unreachable: a page has both')
    const list = listAt(offsets.push(offset) - 1)
    running += 1
    most = Math.max(most, running)
    await new Promise((resolve) => setTimeout(resolve, 1))
    running -= 1
    const result = [list.slice(offset, offset + limit), BigInt(list.length)] as const
    return encodeFunctionResult({ abi, functionName: 'getAllServices', result })
  }
  const client = createClient({ chain: zeroGDevnet, transport: custom({ request }) })
  return { client, request, offsets, most: () => most }
}
