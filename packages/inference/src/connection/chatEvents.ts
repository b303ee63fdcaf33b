import { parseObject } from '../http/parseObject.js'

/** The JSON events of a stream, as they come. Leaving the loop ends the stream. */
export async function* readEvents(response: Response): AsyncGenerator<Readonly<Record<string, unknown>>> {
  const reader = response.body?.getReader()
  const decoder = new TextDecoder()
  let rest = ''
  let isWhole = reader === undefined
  try {
    while (reader && !isWhole) {
      const { done, value } = await reader.read()
      isWhole = done
      const lines = (rest + (done ? `${decoder.decode()}\n` : decoder.decode(value, { stream: true }))).split(
        /\r\n|\r|\n/,
      )
      rest = lines.pop() ?? ''
      for (const line of lines) {
        const event = parseObject(/^data: ?(.*)$/.exec(line)?.[1] ?? '')
        if (event) yield event
      }
    }
  } finally {
    if (!isWhole) await reader?.cancel()
  }
}
