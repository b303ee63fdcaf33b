import { DevnetOptionError } from './errors.js'
import type { Prices } from './provider/generation.js'
import { isServiceType, type ServiceType, serviceTypes, unitOf } from './provider/serviceType.js'

/** What one provider of a devnet offers. */
export type ProviderSettings = {
  /** `chatbot` by default. The legacy protocol knows no other. */
  serviceType?: ServiceType | undefined
  /** By default the upstream's first one, or the scripted one. */
  model?: string | undefined
  /** Neuron for a token in. */
  inputPrice?: bigint | undefined
  /** Neuron for a token out, or for an image. */
  outputPrice?: bigint | undefined
  /** A chatbot's further models at prices of their own, by name; told by `/v1/models` alone, and v1 only. */
  models?: Readonly<Record<string, { inputPrice: bigint; outputPrice: bigint }>> | undefined
  /** What stands with the service on chain beside its fields, such as `tieredPricing` and `cacheTokenBilling`; v1 only. */
  additionalInfo?: Readonly<Record<string, unknown>> | undefined
}

/** The same with nothing left out. */
export type Settings = {
  serviceType: ServiceType
  model: string | undefined
  inputPrice: bigint
  outputPrice: bigint
  models: ReadonlyMap<string, Prices>
  additionalInfo: Readonly<Record<string, unknown>>
}

export const mostProviders = 50
const perToken = { inputPrice: 100_000_000_000n, outputPrice: 400_000_000_000n }
const perImage = { inputPrice: 0n, outputPrice: 1_000_000_000_000_000n }

/**
 * Reads how many providers there are, or what each offers.
 *
 * Throws `DevnetOptionError` for too many, and for what the protocol doesn't know.
 */
export function readProviders(
  providers: number | readonly ProviderSettings[],
  { hasServices }: { hasServices: boolean },
): readonly Settings[] {
  const count = typeof providers === 'number' ? providers : providers.length
  if (!Number.isInteger(count) || count < 0 || count > mostProviders) {
    const expected = `a whole number from 0 to ${mostProviders}`
    throw new DevnetOptionError({ option: 'providers', value: count, expected })
  }
  const entries: readonly ProviderSettings[] =
    typeof providers === 'number' ? Array.from({ length: providers }, () => ({})) : providers
  return entries.map((entry, index) => readEntry(entry, `providers[${index}]`, hasServices))
}

function readEntry(entry: ProviderSettings, name: string, hasServices: boolean): Settings {
  const { serviceType = 'chatbot', additionalInfo = {}, model } = entry
  if (!isServiceType(serviceType) || !(hasServices || serviceType === 'chatbot')) {
    const expected = hasServices ? serviceTypes.join(', ') : 'chatbot, which is all that this protocol knows'
    throw new DevnetOptionError({ option: `${name}.serviceType`, value: serviceType, expected })
  }
  if (!hasServices && entry.additionalInfo !== undefined) {
    const expected = 'nothing, because this protocol has no such information'
    throw new DevnetOptionError({ option: `${name}.additionalInfo`, value: additionalInfo, expected })
  }
  const models = Object.entries(entry.models ?? {})
  if (models.length > 0 && !(hasServices && serviceType === 'chatbot')) {
    const expected = 'nothing, because only chatbots of v1 have several models'
    throw new DevnetOptionError({ option: `${name}.models`, value: models.map(([model]) => model), expected })
  }
  const { inputPrice, outputPrice } = unitOf(serviceType) === 'images' ? perImage : perToken
  return {
    ...{ serviceType, model, additionalInfo },
    ...readPrices(
      { inputPrice: entry.inputPrice ?? inputPrice, outputPrice: entry.outputPrice ?? outputPrice },
      name,
    ),
    models: new Map(models.map(([each, prices]) => [each, readPrices(prices, `${name}.models['${each}']`)])),
  }
}

function readPrices({ inputPrice, outputPrice }: Prices, name: string): Prices {
  for (const [key, value] of Object.entries({ inputPrice, outputPrice })) {
    if (typeof value === 'bigint' && value >= 0n) continue
    // JSON has no bigint.
    const told = typeof value === 'bigint' ? String(value) : value
    const expected = 'a bigint of neuron from zero'
    throw new DevnetOptionError({ option: `${name}.${key}`, value: told, expected })
  }
  return { inputPrice, outputPrice }
}
