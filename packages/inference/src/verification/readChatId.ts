import { bytesToUtf8, InvalidEncodingError } from '@zg/core'
import { parseObject } from '../http/parseObject.js'

/** The id of a completion: of the JSON document, or of a stream's first event. Null where there is none. */
export function readChatId(response: Uint8Array | string): string | null {
  const text = toText(response)
  const document = parseObject(text)
  const first = document ?? parseObject(/^data: (\{.*\})\r?$/m.exec(text)?.[1] ?? '')
  return typeof first?.id === 'string' && first.id !== '' ? first.id : null
}

/** Empty for bytes that are no text. */
export function toText(response: Uint8Array | string): string {
  if (typeof response === 'string') return response
  try {
    return bytesToUtf8(response)
  } catch (error) {
    if (error instanceof InvalidEncodingError) return ''
    throw error
  }
}
