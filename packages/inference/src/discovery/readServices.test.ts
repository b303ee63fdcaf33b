import { getDeployment, legacy, legacyInferenceServingAbi, v1, zeroGDevnet } from '@zg/contracts'
import { type Address, createClient, custom, encodeFunctionResult, numberToHex } from 'viem'
import { expect, test } from 'vitest'
import { createChain } from '../../test/createChain.js'
import { rawService } from '../../test/createService.js'
import { ServiceListChangedError } from './errors.js'
import { readServices } from './readServices.js'

const { contracts } = getDeployment(v1, zeroGDevnet.id)
const addressOf = (i: number): Address => numberToHex(i, { size: 20 })
const many = (count: number, from = 1) => Array.from({ length: count }, (_, i) => addressOf(from + i))
const toService = (provider: Address) => ({ ...rawService, provider })

/** Asks a chain whose list may be another one for each call. */
function createList(listAt: (call: number) => readonly Address[]) {
  const { client, offsets, most } = createChain((call) => listAt(call).map(toService))
  const read = async () =>
    (await readServices(client, { protocol: v1 })).map(({ provider }) => provider.toLowerCase())
  return { read, offsets, most }
}

test.each([
  [0, [0]],
  [1, [0]],
  [50, [0]],
  [51, [0, 50]],
  [150, [0, 50, 100]],
  [151, [0, 50, 100, 150]],
])('%i services are asked for at %j', async (count, wanted) => {
  const { read, offsets } = createList(() => many(count))
  expect(await read()).toEqual(many(count))
  expect(offsets).toEqual(wanted)
})

test('a thousand take 20 calls, all but the first at once', async () => {
  const { read, offsets, most } = createList(() => many(1_000))
  expect(await read()).toEqual(many(1_000))
  expect(offsets).toHaveLength(20)
  expect(most()).toBe(19)
})

test('a service that comes meanwhile is not missed', async () => {
  const { read, offsets } = createList((call) => many(call < 1 ? 60 : 101))
  expect(await read()).toEqual(many(101))
  expect(offsets).toEqual([0, 50, 0, 50, 100])
})

test('one that moves to another page as another goes stands once', async () => {
  const before = many(60)
  // The last one takes the place of the one that went.
  const after = [...before.slice(0, 3), addressOf(60), ...before.slice(4, 59)]
  const { read, offsets } = createList((call) => (call < 1 ? before : after))
  expect(await read()).toEqual(after)
  expect(offsets).toEqual([0, 50, 0, 50])
})

test('one that stands on two pages at once is read anew, though their number stays', async () => {
  const before = many(60)
  const doubled = [...before.slice(0, 55), addressOf(1), ...before.slice(56)]
  const { read, offsets } = createList((call) => (call < 2 ? doubled : before))
  expect(await read()).toEqual(before)
  expect(offsets).toHaveLength(4)
})

test('a list that never holds still is an error, after four attempts', async () => {
  const { read, offsets } = createList((call) => many(60 + call))
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
      result: many(70).map(toService),
    })
  }
  const client = createClient({ chain: zeroGDevnet, transport: custom({ request }) })
  expect(await readServices(client, { protocol: legacy, contracts })).toHaveLength(70)
  expect(calls).toBe(1)
})
