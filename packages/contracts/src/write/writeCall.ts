import { type Account, type Client, ContractFunctionRevertedError, BaseError as ViemError } from 'viem'
import { estimateContractGas, getChainId } from 'viem/actions'
import type { BoundCall } from '../bindCall.js'
import { toNetworkError, toTypedError, withAllErrors } from '../chain/toTypedError.js'
import { type Deadline, withDeadline } from '../chain/withDeadline.js'
import { AccountRequiredError, ChainMismatchError, TransactionRevertedError } from '../errors/setup.js'
import type { Contracts, Protocol } from '../protocol.js'
import { decodeEvents, type Receipt } from './receipt.js'
import { sendCall, tooPoor } from './sendCall.js'
import { waitForReceipt } from './waitForReceipt.js'

const defaultWaitMs = 120_000
const longestPauseMs = 1_000

/**
 * Runs a write to its end: the one path of every transaction.
 *
 * Simulates it first (a revert is thrown as its typed error and nothing is sent), takes the account's next nonce, signs,
 * sends, waits for inclusion and decodes the events of both contracts. Any viem client with an account will do.
 *
 * Throws `AccountRequiredError`, `ChainMismatchError`, `InsufficientBalanceError` (`where: 'wallet'`), the contract's error, `NetworkError`
 * or `RpcError`, all before sending; after sending `TransactionPendingError` (the signal or `timeoutMs`, 120 s by default, ended the wait)
 * and `TransactionRevertedError`.
 *
 * @example
 * ```ts
 * import { bindCall, getDeployment, legacy, zeroGDevnet } from '@zg/contracts'
 * import { writeCall } from '@zg/contracts/write'
 * import { createWalletClient, http } from 'viem'
 * import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
 *
 * const account = privateKeyToAccount(generatePrivateKey())
 * const client = createWalletClient({ account, chain: zeroGDevnet, transport: http() })
 * const { contracts } = getDeployment(legacy, zeroGDevnet.id)
 * const call = bindCall(legacy.ledger.depositFund({ amount: 10n ** 18n }), contracts)
 * const send = () => writeCall(client, { call, protocol: legacy, contracts })
 * ```
 */
export async function writeCall(client: Client, parameters: writeCall.Parameters): Promise<Receipt> {
  const { call, contracts, protocol, signal, timeoutMs = defaultWaitMs } = parameters
  const { account } = client
  if (!account) throw new AccountRequiredError({ functionName: call.functionName })

  const { chainId, gas } = await withDeadline(() => prepare(client, account, parameters), {
    signal,
    timeoutMs,
    url: client.transport.url,
  })
  const { hash, settle } = await sendCall(client, { account, chainId, call, gas, signal })
  try {
    const pollingIntervalMs = Math.min(client.pollingInterval, longestPauseMs)
    const { blockNumber, gasUsed, logs, status } = await waitForReceipt(client, {
      hash,
      signal,
      timeoutMs,
      pollingIntervalMs,
    })
    if (status === 'reverted') throw new TransactionRevertedError({ hash, functionName: call.functionName })
    return { hash, blockNumber, gasUsed, status, events: decodeEvents(logs, protocol, contracts) }
  } finally {
    settle()
  }
}

export declare namespace writeCall {
  type Parameters = Deadline & { call: BoundCall; protocol: Protocol; contracts: Contracts }
}

async function prepare(client: Client, account: Account, { call, protocol }: writeCall.Parameters) {
  const [chainId, gas] = await Promise.all([
    checkChain(client),
    simulate(client, account, { call, protocol }),
  ])
  return { chainId, gas }
}

async function checkChain(client: Client): Promise<number> {
  const actual = await getChainId(client).catch((cause: unknown) => {
    throw toNetworkError(cause, client.transport.url)
  })
  const expected = client.chain?.id
  if (expected !== undefined && expected !== actual) throw new ChainMismatchError({ expected, actual })
  return actual
}

/** The estimate runs the call, so it is the simulation too; a quarter is added for a state that moves under way. */
async function simulate(
  client: Client,
  account: Account,
  { call, protocol }: { call: BoundCall; protocol: Protocol },
): Promise<bigint> {
  const { address, functionName, args, value } = call
  try {
    const abi = withAllErrors(call, protocol)
    const gas = await estimateContractGas(client, {
      account,
      abi,
      address,
      functionName,
      args,
      value: value ?? 0n,
    })
    return gas + gas / 4n
  } catch (cause) {
    const error = toTypedError(cause, { call, from: account.address, protocol, url: client.transport.url })
    const reverted =
      cause instanceof ViemError && cause.walk((inner) => inner instanceof ContractFunctionRevertedError)
    throw reverted ? error : await tooPoor(client, { address: account.address, required: value ?? 0n, error })
  }
}
