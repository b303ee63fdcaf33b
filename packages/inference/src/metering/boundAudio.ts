import { toNeuron } from '@zg/core'
import { UnboundedRequestError } from './errors.js'
import type { SpendPolicy } from './spendPolicy.js'

/**
 * What a transcription can cost at most, in neuron: what the policy says, since nothing in a recording tells. Pure.
 *
 * Throws `UnboundedRequestError` for a policy without `maxAudioFee`.
 *
 * @example
 * ```ts
 * import { boundAudio } from '@zg/inference'
 *
 * boundAudio({ maxAudioFee: '0.01' }) // 10000000000000000n
 * ```
 */
export function boundAudio({ maxAudioFee }: Pick<SpendPolicy, 'maxAudioFee'>): bigint {
  if (maxAudioFee !== undefined) return toNeuron(maxAudioFee)
  throw new UnboundedRequestError({
    what: 'a recording may have any length',
    remedy: 'Give maxAudioFee in the spend policy: the most that one transcription may cost.',
  })
}
