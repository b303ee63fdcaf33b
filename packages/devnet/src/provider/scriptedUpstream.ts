import { parseChatBody } from './chatRequest.js'
import { complaint } from './complaint.js'
import { createScriptedChat } from './scriptedChat.js'
import type { Upstream, UpstreamRequest } from './upstream.js'
import { createScriptedTranscription } from './v1/audio/scriptedTranscription.js'
import { createScriptedImages } from './v1/images/scriptedImages.js'

/** An OpenAI-compatible server without a network: the model behind a provider that was given no other. */
export function createScriptedUpstream({
  model,
  others = [],
  now,
}: {
  model: string
  others?: readonly string[]
  now: () => number
}): Upstream {
  const chat = createScriptedChat({ model, others, now })
  const images = createScriptedImages({ model, now })
  const routes: Readonly<Record<string, (request: UpstreamRequest) => Promise<Response>>> = {
    'POST /chat/completions': ({ body }) => chat(parseChatBody(body ?? new Uint8Array())),
    'POST /images/generations': images,
    'POST /images/edits': images,
    'POST /audio/transcriptions': createScriptedTranscription({ model }),
  }
  return async (request) => {
    const route = routes[`${request.method} ${request.path.replace(/\?.*$/, '')}`]
    return route ? route(request) : complaint(404, `The scripted model does not serve ${request.path}.`)
  }
}
