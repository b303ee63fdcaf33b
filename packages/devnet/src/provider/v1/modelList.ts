import type { Address } from 'viem'

type Prices = { inputPrice: bigint; outputPrice: bigint }

/** `/v1/models`: what the provider offers, at the prices on chain. Prices are neuron per token, as text. */
export function modelList(
  { model, prices, chain }: { model: string; prices: Prices; chain: { address: Address } },
  onChain: Prices | null,
) {
  const { inputPrice, outputPrice } = onChain ?? prices
  return {
    object: 'list',
    data: [
      {
        id: model,
        provider: chain.address,
        canonical_id: model,
        object: 'model',
        created: 0,
        owned_by: 'zg-devnet',
        name: model,
        description: 'A model of a local devnet.',
        type: 'chatbot',
        context_length: 131_072,
        max_completion_tokens: 131_072,
        architecture: {
          modality: 'text->text',
          input_modalities: ['text'],
          output_modalities: ['text'],
          instruct_type: null,
          tokenizer: 'o200k_base',
        },
        supported_parameters: ['max_completion_tokens', 'max_tokens', 'stream', 'tool_choice', 'tools'],
        default_parameters: {},
        pricing: { prompt: String(inputPrice), completion: String(outputPrice), image: '0', video: '0' },
        expiration_date: null,
        verifiability: 'TeeML',
        // Nothing here is attested by hardware.
        tee_attested: false,
        tee_type: 'simulated',
        tee_verifier: 'dstack',
      },
    ],
  }
}
