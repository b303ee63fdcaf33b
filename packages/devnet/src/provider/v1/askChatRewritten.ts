import { askChat } from '../askChat.js'
import type { ChatRequest } from '../chatRequest.js'
import type { Question } from '../question.js'
import { requireModel } from './rewrites/requireModel.js'
import { rewriteAnswer } from './rewrites/rewriteAnswer.js'
import { rewriteRequest } from './rewrites/rewriteRequest.js'

type AskParts = Parameters<typeof askChat>[1] & {
  key: string
  others: readonly string[]
  onMismatch: () => void
}

/** A chat completion as live providers pass it on: what is signed is the request as it went on, and the answer as it was delivered. */
export function askChatRewritten(request: ChatRequest, parts: AskParts): Question {
  const { model, upstream, key } = parts
  const body = rewriteRequest(request, model)
  return {
    ...askChat(request, parts),
    bytes: body,
    ask: async () => {
      requireModel(request.body.model, parts)
      const contentType = 'application/json'
      const answer = await upstream({ method: 'POST', path: '/chat/completions', contentType, body })
      return answer.status === 200 ? rewriteAnswer(answer, { id: `chatcmpl-${key}` }) : answer
    },
  }
}
