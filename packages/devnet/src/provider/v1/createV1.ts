import { createSimulatedTee } from '@zg/attestation/simulate'
import { createSettler } from '../createSettler.js'
import type { Equipment, Generation } from '../generation.js'
import { unitOf } from '../serviceType.js'
import { encodeInfo } from './additionalInfo.js'
import { addRoutes } from './addRoutes.js'
import { createDstackReport } from './dstackReport.js'
import { endpoints } from './endpoints.js'
import { createImageStore } from './images/imageStore.js'
import { createJobs } from './jobs/createJobs.js'
import { createLimits, noLimits } from './limits/createLimits.js'
import { createMemory, noMemory } from './limits/createMemory.js'
import { v1Manners } from './manners.js'
import { readPricing } from './pricing/readPricing.js'
import { createProviderChain } from './providerChain.js'
import { settleDebts } from './settleDebts.js'

/**
 * A provider of the v1 protocol: session tokens, a signer that the contracts' owner vouches for, settlement in batches.
 *
 * Throws `DevnetOptionError` for additional information that says no prices, or too much.
 */
export function createV1(equipment: Equipment): Generation {
  const { book, now, prices, additionalInfo, limits: bounds, serviceType, rewrites, models } = equipment
  const pricing = readPricing({ ...prices, additionalInfo })
  const chain = createProviderChain({
    ...equipment,
    additionalInfo: encodeInfo({ ...multiModel(models.size), ...additionalInfo }),
  })
  const report = createDstackReport(equipment.tee ?? createSimulatedTee({ now: now() }), chain.signer)
  const images = createImageStore({ now })
  const limits = bounds === 'off' ? noLimits : createLimits(bounds, { now })
  const memory = bounds === 'off' ? noMemory(chain) : createMemory(chain, { now })
  const endpoint = endpoints[serviceType].create({ rewrites, limits, images, models })
  const settler = createSettler({
    book,
    findAccount: chain.findAccount,
    usersPerTransaction: 50,
    send: (debts) => settleDebts(debts, { chain, now }),
  })
  return {
    address: chain.address,
    signer: chain.signer,
    manners: v1Manners,
    hasSessions: true,
    addRoutes: (app) =>
      addRoutes(app, {
        ...equipment,
        ...{ chain, settler, report, pricing, endpoint, images, limits, memory, jobs: createJobs({ now }) },
      }),
    settler,
    lowTokens: unitOf(serviceType) === 'images' ? 100n : 1_000_000n,
    findAccount: chain.findAccount,
    register: chain.register,
    stop: async () => undefined,
  }
}

/** Which models and at which prices is told by `/v1/models` alone. */
const multiModel = (others: number) => (others === 0 ? {} : { MultiModel: true, priceDenomination: 'NATIVE' })
