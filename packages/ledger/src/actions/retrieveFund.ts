import {
  type BoundCall,
  bindCall,
  type ContractError,
  checkAddress,
  type InvalidAddressError,
  type InvalidServiceTypeError,
  type LedgerNotFoundError,
  type Limits,
  resolveContext,
  type ServiceContractUnknownError,
  type SubAccount,
  SubAccountNotFoundError,
} from '@zg/contracts'
import { readCalls, resultOf } from '@zg/contracts/read'
import { type Receipt, writeCall } from '@zg/contracts/write'
import type { NetworkError } from '@zg/core'
import { type Address, type Client, getAddress } from 'viem'
import { askLimits } from '../askLimits.js'
import { blockTime } from '../blockTime.js'
import { checkService } from '../checkService.js'
import { type LimitsOption, type Options, userOf } from '../options.js'
import { serviceNameOf } from '../serviceNameOf.js'
import { listSubAccounts } from './listSubAccounts.js'

/**
 * Takes money back from providers: collects what the lock time has released, and queues the rest for release.
 *
 * All sub-accounts that hold money, or the given providers; in batches as large as the contract allows, one transaction each: where one
 * fails, those before it are done, and a further call goes on. Nothing to take sends nothing. The result says what arrived in the ledger
 * (`collected`, neuron) and for each provider what is on its way and from when on a further call collects it (`releasesAt`, seconds since the
 * epoch). Throws `LedgerNotFoundError`, `InvalidServiceTypeError` for another type of service than `'inference'`,
 * `ServiceContractUnknownError`, and `SubAccountNotFoundError` for a named provider without a sub-account, before sending.
 *
 * @example
 * ```ts
 * import { retrieveFund } from '@zg/ledger'
 * import type { Client } from 'viem'
 *
 * async function takeBack(client: Client) {
 *   const { collected, pending } = await retrieveFund(client)
 *   console.log(collected, pending.map(({ provider, releasesAt }) => `${provider}: ${releasesAt}`))
 * }
 * ```
 */
export async function retrieveFund(
  client: Client,
  options: retrieveFund.Parameters = {},
): Promise<retrieveFund.ReturnType> {
  checkService(options.service)
  const { protocol, contracts } = resolveContext(client, options)
  const { signal, timeoutMs } = options
  const user = userOf(client, {}, 'retrieveFund')
  const context = { protocol, contracts, signal, timeoutMs }
  const asked = askLimits({ limits: options.limits, protocol, contracts })
  const [[ledger, readLockTime, ...rest], accounts, now] = await Promise.all([
    readCalls(client, {
      ...context,
      // The contracts' owner may change the lock time, so it isn't taken from limits that somebody kept.
      calls: [protocol.ledger.getLedger(user), protocol.inference.lockTime(), ...asked.reads],
    }),
    wantedAccounts(client, { ...options, user }),
    blockTime(client, options),
  ])
  resultOf(ledger)
  const lockTime = resultOf(readLockTime)
  const limits = asked.limitsFrom(rest)
  serviceNameOf(limits, contracts)
  const providers = accounts
    .filter((account) => hasWork(account, now - lockTime))
    .map(({ provider }) => provider)

  const receipts: Receipt[] = []
  for (const batch of inBatches(providers, Number(limits.providersPerBatch))) {
    const call = retrieveFundCall(client, { ...options, limits, providers: batch })
    receipts.push(await writeCall(client, { ...context, call }))
  }
  const after = receipts.length === 0 ? accounts : await wantedAccounts(client, { ...options, user })
  return {
    receipts,
    collected: receipts.reduce((sum, receipt) => sum + paidBack(receipt, accounts), 0n),
    pending: after.flatMap((account) => toPending(account, lockTime)),
  }
}

export declare namespace retrieveFund {
  type Parameters = Options &
    LimitsOption & {
      /** All that hold money when absent. */
      providers?: readonly Address[] | undefined
      service?: string | undefined
    }
  type Pending = { provider: Address; amount: bigint; releasesAt: bigint }
  type ReturnType = {
    /** One for each batch; none when there was nothing to take. */
    receipts: readonly Receipt[]
    /** What the ledger's available money grew by, in neuron. */
    collected: bigint
    /** One entry for each refund that waits. */
    pending: readonly Pending[]
  }
  type ErrorType =
    | InvalidAddressError
    | InvalidServiceTypeError
    | ServiceContractUnknownError
    | LedgerNotFoundError
    | SubAccountNotFoundError
    | ContractError
    | NetworkError
}

/**
 * The contract call alone, for at most as many providers as `getLimits` of `@zg/contracts/read` says.
 *
 * `limits` is what it gave: the registry's name of the service is in it.
 *
 * @example
 * ```ts
 * import type { Limits } from '@zg/contracts'
 * import { retrieveFundCall } from '@zg/ledger'
 * import type { Address, Client } from 'viem'
 * import { simulateContract } from 'viem/actions'
 *
 * const dryRun = (client: Client, provider: Address, limits: Limits) =>
 *   simulateContract(client, retrieveFundCall(client, { providers: [provider], limits }))
 * ```
 */
export function retrieveFundCall(
  client: Pick<Client, 'chain'>,
  options: retrieveFundCall.Parameters,
): BoundCall {
  const { protocol, contracts } = resolveContext(client, options)
  const service = serviceNameOf(options.limits, contracts)
  const providers = options.providers.map((provider) => checkAddress(provider, 'provider'))
  return bindCall(protocol.ledger.retrieveFund({ providers, service }), contracts)
}

export declare namespace retrieveFundCall {
  type Parameters = Options & { providers: readonly Address[]; limits: Pick<Limits, 'serviceName'> }
}

/** Every sub-account, or the named ones; one that doesn't exist would revert the whole batch. */
async function wantedAccounts(
  client: Client,
  options: retrieveFund.Parameters & { user: Address },
): Promise<readonly SubAccount[]> {
  const { providers, user } = options
  const accounts = await listSubAccounts(client, options)
  if (providers === undefined) return accounts
  const named = new Set(providers.map((provider) => getAddress(checkAddress(provider, 'provider'))))
  return [...named].map((provider) => {
    const account = accounts.find((candidate) => candidate.provider === provider)
    if (!account) throw new SubAccountNotFoundError({ user, provider })
    return account
  })
}

/** Whether a transaction would queue or collect anything; `releasedBefore` in seconds since the epoch. */
const hasWork = ({ balance, pendingRefund, refunds }: SubAccount, releasedBefore: bigint) =>
  balance > pendingRefund || refunds.some(({ createdAt }) => createdAt <= releasedBefore)

/**
 * The contract tells what is left on its way when it pays something back, and only then. The balance would not do: a settlement
 * under way lowers it too.
 */
function paidBack({ events }: Receipt, accounts: readonly SubAccount[]): bigint {
  let sum = 0n
  for (const { eventName, args } of events) {
    const account = accounts.find(({ provider }) => provider === args.provider)
    if (eventName === 'BalanceUpdated' && account && typeof args.pendingRefund === 'bigint')
      sum += account.pendingRefund - args.pendingRefund
  }
  return sum
}

const toPending = ({ provider, refunds }: SubAccount, lockTime: bigint): readonly retrieveFund.Pending[] =>
  refunds.map(({ amount, createdAt }) => ({ provider, amount, releasesAt: createdAt + lockTime }))

const inBatches = (addresses: readonly Address[], size: number): readonly (readonly Address[])[] =>
  Array.from({ length: Math.ceil(addresses.length / size) }, (_, i) =>
    addresses.slice(i * size, (i + 1) * size),
  )
