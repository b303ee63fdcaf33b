import { utf8ToBytes } from '@zg/core'
import type { Link, Outgoing } from './link.js'

type Fields = Readonly<Record<string, unknown>>
type Options = {
  model: string
  /** Says what else has to stand in a chat request, such as a limit of its answer. */
  addLimits: (fields: Fields) => Fields
}

/**
 * Writes into a chat request what the provider would write into it: the model, and that a stream is to tell its usage. So the provider has nothing to
 * rewrite, and what it signs is what was sent. A request that lacks nothing keeps its bytes.
 */
export const prepare =
  (options: Options): Link =>
  (next) =>
  (request) =>
    next(isChat(request) ? { ...request, ...completed(request, options) } : request)

/** Whether the request asks for a chat completion. */
export const isChat = ({ method, path }: Pick<Outgoing, 'method' | 'path'>): boolean =>
  method === 'POST' && /^\/v1\/proxy\/chat\/completions(\?|$)/.test(path)

function completed(
  { fields, headers }: Outgoing,
  { model, addLimits }: Options,
): Partial<Pick<Outgoing, 'fields' | 'body' | 'headers'>> {
  if (!fields) return {}
  const whole = addLimits(withUsage(isMissing(fields.model) ? { model, ...given(fields) } : fields))
  // The type is named: providers in front of a model refuse a text of no type.
  const type = { 'content-type': 'application/json', ...headers }
  if (whole === fields) return { headers: type }
  return { fields: whole, body: new Uint8Array(utf8ToBytes(JSON.stringify(whole))), headers: type }
}

const isMissing = (value: unknown) => value === undefined || value === null

/** Without an explicit null in the model's place. */
const given = ({ model: _, ...fields }: Fields): Fields => fields

function withUsage(fields: Fields): Fields {
  const { stream, stream_options: options } = fields
  if (stream !== true) return fields
  const said = typeof options === 'object' && options !== null ? options : {}
  if ('include_usage' in said) return fields
  return { ...fields, stream_options: { ...said, include_usage: true } }
}
