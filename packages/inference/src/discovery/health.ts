import type { Address } from 'viem'
import { parseObject } from '../http/parseObject.js'

/** What the network's status API measured of one model at one provider. */
export type Health = {
  status: 'healthy' | 'warning' | 'critical' | 'unknown'
  /** Percent of the checks that succeeded; null where it isn't said, as below. */
  uptime: number | null
  /** Milliseconds, on average. */
  responseTime: number | null
  /** As the API writes it. */
  checkedAt: string | null
}

type Fields = Readonly<Record<string, unknown>>

/** What the status API knows, by provider and model. */
export type HealthReport = {
  ofModel: (provider: Address, model: string) => Health | null
}

/** Reads the answer of the status API's `/health`; null for anything else. What says nothing of a provider is left out. */
export function readHealth(text: string): HealthReport | null {
  const services = parseObject(text)?.services
  if (!Array.isArray(services)) return null
  const known = new Map<string, Health>()
  for (const each of services) {
    const { provider, model, status, checks, performance, lastCheck } = fieldsOf(each)
    if (typeof provider !== 'string' || typeof model !== 'string') continue
    known.set(keyOf(provider, model), {
      status: statuses.find((name) => name === status) ?? 'unknown',
      uptime: numberOf(fieldsOf(checks).uptime),
      responseTime: toMilliseconds(fieldsOf(fieldsOf(performance).response_time)),
      checkedAt: typeof lastCheck === 'string' ? lastCheck : null,
    })
  }
  return { ofModel: (provider, model) => known.get(keyOf(provider, model)) ?? null }
}

const statuses = ['healthy', 'warning', 'critical'] as const

const keyOf = (provider: string, model: string) => `${provider.toLowerCase()} ${model}`

function toMilliseconds({ avg, unit }: Fields): number | null {
  const average = numberOf(avg)
  if (average === null) return null
  return unit === 'ms' ? average : unit === 's' ? average * 1_000 : null
}

const fieldsOf = (value: unknown): Fields => (typeof value === 'object' && value !== null ? { ...value } : {})

const numberOf = (value: unknown): number | null =>
  typeof value === 'number' && Number.isFinite(value) ? value : null
