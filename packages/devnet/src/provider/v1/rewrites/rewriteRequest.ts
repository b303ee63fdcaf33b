import { encodeJson } from './encodeJson.js'

/**
 * A chat request as the network's providers send it on: asked for a stream's usage, and for the model that they offer. One that says
 * both already keeps its bytes.
 */
export function rewriteRequest(
  { bytes, body }: { bytes: Uint8Array; body: Readonly<Record<string, unknown>> },
  model: string,
): Uint8Array {
  const { model: asked, stream, stream_options: options } = body
  const given = typeof options === 'object' && options !== null && !Array.isArray(options) ? options : {}
  const needsUsage = stream === true && !('include_usage' in given)
  if (asked !== undefined && !needsUsage) return bytes
  const added = needsUsage ? { stream_options: { ...given, include_usage: true } } : {}
  return new TextEncoder().encode(encodeJson({ model, ...body, ...added }, { forHtml: true }))
}
