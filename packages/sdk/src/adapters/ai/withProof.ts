import { BaseError } from '@zg/core'
import type { Asking } from '@zg/inference/connect'
import type { Model } from './createZG.js'
import { metadataOf } from './metadata.js'

type Streamed = Awaited<ReturnType<Model['doStream']>>
type Part = Streamed['stream'] extends ReadableStream<infer part> ? part : never

/** The same model, whose answers say what proves them. */
export function withProof(model: Model, connection: Pick<Asking, 'receipt' | 'cost'>): Model {
  // A model is an object with methods over fields of its own: what isn't named here is asked of it.
  return new Proxy(model, {
    get: (target, name) => {
      if (name === 'doGenerate') return generate
      if (name === 'doStream') return stream
      const field: unknown = Reflect.get(target, name, target)
      return typeof field === 'function' ? field.bind(target) : field
    },
  })

  async function generate(options: Parameters<Model['doGenerate']>[0]) {
    const result = await explained(() => model.doGenerate(options))
    const id = nameOf(result.response?.headers) ?? result.response?.id
    if (id === undefined) return result
    const proof = await metadataOf(connection, id)
    return { ...result, providerMetadata: { ...result.providerMetadata, ...proof } }
  }

  async function stream(options: Parameters<Model['doStream']>[0]) {
    const result = await explained(() => model.doStream(options))
    let id = nameOf(result.response?.headers)
    const parts = new TransformStream<Part, Part>({
      transform: async (part, controller) => {
        if (part.type === 'response-metadata') id ??= part.id
        if (part.type !== 'finish' || id === undefined) return controller.enqueue(part)
        const proof = await metadataOf(connection, id)
        controller.enqueue({ ...part, providerMetadata: { ...part.providerMetadata, ...proof } })
      },
    })
    return { ...result, stream: explainedStream(result.stream).pipeThrough(parts) }
  }
}

/**
 * Says in our words what the SDK says of a stream that broke off, and keeps it from asking again where the connection said so: the SDK goes by the status
 * alone, and what can't have been billed was tried again already.
 */
function explain(error: unknown): never {
  if (!(error instanceof Error) || !('isRetryable' in error)) throw error
  const { cause } = error
  if (BaseError.is(cause)) error.message = cause.message
  const headers: unknown = 'responseHeaders' in error ? error.responseHeaders : null
  const isFinal = typeof headers === 'object' && headers !== null && 'x-should-retry' in headers
  if (BaseError.is(cause) || (isFinal && headers['x-should-retry'] === 'false')) error.isRetryable = false
  throw error
}

async function explained<result>(work: () => PromiseLike<result>): Promise<result> {
  try {
    return await work()
  } catch (error) {
    return explain(error)
  }
}

function explainedStream(stream: ReadableStream<Part>): ReadableStream<Part> {
  const reader = stream.getReader()
  return new ReadableStream({
    pull: async (controller) => {
      const { done, value } = await explained(() => reader.read())
      if (done) controller.close()
      else controller.enqueue(value)
    },
    cancel: (reason) => reader.cancel(reason),
  })
}

const nameOf = (headers: Readonly<Record<string, string>> | undefined): string | undefined =>
  headers?.['zg-res-key']
