import { isCount } from '../../usage.js'

/** What a model says a transcription took: tokens, or seconds of sound. */
export type AudioUsage = { input_tokens: number; output_tokens: number } | { seconds: number }

/** Reads the usage of a transcription; null for anything else. */
export function readAudioUsage(usage: unknown): AudioUsage | null {
  if (typeof usage !== 'object' || usage === null) return null
  if ('input_tokens' in usage && 'output_tokens' in usage) {
    const { input_tokens, output_tokens } = usage
    return isCount(input_tokens) && isCount(output_tokens) ? { input_tokens, output_tokens } : null
  }
  if (!('seconds' in usage) || typeof usage.seconds !== 'number') return null
  return Number.isFinite(usage.seconds) && usage.seconds >= 0 ? { seconds: usage.seconds } : null
}
