import { byPrice } from '../discovery/byPrice.js'
import type { Health } from '../discovery/health.js'
import type { Lane } from './lane.js'

/** What a route asks for first. */
export type Sort = 'price' | 'latency' | 'health'

const ranks: Readonly<Record<Health['status'], number>> = { healthy: 0, warning: 1, unknown: 2, critical: 3 }

/** Providers that rest or are busy come last for `health`, since their state is what was measured here. */
const orders: Readonly<Record<Sort, (one: Lane, other: Lane) => number>> = {
  price: (one, other) => byPrice(one.service, other.service),
  // One that was never measured is measured first.
  latency: (one, other) => latencyOf(one) - latencyOf(other),
  health: (one, other) => rankOf(one) - rankOf(other) || uptimeOf(other) - uptimeOf(one),
}

/** The lanes in the order in which they are asked; equals go by price. */
export const inOrder = (lanes: readonly Lane[], sort: Sort): readonly Lane[] =>
  lanes.toSorted((one, other) => orders[sort](one, other) || orders.price(one, other))

function latencyOf(lane: Lane): number {
  const { latencyMs, health } = lane.status()
  return latencyMs ?? health?.responseTime ?? 0
}

const rankOf = (lane: Lane): number => ranks[lane.status().health?.status ?? 'unknown']
const uptimeOf = (lane: Lane): number => lane.status().health?.uptime ?? 0
