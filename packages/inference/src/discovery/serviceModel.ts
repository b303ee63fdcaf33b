import { readPricing, type Service } from '@zg/contracts'
import { parseObject } from '../http/parseObject.js'
import { type Prices, pricesOf } from '../pricing/prices.js'
import type { Health } from './health.js'

/** A model, as its provider describes it: its own word. */
export type ServiceModel = {
  id: string
  /** Under this id several providers' offers of one model go together; null where nothing is said. */
  canonicalId: string | null
  /** Null where the provider names none that can be read; those on chain count then. */
  prices: Prices | null
  contextLength: number | null
  maxCompletionTokens: number | null
  /** By the network's status API; null where it knows nothing of this model. */
  health: Health | null
  /** All that the provider says, unchecked. */
  metadata: Readonly<Record<string, unknown>>
}

/** Reads the answer of `/v1/models`; null for anything else. What is no model in it is left out. */
export function readModels(text: string, service: Service): readonly ServiceModel[] | null {
  const data = parseObject(text)?.data
  if (!Array.isArray(data)) return null
  return data.flatMap((each: unknown) => {
    const metadata: Readonly<Record<string, unknown>> =
      typeof each === 'object' && each !== null ? { ...each } : {}
    const { id, canonical_id, pricing, context_length, max_completion_tokens } = metadata
    if (typeof id !== 'string') return []
    return {
      id,
      canonicalId: typeof canonical_id === 'string' ? canonical_id : null,
      prices: readPrices(pricing, service),
      contextLength: numberOf(context_length),
      maxCompletionTokens: numberOf(max_completion_tokens),
      health: null,
      metadata,
    }
  })
}

/** A model without tiers or prices of cached tokens of its own has its service's. */
function readPrices(said: unknown, service: Service): Prices | null {
  if (typeof said !== 'object' || said === null) return null
  const pricing: Readonly<Record<string, unknown>> = { ...said }
  const input = neuronOf(pricing.prompt)
  // Models of another kind may have a price of nothing for an image.
  const output = neuronOf(pricing.image) || neuronOf(pricing.completion)
  if (input === null || output === null) return null
  const own = readPricing(pricing)
  const shared = pricesOf(service)
  return {
    input,
    output,
    tiers: own.tiers.length > 0 ? own.tiers : shared.tiers,
    cacheDivisor: own.cacheDivisor ?? shared.cacheDivisor,
    cacheWrite: own.cacheDivisor === null ? shared.cacheWrite : own.cacheWrite,
    readable: own.readable && shared.readable,
  }
}

/** No amount of the chain has more digits. */
const neuronOf = (value: unknown): bigint | null =>
  typeof value === 'string' && /^\d{1,78}$/.test(value) ? BigInt(value) : null

const numberOf = (value: unknown): number | null => (typeof value === 'number' ? value : null)
