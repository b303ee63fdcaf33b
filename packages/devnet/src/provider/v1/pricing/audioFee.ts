import type { AudioUsage } from '../audio/audioUsage.js'
import type { Pricing } from './readPricing.js'

const tokensPerWord = 2n
const tokensOfSilence = 100n

/**
 * The fee of a transcription in neuron: by the model's usage, else two tokens out for each word of the answer as it came, and a hundred
 * for an answer without any.
 *
 * Usage by duration costs the price of a token in for each second, rounded to whole seconds, at least one.
 */
export function audioFee(
  { usage, words }: { usage: AudioUsage | null; words: number },
  { inputPrice, outputPrice }: Pricing,
): bigint {
  if (!usage) return (words === 0 ? tokensOfSilence : BigInt(words) * tokensPerWord) * outputPrice
  if ('seconds' in usage) return BigInt(Math.max(Math.round(usage.seconds), 1)) * inputPrice
  return BigInt(usage.input_tokens) * inputPrice + BigInt(usage.output_tokens) * outputPrice
}
