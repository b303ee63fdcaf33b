import { createSettler, type Debt } from '../createSettler.js'
import type { Equipment, Generation } from '../generation.js'
import { createEvidence } from '../quote.js'
import { requestsHash } from '../requestsHash.js'
import { addRoutes } from './addRoutes.js'
import { legacyManners } from './manners.js'
import { type Account, createProviderChain } from './providerChain.js'
import { createSignatureChecker } from './signatureChecker.js'
import { createUsedHeaders } from './usedHeaders.js'

/** A provider of the legacy protocol: single-use signed headers, a signer that each user records. */
export function createLegacy(equipment: Equipment): Generation {
  const { book, now } = equipment
  const chain = createProviderChain(equipment)
  const used = createUsedHeaders({ now })
  const checker = createSignatureChecker()
  const evidence = createEvidence(chain.signer)
  const send = async ({ user, account, rows, total }: Debt<Account>) => {
    const nonce = used.settlementNonce(user, account.nonce, book.open(user))
    const item = { user, totalFee: total, requestsHash: requestsHash(rows), nonce }
    const hash = await chain.sendSettlement(item)
    return async () => {
      const settlement = await chain.readSettlement(hash, item)
      if (settlement.status !== 'refused') used.pass(user, nonce)
      return settlement
    }
  }
  const settler = createSettler({
    book,
    findAccount: chain.findAccount,
    // An account that is gone reverts the whole transaction: this way it stops nobody else's.
    usersPerTransaction: 1,
    send: async (debts: readonly Debt<Account>[]) => {
      const readers = await Promise.all(debts.map(async (debt) => ({ debt, read: await send(debt) })))
      return () => Promise.all(readers.map(async ({ debt, read }) => ({ debt, settlement: await read() })))
    },
  })
  return {
    address: chain.address,
    signer: chain.signer,
    manners: legacyManners,
    hasSessions: false,
    addRoutes: (app) =>
      addRoutes(app, { ...equipment, chain, used, checker, settler, evidence, settle: settler.settle }),
    settler,
    lowTokens: 10_000n,
    findAccount: chain.findAccount,
    register: chain.register,
    stop: checker.stop,
  }
}
