import { createSettler } from '../createSettler.js'
import type { Equipment, Generation } from '../generation.js'
import { additionalInfo } from './additionalInfo.js'
import { addRoutes } from './addRoutes.js'
import { createDstackReport } from './dstackReport.js'
import { v1Manners } from './manners.js'
import { readPricing } from './pricing/readPricing.js'
import { createProviderChain } from './providerChain.js'
import { settleDebts } from './settleDebts.js'

/** A provider of the v1 protocol: session tokens, a signer that the contracts' owner vouches for, settlement in batches. */
export function createV1(equipment: Equipment): Generation {
  const { book, now, prices } = equipment
  const chain = createProviderChain(equipment)
  const report = createDstackReport(chain.signer)
  const pricing = readPricing({ ...prices, additionalInfo })
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
    addRoutes: (app) => addRoutes(app, { ...equipment, chain, settler, report, pricing }),
    settler,
    lowTokens: 1_000_000n,
    findAccount: chain.findAccount,
    register: chain.register,
    stop: async () => undefined,
  }
}
