/** What an answer said of itself. */
export type Tally = {
  id: string | null
  usage: { prompt_tokens: number; completion_tokens: number } | null
  words: number
}

export const isUsage = (usage: unknown): usage is NonNullable<Tally['usage']> =>
  typeof usage === 'object' &&
  usage !== null &&
  'prompt_tokens' in usage &&
  'completion_tokens' in usage &&
  isCount(usage.prompt_tokens) &&
  isCount(usage.completion_tokens)

const isCount = (value: unknown) => Number.isSafeInteger(value) && Number(value) >= 0

/** The fee in neuron: by the model's usage, else bytes in and words out, as the network's providers count then. */
export function feeOf(
  { usage, words }: Tally,
  inputBytes: bigint,
  { inputPrice, outputPrice }: { inputPrice: bigint; outputPrice: bigint },
): bigint {
  const [input, output] = usage
    ? [BigInt(usage.prompt_tokens), BigInt(usage.completion_tokens)]
    : [inputBytes, BigInt(words)]
  return input * inputPrice + output * outputPrice
}
