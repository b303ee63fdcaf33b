import { v1InferenceServingAbi as abi, v1, zeroGDevnet } from '@zg/contracts'
import { createClient, custom, encodeFunctionResult } from 'viem'
import { expect, test } from 'vitest'
import { rawService } from '../../test/createService.js'
import { getServiceMetadata } from './getServiceMetadata.js'

const { provider } = rawService
function metadataOf(fields: Partial<typeof rawService>, model?: string) {
  const result = { ...rawService, ...fields }
  const request = async () => encodeFunctionResult({ abi, functionName: 'getService', result })
  const client = createClient({ chain: zeroGDevnet, transport: custom({ request }) })
  return getServiceMetadata(client, { protocol: v1, provider, model })
}

const url = 'https://provider.example/base/'
const endpoint = 'https://provider.example/base/v1/proxy'
const multiModel = { url, additionalInfo: '{"MultiModel":true}' }

test.each([
  [{ url }, undefined, 'zg/scripted-7b'],
  [{ url }, 'zg/scripted-7b', 'zg/scripted-7b'],
  [{ url }, 'SCRIPTED-7B', 'zg/scripted-7b'],
  [multiModel, undefined, 'zg/scripted-7b'],
  [multiModel, 'scripted-7b', 'zg/scripted-7b'],
  [multiModel, 'zg/Other', 'zg/Other'],
])('%o with model %s', async (fields, model, wanted) => {
  expect(await metadataOf(fields, model)).toEqual({ endpoint, model: wanted })
})

test('a model that a provider of one doesn’t serve is refused', async () => {
  await expect(metadataOf({ url }, 'other')).rejects.toMatchObject({
    name: 'ModelNotServedError',
    provider,
    model: 'other',
    served: 'zg/scripted-7b',
    message: `Provider ${provider} serves "zg/scripted-7b", not "other".\nlistService({ model }) names the providers of a model.`,
  })
})

test('a URL that can’t be used is refused', async () => {
  await expect(metadataOf({ url: 'ftp://a.example' })).rejects.toMatchObject({
    name: 'InvalidServiceUrlError',
  })
})
