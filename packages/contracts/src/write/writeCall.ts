import type { Account, Client } from 'viem'
import { call as ethCall } from 'viem/actions'
import type { BoundCall } from '../bindCall.js'
import type { Contracts, Read } from '../calls.js'
import { toTypedError } from '../chain/toTypedError.js'
import { type Deadline, withDeadline } from '../chain/withDeadline.js'
import { AccountRequiredError, TransactionRevertedError } from '../errors/setup.js'
import type { Protocol } from '../protocol.js'
import { type Before, type Prepared, prepareCall } from './prepareCall.js'
import { decodeReceipt, type Receipt } from './receipt.js'
import { type SignedTransaction, sendCall } from './sendCall.js'
import { waitForReceipt } from './waitForReceipt.js'

const defaultTimeoutMs = 120_000
const longestPauseMs = 1_000

/**
 * Runs a write to its end: the one path of every transaction.
 *
 * Simulates it first (a revert is thrown as its typed error and nothing is sent), makes sure of chain, contract
 * and money, takes the account's next nonce, signs, sends, waits for inclusion and decodes the events of both contracts. Any viem client with an account will do.
 *
 * Throws `AccountRequiredError`, `ChainMismatchError`, `InsufficientBalanceError` (`where: 'wallet'`), the contract's error, `NetworkError`
 * or `RpcError`, all before sending; after sending `TransactionPendingError` (the signal or `timeoutMs`, 120 s by default, ended the wait)
 * and `TransactionRevertedError`.
 *
 * @example
 * ```ts
 * import { bindCall, getDeployment, v1, zeroGDevnet } from '@zg/contracts'
 * import { writeCall } from '@zg/contracts/write'
 * import { createWalletClient, http } from 'viem'
 * import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
 *
 * const account = privateKeyToAccount(generatePrivateKey())
 * const client = createWalletClient({ account, chain: zeroGDevnet, transport: http() })
 * const { contracts } = getDeployment(v1, zeroGDevnet.id)
 * const call = bindCall(v1.ledger.depositFund({ amount: 10n ** 18n }), contracts)
 * const send = () => writeCall(client, { call, protocol: v1, contracts })
 * ```
 */
export async function writeCall<const reads extends readonly Read<unknown>[] = readonly []>(
  client: Client,
  parameters: writeCall.Parameters<reads>,
): Promise<Receipt> {
  const { call, contracts, protocol, before, onSigned, signal, timeoutMs = defaultTimeoutMs } = parameters
  const account = accountOf(client, call)
  const deadline = { signal, timeoutMs }
  const { url } = client.transport

  const prepare = () => prepareCall(client, { account, call, contracts, protocol, before })
  const prepared = await withDeadline(prepare, { ...deadline, url })
  const { result: hash, settle } = await sendCall(client, { account, prepared, onSigned, ...deadline })
  try {
    const pollingIntervalMs = Math.min(parameters.pollingIntervalMs ?? client.pollingInterval, longestPauseMs)
    const receipt = await waitForReceipt(client, { hash, signal, timeoutMs, pollingIntervalMs })
    if (receipt.status === 'success') return decodeReceipt(protocol, contracts, receipt)
    const { blockNumber, gasUsed } = receipt
    const cause = await findReason(client, { account, prepared, blockNumber, call, protocol })
    throw new TransactionRevertedError({ hash, blockNumber, gasUsed, functionName: call.functionName, cause })
  } finally {
    settle()
  }
}

export declare namespace writeCall {
  type Parameters<reads extends readonly Read<unknown>[] = readonly []> = Deadline & {
    call: BoundCall
    protocol: Protocol
    contracts: Contracts
    /** What is read and looked at beside the simulation, in one question with it. */
    before?: Before<reads> | undefined
    /**
     * Gets the signed transaction before it is sent, to keep it for `recoverCall`; what it throws is thrown, and nothing is sent. Called again if
     * the nonce turns out to be another transaction's. An account that signs elsewhere is refused with it.
     */
    onSigned?: ((signed: SignedTransaction) => Promise<void>) | undefined
    /** Longest pause between two questions for the receipt; the client's, at most a second, when absent. */
    pollingIntervalMs?: number | undefined
  }
}

function accountOf({ account }: Client, { functionName }: BoundCall): Account {
  if (!account) throw new AccountRequiredError({ functionName })
  if (account.type === 'smart') {
    throw new AccountRequiredError({ functionName, reason: 'a smart account sends no transactions itself' })
  }
  return account
}

/** Runs a reverted call again on the state after its block; undefined where that tells nothing. */
async function findReason(
  client: Client,
  { account, prepared, blockNumber, call, protocol }: Reverted,
): Promise<unknown> {
  const { to, data, value, gas } = prepared
  try {
    await ethCall(client, { account: account.address, to, data, value, gas, blockNumber })
    return undefined
  } catch (cause) {
    return toTypedError(cause, { call, from: account.address, protocol, url: client.transport.url })
  }
}

type Reverted = {
  account: Account
  prepared: Prepared
  blockNumber: bigint
  call: BoundCall
  protocol: Protocol
}
