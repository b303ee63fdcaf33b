import {
  type Account,
  type Address,
  type Client,
  encodeFunctionData,
  type Hex,
  hexToBigInt,
  numberToHex,
} from 'viem'
import type { BoundCall } from '../bindCall.js'
import type { Contracts, Read } from '../calls.js'
import type { Probe } from '../chain/askChain.js'
import { askReads } from '../chain/askReads.js'
import type { SettledReads } from '../chain/readAnswer.js'
import { toNetworkError } from '../chain/toNetworkError.js'
import { toTypedError } from '../chain/toTypedError.js'
import { ContractError } from '../errors/contractError.js'
import { ChainMismatchError, ContractMissingError, RpcError } from '../errors/setup.js'
import type { Protocol } from '../protocol.js'
import { type Fees, mostFor, readFees } from './readFees.js'
import { walletTooPoor } from './walletTooPoor.js'

/** A transaction that would succeed now, without its nonce. */
export type Prepared = { chainId: number; to: Hex; data: Hex; value: bigint; gas: bigint; fees: Fees }

/** Views that are read in the same question as all else, and who looks at them: what `check` throws is thrown, and nothing is sent. */
export type Before<reads extends readonly Read<unknown>[]> = {
  /** At most 24,576 bytes of answers. */
  reads: reads
  check: (settled: SettledReads<reads>) => void
}

type Preparing<reads extends readonly Read<unknown>[]> = {
  account: Account
  call: BoundCall
  contracts: Contracts
  protocol: Protocol
  before: Before<reads> | undefined
}

/**
 * Looks before anything is sent: the right chain, a contract, a call that doesn't revert, and enough money.
 *
 * The three questions go out together. The gas estimate runs the call, so it is the simulation too.
 */
export async function prepareCall<const reads extends readonly Read<unknown>[]>(
  client: Client,
  { account, call, contracts, protocol, before }: Preparing<reads>,
): Promise<Prepared> {
  const { abi, address, args, functionName, value = 0n } = call
  const { url } = client.transport
  const transaction = { to: address, data: encodeFunctionData({ abi, functionName, args }), value }
  const [probed, simulated, priced] = await Promise.allSettled([
    lookAt(client, { contract: address, contracts, account: account.address, protocol }, before),
    estimateGas(client, account.address, transaction),
    readFees(client),
  ])
  const { probe, look } = settledValue(probed, (cause) => toNetworkError(cause, url))
  checkChain(client, call, probe)
  look()
  const fees = settledValue(priced, (cause) => toNetworkError(cause, url))
  const gas =
    simulated.status === 'fulfilled'
      ? simulated.value
      : await explain(simulated.reason, { client, account, call, protocol, probe, transaction, fees })
  const required = value + mostFor(gas, fees)
  if (probe.balance < required) {
    throw walletTooPoor({ client, address: account.address, available: probe.balance, required })
  }
  return { ...transaction, chainId: probe.chainId, gas, fees }
}

async function lookAt<const reads extends readonly Read<unknown>[]>(
  client: Client,
  at: { contract: Address; contracts: Contracts; account: Address; protocol: Protocol },
  before: Before<reads> | undefined,
): Promise<{ probe: Probe; look: () => void }> {
  if (!before) {
    const { probe } = await askReads(client, { ...at, reads: [] })
    return { probe, look: () => undefined }
  }
  const { probe, settled } = await askReads(client, { ...at, reads: before.reads })
  return { probe, look: () => before.check(settled) }
}

function settledValue<value>(
  settled: PromiseSettledResult<value>,
  toError: (cause: unknown) => unknown,
): value {
  if (settled.status === 'rejected') throw toError(settled.reason)
  return settled.value
}

function checkChain(client: Client, { address, functionName }: BoundCall, probe: Probe): void {
  const expected = client.chain?.id
  if (expected !== undefined && expected !== probe.chainId) {
    throw new ChainMismatchError({ expected, actual: probe.chainId })
  }
  // A call to an address without code succeeds, and its money is gone.
  if (!probe.hasCode) throw new ContractMissingError({ address, functionName })
}

type Transaction = { to: Hex; data: Hex; value: bigint }

/** Gas for the call as it would run now, and a quarter more for a state that moves under way. */
async function estimateGas(
  client: Client,
  from: Hex,
  transaction: Transaction,
  funds?: bigint,
): Promise<bigint> {
  const request = { from, ...transaction, value: numberToHex(transaction.value) }
  const gas = await client.request({
    method: 'eth_estimateGas',
    params:
      funds === undefined ? [request] : [request, 'latest', { [from]: { balance: numberToHex(funds) } }],
  })
  return withMargin(hexToBigInt(gas))
}

/** Throws why the simulation failed. A wallet without the money for `value` explains it better than what the node says. */
async function explain(
  cause: unknown,
  failed: {
    client: Client
    account: Account
    call: BoundCall
    protocol: Protocol
    probe: Probe
    transaction: Transaction
    fees: Fees
  },
): Promise<never> {
  const { client, account, call, protocol, probe, transaction, fees } = failed
  const { address } = account
  const context = { call, from: address, protocol, url: client.transport.url }
  if (probe.balance < transaction.value) {
    const enough = probe.balance + 2n * transaction.value + 10n ** 24n
    const gas = await estimateGas(client, address, transaction, enough).catch((reason: unknown) => {
      const error = toTypedError(reason, context)
      // A node that can't pretend a balance leaves the gas unknown; the call's own revert counts more than the wallet.
      if (error instanceof RpcError) return 0n
      throw error
    })
    const required = transaction.value + mostFor(gas, fees)
    throw walletTooPoor({ client, address, available: probe.balance, required })
  }
  const error = toTypedError(cause, context)
  if (error instanceof ContractError && error.errorName === '') {
    // Some nodes tell the reason to eth_call only.
    const request = { from: address, ...transaction, value: numberToHex(transaction.value) }
    await client.request({ method: 'eth_call', params: [request, 'latest'] }).catch((reason: unknown) => {
      throw toTypedError(reason, context)
    })
  }
  throw error
}

/** A quarter more: state moves between the question and the inclusion. */
const withMargin = (gas: bigint) => gas + gas / 4n
