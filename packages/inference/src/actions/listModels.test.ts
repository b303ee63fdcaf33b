import { v1InferenceServingAbi as abi, v1, zeroGDevnet } from '@zg/contracts'
import { createClient, custom, encodeFunctionResult } from 'viem'
import { expect, test } from 'vitest'
import { rawService } from '../../test/createService.js'
import { useServers } from '../../test/useServers.js'
import { listModels } from './listModels.js'

const serve = useServers()
const { provider } = rawService
const list = (url: string, options: Partial<listModels.Parameters> = {}) => {
  const result = { ...rawService, url }
  const request = async () => encodeFunctionResult({ abi, functionName: 'getService', result })
  const client = createClient({ chain: zeroGDevnet, transport: custom({ request }) })
  return listModels(client, { protocol: v1, provider, ...options })
}

test('a provider lists what it serves', async () => {
  const data = [{ id: 'a', pricing: { prompt: '7', completion: '11' } }, { id: 'b' }]
  const url = await serve((_, response) => response.end(JSON.stringify({ data })))
  expect(await list(url)).toMatchObject([
    { id: 'a', prices: { input: 7n, output: 11n } },
    { id: 'b', prices: null },
  ])
})

test.each([
  [
    200,
    '<html>',
    'ProviderReplyError',
    `What provider ${provider} answered is no list of models: it has no data.`,
  ],
  [500, 'oops', 'ProviderFailedError', `Provider ${provider} failed (500).`],
])('%i %s is %s', async (status, body, name, shortMessage) => {
  const url = await serve((_, response) => response.writeHead(status).end(body))
  await expect(list(url)).rejects.toMatchObject({ name, provider, shortMessage })
})

test('a provider that hangs, or can’t be asked', async () => {
  const url = await serve(() => undefined)
  await expect(list(url, { timeoutMs: 80 })).rejects.toMatchObject({
    name: 'NetworkError',
    reason: 'timeout',
  })
  await expect(list('ftp://a.example')).rejects.toMatchObject({ name: 'InvalidServiceUrlError' })
  const reason = new Error('enough')
  await expect(list(url, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
})
