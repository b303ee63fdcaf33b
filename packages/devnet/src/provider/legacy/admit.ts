import type { Settler } from '../createSettler.js'
import { enterCovered } from '../enterCovered.js'
import type { Faults } from '../faults/createFaults.js'
import type { LedgerBook } from '../ledgerBook.js'
import { type ProviderRejection, refuse } from '../rejection.js'
import type { RequestRecord } from '../runningProvider.js'
import type { BillingHeaders } from './billingHeaders.js'
import type { Account, ProviderChain } from './providerChain.js'
import { readSignature } from './readSignature.js'
import type { SignatureChecker } from './signatureChecker.js'
import { packedKey, signedBytes } from './signedBytes.js'
import type { UsedHeaders } from './usedHeaders.js'

/** Output tokens that an account must be able to pay on top of what is owed. */
const reservedTokens = 5_000n

const context = 'validate request'

export type AdmitParts = {
  faults: Pick<Faults, 'take'>
  chain: Pick<ProviderChain, 'address' | 'signer' | 'findAccount'>
  book: LedgerBook
  used: UsedHeaders
  checker: Pick<SignatureChecker, 'check'>
  settler: Pick<Settler, 'isRunning' | 'idle'>
  prices: { inputPrice: bigint; outputPrice: bigint }
}

/**
 * Checks a request in the order of the network's own providers, and enters it when all holds; a refused one leaves no trace.
 *
 * Throws `ProviderRejection` with the network's words. Their "A0GI" amounts are whole numbers of neuron.
 */
export async function admit(
  headers: BillingHeaders,
  inputBytes: bigint,
  parts: AdmitParts,
): Promise<RequestRecord> {
  const isShort = parts.faults.take('balance') !== null
  return enterCovered(
    headers.user,
    {
      readAccount: async () => {
        const account = await findAcknowledged(headers, parts)
        await checkSignature(headers, account, parts)
        return isShort ? { ...account, balance: 0n, pendingRefund: 0n } : account
      },
      findShortage: (account) => {
        parts.used.check(headers, account.nonce)
        checkInputFee(headers, inputBytes, parts)
        return findShortage(headers, account, parts)
      },
      enter: () => {
        parts.used.add(headers)
        return parts.book.enter(headers)
      },
    },
    parts,
  )
}

async function findAcknowledged({ user }: BillingHeaders, { chain }: AdmitParts): Promise<Account> {
  const account = await chain.findAccount(user).catch((error: unknown) => {
    const reason = error instanceof Error ? error.name : 'unknown'
    throw refuse(context, `get account from contract: the chain does not answer (${reason})`)
  })
  if (!account) throw refuse(context, `get account from contract: account not exist, user: ${user}`)
  if (account.teeSignerAddress.toLowerCase() !== chain.signer.toLowerCase())
    throw refuse(context, 'user not acknowledge the provider')
  return account
}

async function checkSignature(
  headers: BillingHeaders,
  account: Account,
  { checker, chain }: AdmitParts,
): Promise<void> {
  const signature = readSignature(headers.signature)
  const message = signedBytes(headers, chain.address)
  const valid = await checker.check({ message, signature, publicKey: packedKey(account.signer) })
  if (!valid) throw refuse(context, 'invalid signature')
}

/** The signature covers the input fee alone, so a total that differs is somebody else's. */
function checkInputFee({ fee, inputFee }: BillingHeaders, inputBytes: bigint, { prices }: AdmitParts): void {
  const expected = inputBytes * prices.inputPrice
  if (inputFee < expected)
    throw refuse(context, `invalid inputFee, expected ${expected} A0GI, but received ${inputFee} A0GI`)
  if (fee !== inputFee)
    throw refuse(context, `invalid fee, expected ${inputFee} A0GI, but received ${fee} A0GI`)
}

function findShortage(
  { user, fee }: BillingHeaders,
  { balance, pendingRefund }: Account,
  { book, prices }: AdmitParts,
): ProviderRejection | null {
  const total = fee + book.unsettled(user) + prices.outputPrice * reservedTokens
  const available = balance - pendingRefund
  if (total <= available) return null
  return refuse(
    context,
    `insufficient balance, total fee of ${total} (including response reservation) exceeds the available balance of ${available}`,
  )
}
