import type { Address } from 'viem'
import { type CoverParts, enterCovered } from '../enterCovered.js'
import type { Faults } from '../faults/createFaults.js'
import type { LedgerBook } from '../ledgerBook.js'
import { type ProviderRejection, refuse } from '../rejection.js'
import type { RequestRecord } from '../runningProvider.js'
import { askChain } from './askChain.js'
import type { Memory } from './limits/createMemory.js'
import type { Account, ProviderChain, Service } from './providerChain.js'

/** Neuron that an account must hold beside what it owes: a constant of the network's providers, which is not on chain. */
export const reserve = 10n ** 18n

/** The stage that refuses what can't be paid. */
export const context = 'validate request'

export type AdmitParts = CoverParts & {
  faults: Pick<Faults, 'take'>
  chain: Pick<ProviderChain, 'address'>
  memory: Pick<Memory, 'findAccount' | 'refreshAccount'>
  book: Pick<LedgerBook, 'version' | 'unsettled' | 'enter'>
}

/** A request before it is let in: who pays, what it costs at least, and the name that its answer will have. */
type Applicant = { user: Address; fee: bigint; key: string }

/**
 * Checks that a request can be paid, in the order of the network's own providers, and enters it when all holds; a refused one leaves no
 * trace. `service` is what stands on chain.
 *
 * Throws `ProviderRejection` with the network's words.
 */
export const admit = (
  applicant: Applicant,
  service: Service | null,
  parts: AdmitParts,
): Promise<RequestRecord> => {
  const isShort = parts.faults.take('balance') !== null
  return enterCovered(
    applicant.user,
    {
      readAccount: async () => {
        const { user } = applicant
        const asked = { what: 'account', context } as const
        const known = await askChain(parts.memory.findAccount(user), asked)
        checkAcknowledged(user, known, service)
        const account = requireAccount(user, await askChain(parts.memory.refreshAccount(known), asked))
        return isShort ? { ...account, balance: 0n, pendingRefund: 0n } : account
      },
      findShortage: (account) => findShortage(applicant, account, parts),
      enter: () => {
        const { user, fee, key } = applicant
        return parts.book.enter({ user, nonce: 0n, requestHash: key, inputFee: fee })
      },
    },
    parts,
  )
}

function requireAccount(user: Address, account: Account | null): Account {
  if (account) return account
  throw refuse(context, `get account from contract, account not exist: ${user}`)
}

function checkAcknowledged(
  user: Address,
  account: Account | null,
  service: Service | null,
): asserts account is Account {
  if (!requireAccount(user, account).acknowledged)
    throw refuse(
      context,
      'user not acknowledge the provider, please use acknowledgeProviderSigner function in sdk first, it will take effect in 2 minutes',
    )
  if (!service?.teeSignerAcknowledged) throw refuse(context, 'service not acknowledge the tee signer')
}

function findShortage(
  { user, fee }: Applicant,
  { balance, pendingRefund }: Account,
  { book, chain }: AdmitParts,
): ProviderRejection | null {
  const unsettled = book.unsettled(user)
  const required = reserve + unsettled + fee
  const available = balance - pendingRefund
  if (available >= required) return null
  const parts = [
    `minimum reserve ${sixDecimals(reserve)} 0G`,
    `unsettled fees ${sixDecimals(unsettled)} 0G`,
    `current request fee ${sixDecimals(fee)} 0G`,
  ]
  return refuse(
    context,
    `insufficient balance: your locked balance is ${sixDecimals(available)} 0G, but the required minimum is ${sixDecimals(required)} 0G (breakdown: ${parts.join(' + ')}). Please add more funds with: 0g-compute-cli transfer-fund --provider ${chain.address} --amount <amount>`,
  )
}

/** An amount in 0G, rounded as the network's providers print it. */
function sixDecimals(neuron: bigint): string {
  const millionths = (neuron + 5n * 10n ** 11n) / 10n ** 12n
  const digits = String(millionths).padStart(7, '0')
  return `${digits.slice(0, -6)}.${digits.slice(-6)}`
}
