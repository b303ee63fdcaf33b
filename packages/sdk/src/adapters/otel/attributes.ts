import type { Attributes } from '@opentelemetry/api'
import type { AnswerCost } from '@zg/inference/connect'

/** Of a span as it begins. Names: OpenTelemetry's semantic conventions for generative AI. */
export const attributesOf = ({ operation, model }: { operation: string; model: string }): Attributes => ({
  'gen_ai.operation.name': operation,
  'gen_ai.provider.name': '0g',
  'gen_ai.request.model': model,
})

const operations: readonly (readonly [RegExp, string])[] = [
  [/\/chat\/completions$/, 'chat'],
  [/\/images\/(generations|edits)$/, 'generate_content'],
  [/\/audio\/transcriptions$/, 'generate_content'],
]

/** Operation and model of a request, where they can be seen without reading a body that can be read only once. */
export function nameOf(
  input: Parameters<typeof globalThis.fetch>[0],
  init: RequestInit | undefined,
  usual: string,
): [operation: string, model: string] {
  const url = input instanceof Request ? input.url : String(input)
  const path = URL.canParse(url) ? new URL(url).pathname : ''
  const [, operation = 'request'] = operations.find(([pattern]) => pattern.test(path)) ?? []
  const [, model = usual] =
    (typeof init?.body === 'string' && /"model"\s*:\s*"([^"\\]+)"/.exec(init.body)) || []
  return [operation, model]
}

type Known = Pick<AnswerCost, 'neuron' | 'usage'> & { provider?: string; id?: string | null }

/** Of a span as it ends. */
export function outcomeOf(response: Response | null, known: Known | null): Attributes {
  const {
    usage = null,
    neuron = null,
    provider,
    id = response?.headers.get('zg-res-key') ?? null,
  } = known ?? {}
  const entries = {
    'gen_ai.response.id': id,
    'gen_ai.usage.input_tokens': usage?.prompt_tokens ?? usage?.input_tokens,
    'gen_ai.usage.output_tokens': usage?.completion_tokens ?? usage?.output_tokens,
    'http.response.status_code': response?.status,
    'zg.provider': provider,
    'zg.cost.neuron': neuron === null ? null : String(neuron),
  }
  const told = Object.entries(entries).filter(
    ([, value]) => typeof value === 'string' || typeof value === 'number',
  )
  return Object.fromEntries(
    told.map(([name, value]) => [name, typeof value === 'number' ? value : String(value)]),
  )
}
