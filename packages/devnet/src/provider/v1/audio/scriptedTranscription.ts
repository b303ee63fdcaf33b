import { createHash } from 'node:crypto'
import { complaint } from '../../complaint.js'
import { piecesOf } from '../../model.js'
import { streamEvents } from '../../streamEvents.js'
import type { UpstreamRequest } from '../../upstream.js'
import { readForm } from '../readForm.js'

/** Sixteen thousand samples in a second, two bytes each. */
const bytesPerSecond = 32_000
const bytesPerToken = 3_200

/**
 * Transcriptions of the scripted model, as an OpenAI-compatible server gives them: a text that names the file's bytes, the same for the
 * same file. `json`, also as a stream, counts tokens; `verbose_json` counts seconds; `text` counts nothing.
 */
export const createScriptedTranscription =
  ({ model }: { model: string }) =>
  async ({ body, contentType }: UpstreamRequest): Promise<Response> => {
    const form = await readForm(body ?? new Uint8Array(), contentType).catch(() => null)
    if (!form) return complaint(400, 'The body is not a form.')
    const file = form.get('file')
    const asked = form.get('model') ?? model
    const format = form.get('response_format') ?? 'json'
    if (asked !== model) return complaint(404, `The model ${JSON.stringify(asked)} does not exist.`)
    if (file === null || typeof file === 'string') return complaint(400, '`file` must be a file.')
    const sound = new Uint8Array(await file.arrayBuffer())
    const text = `A scripted transcription of ${sound.length} bytes with the fingerprint ${fingerprint(sound)}.`
    const usage = await countTokens(sound, text)
    if (form.get('stream') === 'true') return streamed(text, usage)
    const seconds = sound.length / bytesPerSecond
    switch (format) {
      case 'json':
        return Response.json({ text, usage })
      case 'verbose_json':
        return Response.json({
          ...{ task: 'transcribe', language: 'english', duration: seconds, text, segments: [] },
          usage: { type: 'duration', seconds },
        })
      case 'text':
        return new Response(`${text}\n`, { headers: { 'content-type': 'text/plain; charset=utf-8' } })
      default:
        return complaint(400, '`response_format` must be json, verbose_json or text.')
    }
  }

const fingerprint = (sound: Uint8Array): string =>
  createHash('sha256').update(sound).digest('hex').slice(0, 8)

async function countTokens(sound: Uint8Array, text: string) {
  const { encode } = await import('gpt-tokenizer/encoding/o200k_base')
  const input_tokens = Math.ceil(sound.length / bytesPerToken)
  const output_tokens = encode(text).length
  return {
    ...{ type: 'tokens', input_tokens, output_tokens, total_tokens: input_tokens + output_tokens },
    input_token_details: { text_tokens: 0, audio_tokens: input_tokens },
  }
}

function streamed(text: string, usage: object): Response {
  const deltas = piecesOf(text).map((delta) => ({ type: 'transcript.text.delta', delta }))
  const events = [...deltas, { type: 'transcript.text.done', text, usage }]
  return streamEvents(events.map((event) => JSON.stringify(event)))
}
