import {
  v1InferenceServingAbi as abi,
  getDeployment,
  legacy,
  legacyInferenceServingAbi,
  v1,
  zeroGDevnet,
} from '@zg/contracts'
import {
  type Address,
  createClient,
  custom,
  decodeFunctionData,
  encodeFunctionResult,
  type Hex,
  numberToHex,
  zeroAddress,
} from 'viem'
import { expect, test } from 'vitest'
import { ServiceListChangedError } from './errors.js'
import { readServices } from './readServices.js'

const { contracts } = getDeployment(v1, zeroGDevnet.id)
const addressOf = (i: number): Address => numberToHex(i, { size: 20 })
const many = (count: number, from = 1) => Array.from({ length: count }, (_, i) => addressOf(from + i))

const service = {
  serviceType: 'chatbot',
  url: 'http://127.0.0.1',
  inputPrice: 1n,
  outputPrice: 1n,
  updatedAt: 0n,
  model: 'a',
  verifiability: 'TeeML',
  additionalInfo: '',
  teeSignerAddress: zeroAddress,
  teeSignerAcknowledged: false,
}

/** A chain whose list of services may be another one for each call; it keeps the offsets asked for, and how many were asked at once. */
function createChain(listAt: (call: number) => readonly Address[]) {
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
    const services = list.slice(offset, offset + limit).map((provider) => ({ ...service, provider }))
    const result = [services, BigInt(list.length)] as const
    return encodeFunctionResult({ abi, functionName: 'getAllServices', result })
  }
  const client = createClient({ chain: zeroGDevnet, transport: custom({ request }) })
  const read = async () =>
    (await readServices(client, { protocol: v1, contracts })).map(({ provider }) => provider.toLowerCase())
  return { read, offsets, most: () => most }
}

test.each([
  [0, [0]],
  [1, [0]],
  [50, [0]],
  [51, [0, 50]],
  [150, [0, 50, 100]],
  [151, [0, 50, 100, 150]],
])('%i services are asked for at %j', async (count, wanted) => {
  const { read, offsets } = createChain(() => many(count))
  expect(await read()).toEqual(many(count))
  expect(offsets).toEqual(wanted)
})

test('a thousand take 20 calls, all but the first at once', async () => {
  const { read, offsets, most } = createChain(() => many(1_000))
  expect(await read()).toEqual(many(1_000))
  expect(offsets).toHaveLength(20)
  expect(most()).toBe(19)
})

test('a service that comes meanwhile is not missed', async () => {
  const { read, offsets } = createChain((call) => many(call < 1 ? 60 : 101))
  expect(await read()).toEqual(many(101))
  expect(offsets).toEqual([0, 50, 0, 50, 100])
})

test('one that moves to another page as another goes stands once', async () => {
  const before = many(60)
  // The last one takes the place of the one that went.
  const after = [...before.slice(0, 3), addressOf(60), ...before.slice(4, 59)]
  const { read, offsets } = createChain((call) => (call < 1 ? before : after))
  expect(await read()).toEqual(after)
  expect(offsets).toEqual([0, 50, 0, 50])
})

test('one that stands on two pages at once is read anew, though their number stays', async () => {
  const before = many(60)
  const doubled = [...before.slice(0, 55), addressOf(1), ...before.slice(56)]
  const { read, offsets } = createChain((call) => (call < 2 ? doubled : before))
  expect(await read()).toEqual(before)
  expect(offsets).toHaveLength(4)
})

test('a list that never holds still is an error, after four attempts', async () => {
  const { read, offsets } = createChain((call) => many(60 + call))
  await expect(read()).rejects.toThrow(ServiceListChangedError)
  await expect(read()).rejects.toThrow('The list of services changed each of the 4 times that it was read.')
  expect(offsets.length).toBeLessThan(24)
})

test('without pages the first call gives all', async () => {
  let calls = 0
  const request = async () => {
    calls += 1
    return encodeFunctionResult({
      abi: legacyInferenceServingAbi,
      functionName: 'getAllServices',
      result: many(70).map((provider) => ({ ...service, provider })),
    })
  }
  const client = createClient({ chain: zeroGDevnet, transport: custom({ request }) })
  expect(await readServices(client, { protocol: legacy, contracts })).toHaveLength(70)
  expect(calls).toBe(1)
})
