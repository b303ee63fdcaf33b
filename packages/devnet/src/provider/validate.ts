import { type Hex, numberToHex } from 'viem'
import { type BillingHeaders, signedBytes } from './billingHeaders.js'
import type { LedgerBook } from './ledgerBook.js'
import type { Account, ProviderChain } from './providerChain.js'
import { refuse } from './rejection.js'
import type { RequestRecord } from './runningProvider.js'
import type { createSignatureChecker } from './signatureChecker.js'

const context = 'validate request'
const reservedTokens = 5_000n

type Prices = { inputPrice: bigint; outputPrice: bigint }
type Parts = {
  chain: ProviderChain
  book: LedgerBook
  checker: ReturnType<typeof createSignatureChecker>
  prices: Prices
}

/**
 * Checks the headers of one request in the order of the network's own providers, and enters the request when all hold.
 * From the last answer of chain and worker on nothing waits, so that two requests can't spend the same money.
 */
export async function admit(
  headers: BillingHeaders,
  inputBytes: bigint,
  parts: Parts,
): Promise<RequestRecord> {
  const { chain, book, checker, prices } = parts
  const { user, inputFee } = headers
  const account = await chain.findAccount(user)
  if (!account) throw refuse(context, `get account from contract: account not exist, user: ${user}`)
  if (account.teeSignerAddress.toLowerCase() !== chain.signer.toLowerCase())
    throw refuse(context, 'user not acknowledge the provider')
  const message = signedBytes(headers, chain.address)
  const valid = await checker.check({
    message,
    signature: headers.signature,
    publicKey: publicKeyOf(account),
  })
  if (!valid) throw refuse(context, 'invalid signature')

  const expected = inputBytes * prices.inputPrice
  const unsettled = book.unsettled(user)
  const row = book.admit({ ...headers, accountNonce: account.nonce })
  try {
    if (inputFee < expected)
      throw refuse(context, `invalid inputFee, expected ${expected} A0GI, but received ${inputFee} A0GI`)
    const total = headers.fee + unsettled + prices.outputPrice * reservedTokens
    const available = account.balance - account.pendingRefund
    if (total > available) {
      throw refuse(
        context,
        `insufficient balance, total fee of ${total} (including response reservation) exceeds the available balance of ${available}`,
      )
    }
  } catch (error) {
    book.drop(row)
    throw error
  }
  return row
}

/** The account's key: two little-endian halves of 16 bytes of the packed point. */
function publicKeyOf({ signer }: Account): Uint8Array {
  const half = (value: bigint): Hex => numberToHex(value % 2n ** 128n, { size: 16 })
  const bytes = (hex: Hex) => Uint8Array.from(Buffer.from(hex.slice(2), 'hex')).reverse()
  return new Uint8Array([...bytes(half(signer[0])), ...bytes(half(signer[1]))])
}
