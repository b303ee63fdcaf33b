/** Tokens that the model counted, and how many of those in it had cached, where it says so. */
export type Usage = {
  prompt_tokens: number
  completion_tokens: number
  prompt_tokens_details?: { cached_tokens: number }
}

/** What an answer said of itself. */
export type Tally = { id: string | null; usage: Usage | null; words: number }

const isUsage = (
  usage: unknown,
): usage is { prompt_tokens: number; completion_tokens: number; prompt_tokens_details?: unknown } =>
  typeof usage === 'object' &&
  usage !== null &&
  'prompt_tokens' in usage &&
  'completion_tokens' in usage &&
  isCount(usage.prompt_tokens) &&
  isCount(usage.completion_tokens)

export const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0

/** Reads a usage, without what it says beside; null for anything else. */
export function readUsage(usage: unknown): Usage | null {
  if (!isUsage(usage)) return null
  const { prompt_tokens, completion_tokens, prompt_tokens_details: details } = usage
  const counts = { prompt_tokens, completion_tokens }
  if (typeof details !== 'object' || details === null || !('cached_tokens' in details)) return counts
  const { cached_tokens } = details
  return isCount(cached_tokens) ? { ...counts, prompt_tokens_details: { cached_tokens } } : counts
}

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
