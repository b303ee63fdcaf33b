/** Tokens that the model counted. */
export type Usage = { prompt_tokens: number; completion_tokens: number }

/** What an answer said of itself. */
export type Tally = { id: string | null; usage: Usage | null; words: number }

export const isUsage = (usage: unknown): usage is Usage =>
  typeof usage === 'object' &&
  usage !== null &&
  'prompt_tokens' in usage &&
  'completion_tokens' in usage &&
  isCount(usage.prompt_tokens) &&
  isCount(usage.completion_tokens)

const isCount = (value: unknown) => Number.isSafeInteger(value) && Number(value) >= 0

/** The fee in neuron: by the model's usage, else bytes in and words out, as the network's providers count then. */
export function feeOf(
  { usage, words }: Pick<Tally, 'usage' | 'words'>,
  inputBytes: bigint,
  { inputPrice, outputPrice }: { inputPrice: bigint; outputPrice: bigint },
): bigint {
  const [input, output] = usage
    ? [BigInt(usage.prompt_tokens), BigInt(usage.completion_tokens)]
    : [inputBytes, BigInt(words)]
  return input * inputPrice + output * outputPrice
}
