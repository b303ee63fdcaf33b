import type { Protocol, Service } from '@zg/contracts'
import { BaseError } from '@zg/core'
import type { ProviderOptions } from '../options.js'
import { fetchHealth } from './fetchHealth.js'
import { fetchModels } from './fetchModels.js'
import type { Health } from './health.js'
import { mapLimited } from './mapLimited.js'
import type { ServiceModel } from './serviceModel.js'

/** A service with what its provider and the network's status API say of it. */
export type DetailedService = Service & {
  /** What it serves, by its own word; null when it didn't say. */
  models: readonly ServiceModel[] | null
  /** Of the model on chain; null when the status API didn't say. */
  health: Health | null
  /** Why `models` or `health` is null. */
  missing: { models: string | null; health: string | null }
}

/** Each may take seconds, and there may be a thousand. */
const atOnce = 16

type Options = Pick<ProviderOptions, 'fetch' | 'signal' | 'timeoutMs'> & {
  protocol: Protocol
  statusUrl: string | null
}

/** Asks providers and status API. Whoever doesn't answer is missing, with the reason; only the signal ends it with an error. */
export async function addDetail(
  services: readonly Service[],
  { statusUrl, ...options }: Options,
): Promise<readonly DetailedService[]> {
  const reported =
    statusUrl === null
      ? Promise.resolve({ value: null, reason: 'this network has no status API' })
      : attempt(fetchHealth(statusUrl, options), options.signal)
  const asked = mapLimited(services, atOnce, (service) =>
    attempt(fetchModels(service, options), options.signal),
  )
  const [report, models] = await Promise.all([reported, asked])

  return services.map((service, i) => {
    const { provider, model } = service
    const served = models[i] ?? { value: null, reason: null }
    const healthOf = (id: string) => report.value?.ofModel(provider, id) ?? null
    const health = healthOf(model)
    return {
      ...service,
      models: served.value?.map((each) => ({ ...each, health: healthOf(each.id) })) ?? null,
      health,
      missing: {
        models: served.reason,
        health: health ? null : (report.reason ?? 'the status API does not know it'),
      },
    }
  })
}

type Attempt<value> = { value: value; reason: null } | { value: null; reason: string }

/** What a server is to blame for is a reason; anything else, such as the caller's own abort, is thrown. */
async function attempt<value>(
  work: Promise<value>,
  signal: AbortSignal | undefined,
): Promise<Attempt<value>> {
  try {
    return { value: await work, reason: null }
  } catch (error) {
    signal?.throwIfAborted()
    if (!BaseError.is(error)) throw error
    return { value: null, reason: error.shortMessage }
  }
}
