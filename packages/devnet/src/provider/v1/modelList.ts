import type { Address } from 'viem'
import type { Prices } from '../generation.js'
import type { ServiceType } from '../serviceType.js'
import type { Fraction, Pricing } from './pricing/readPricing.js'

type Shape = { input: readonly string[]; output: string; parameters: readonly string[] }

const shapes: Readonly<Record<ServiceType, Shape>> = {
  chatbot: {
    input: ['text'],
    output: 'text',
    parameters: ['max_completion_tokens', 'max_tokens', 'stream', 'tool_choice', 'tools'],
  },
  'text-to-image': { input: ['text'], output: 'image', parameters: ['n', 'response_format'] },
  'image-editing': { input: ['text', 'image'], output: 'image', parameters: ['n', 'response_format'] },
  'speech-to-text': { input: ['audio'], output: 'text', parameters: ['response_format', 'stream'] },
}

/** `/v1/models`: what the provider offers, at the prices on chain. Prices are neuron per token or image, as text. */
export function modelList(
  {
    model,
    models,
    pricing,
    chain,
    serviceType,
  }: {
    model: string
    models: ReadonlyMap<string, Prices>
    pricing: Pricing
    chain: { address: Address }
    serviceType: ServiceType
  },
  onChain: Prices | null,
) {
  const { input, output, parameters } = shapes[serviceType]
  const text = { context_length: 131_072, max_completion_tokens: 131_072 }
  const all = new Map([[model, onChain ?? pricing], ...models])
  return {
    object: 'list',
    data: [...all].map(([id, prices]) => ({
      id,
      provider: chain.address,
      canonical_id: id,
      object: 'model',
      created: 0,
      owned_by: 'zg-devnet',
      name: id,
      description: 'A model of a local devnet.',
      type: serviceType,
      ...(serviceType === 'chatbot' ? text : {}),
      architecture: {
        modality: `${input.join('+')}->${output}`,
        input_modalities: input,
        output_modalities: [output],
        instruct_type: null,
        tokenizer: output === 'text' ? 'o200k_base' : null,
      },
      supported_parameters: parameters,
      default_parameters: {},
      pricing: { ...flat(prices, output), ...discounts(pricing) },
      expiration_date: null,
      verifiability: 'TeeML',
      // Nothing here is attested by hardware.
      tee_attested: false,
      tee_type: 'simulated',
      tee_verifier: 'dstack',
    })),
  }
}

const flat = ({ inputPrice, outputPrice }: Prices, output: string) =>
  output === 'image'
    ? { prompt: '0', completion: '0', image: String(outputPrice), video: '0' }
    : { prompt: String(inputPrice), completion: String(outputPrice), image: '0', video: '0' }

function discounts({ tiers, cacheDivisor }: Pricing) {
  const tiered_pricing = tiers.map(({ maxInputTokens, input, output }) => ({
    max_input_tokens: Number(maxInputTokens),
    ...multiplier('input', input),
    ...multiplier('output', output),
  }))
  return {
    ...(tiers.length === 0 ? {} : { tiered_pricing }),
    ...(cacheDivisor === 1n ? {} : { cache_token_billing: { divisor: Number(cacheDivisor) } }),
  }
}

/** A denominator of one is left out. */
const multiplier = (side: 'input' | 'output', { numerator, denominator }: Fraction) => ({
  [`${side}_multiplier`]: Number(numerator),
  ...(denominator === 1n ? {} : { [`${side}_multiplier_denominator`]: Number(denominator) }),
})
