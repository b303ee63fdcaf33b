import { v1InferenceServingAbi } from '@zg/contracts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestUpstream } from '../../../../test/testUpstream.js'
import { createV1User } from '../../../../test/v1User.js'
import { createDevnet } from '../../../createDevnet.js'
import { DevnetOptionError } from '../../../errors.js'
import { useDevnet } from '../../../vitest.js'

const additionalInfo = {
  tieredPricing: {
    tiers: [
      { maxInputTokens: 100, inputMultiplier: 1, outputMultiplier: 1 },
      { maxInputTokens: 0, inputMultiplier: 3, inputMultiplierDenominator: 2, outputMultiplier: 2 },
    ],
  },
  cacheTokenBilling: { divisor: 4 },
}
let upstream: Awaited<ReturnType<typeof startTestUpstream>> | undefined
let usage: object = {}
beforeAll(async () => {
  upstream = await startTestUpstream(() => Response.json({ id: 'x', choices: [], usage }))
})
afterAll(() => upstream?.stop())
const local = useDevnet({
  protocol: 'v1',
  providers: [{ inputPrice: 10n, outputPrice: 100n, additionalInfo }],
  get upstream() {
    return upstream?.url
  },
})

test.each([
  [{ prompt_tokens: 100, completion_tokens: 3 }, 1_300n],
  [{ prompt_tokens: 101, completion_tokens: 3 }, 1_515n + 600n],
  [{ prompt_tokens: 100, completion_tokens: 0, prompt_tokens_details: { cached_tokens: 90 } }, 100n + 225n],
  [
    { prompt_tokens: 200, completion_tokens: 1, prompt_tokens_details: { cached_tokens: 101 } },
    1_485n + 378n + 200n,
  ],
])('usage %j is billed as the service says', async (used, fee) => {
  usage = used
  const user = await createV1User(local)
  const reply = await user.ask('hello')
  await reply.text()
  expect(local.provider.requests().at(-1)).toMatchObject({ user: user.address, usage: used, fee })
})

describe('the service tells of it', () => {
  test('on chain', async () => {
    const service = await local.publicClient().readContract({
      address: local.devnet.contracts.inference,
      abi: v1InferenceServingAbi,
      functionName: 'getService',
      args: [local.provider.address],
    })
    expect(service).toMatchObject({ serviceType: 'chatbot', inputPrice: 10n, outputPrice: 100n })
    expect(JSON.parse(service.additionalInfo)).toMatchObject({ ...additionalInfo, TargetSeparated: false })
  })

  test('in its list of models', async () => {
    const { data } = await (await fetch(`${local.provider.url}/v1/models`)).json()
    expect(data[0].pricing).toEqual({
      ...{ prompt: '10', completion: '100', image: '0', video: '0' },
      tiered_pricing: [
        { max_input_tokens: 100, input_multiplier: 1, output_multiplier: 1 },
        { max_input_tokens: 0, input_multiplier: 3, input_multiplier_denominator: 2, output_multiplier: 2 },
      ],
      cache_token_billing: { divisor: 4 },
    })
  })
})

test.each([{ cacheTokenBilling: { divisor: 0 } }, { Text: 'x'.repeat(4_000) }])(
  'what can not stand there is refused before anything is registered',
  async (info) => {
    const starting = createDevnet({ protocol: 'v1', port: 0, providers: [{ additionalInfo: info }] })
    await expect(starting).rejects.toThrow(DevnetOptionError)
  },
)

describe('several models', () => {
  const several = useDevnet({
    protocol: 'v1',
    providers: [{ models: { 'zg-scripted/small': { inputPrice: 1n, outputPrice: 2n } } }],
  })

  test('are each answered and billed at their own prices', async () => {
    const user = await createV1User(several)
    const ask = async (model: string) => {
      const reply = await user.ask('What is 2+2?', { body: { model } })
      return {
        status: reply.status,
        model: (await reply.json()).model,
        fee: several.provider.requests().at(-1)?.fee,
      }
    }
    const { model } = several.provider
    expect(await ask('zg-scripted/small')).toEqual({
      status: 200,
      model: 'zg-scripted/small',
      fee: 14n + 16n,
    })
    expect(await ask(model)).toEqual({ status: 200, model, fee: 1_400_000_000_000n + 3_200_000_000_000n })
    expect(await ask('zg-scripted/large')).toMatchObject({ status: 404, fee: null })
  })

  test('are told on chain, and named by the list', async () => {
    const { additionalInfo: info } = await several.publicClient().readContract({
      address: several.devnet.contracts.inference,
      abi: v1InferenceServingAbi,
      functionName: 'getService',
      args: [several.provider.address],
    })
    expect(JSON.parse(info)).toMatchObject({ MultiModel: true, priceDenomination: 'NATIVE' })
    const { data } = await (await fetch(`${several.provider.url}/v1/models`)).json()
    expect(data.map(({ id }: { id: string }) => id)).toEqual([several.provider.model, 'zg-scripted/small'])
  })
})
