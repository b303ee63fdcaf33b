import type { Endpoint } from '../endpoints.js'
import { audioFee } from '../pricing/audioFee.js'
import type { AudioUsage } from './audioUsage.js'
import { createAudioMeter } from './createAudioMeter.js'

/** A transcription: the form goes on as it came, and is billed by what its answer says it took. */
export const askTranscription: Endpoint = ({ path, bytes, contentType, upstream, pricing }) => ({
  bytes,
  // What it costs shows only in its answer.
  fee: 0n,
  ask: () => upstream({ method: 'POST', path, contentType, body: bytes }),
  createMeter: (headers) => {
    const stream = /^text\/event-stream\b/i.test(headers.get('content-type') ?? '')
    const meter = createAudioMeter({ stream })
    return {
      push: meter.push,
      end: () => {
        const tally = meter.end()
        return { id: '', usage: tokensOf(tally.usage), fee: audioFee(tally, pricing) }
      },
    }
  },
})

const tokensOf = (usage: AudioUsage | null) =>
  usage && 'input_tokens' in usage
    ? { prompt_tokens: usage.input_tokens, completion_tokens: usage.output_tokens }
    : null
