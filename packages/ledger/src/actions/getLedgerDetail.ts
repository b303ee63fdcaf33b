import {
  type ContractError,
  type Ledger,
  type LedgerNotFoundError,
  type Limits,
  resolveContext,
  type Service,
} from '@zg/contracts'
import { readCall, readCalls, resultOf } from '@zg/contracts/read'
import type { NetworkError } from '@zg/core'
import type { Client } from 'viem'
import { askLimits } from '../askLimits.js'
import { type Options, type UserOption, userOf } from '../options.js'
import { readPages } from '../readPages.js'
import { reserveOf, type SubAccountDetail, toSubAccountDetail } from '../subAccountDetail.js'
import { listSubAccounts } from './listSubAccounts.js'

/**
 * Reads all that the chain knows of a user's money, in one round trip: the ledger, every sub-account with its pending refunds and when they
 * are released, and the network's limits.
 *
 * Amounts in neuron, times in seconds. What the providers have billed and not yet settled isn't on chain: `unsettled` is null throughout. The
 * questions go out together, one HTTP request where the transport batches (`http(url, { batch: true })`), and neighbouring blocks may
 * answer them. Throws `LedgerNotFoundError` when there is no ledger, `NetworkError` or `RpcError` when the endpoint fails.
 *
 * @example
 * ```ts
 * import { zeroGDevnet } from '@zg/contracts'
 * import { getLedgerDetail } from '@zg/ledger'
 * import { type Address, createClient, http } from 'viem'
 *
 * const client = createClient({ chain: zeroGDevnet, transport: http(undefined, { batch: true }) })
 * async function show(user: Address) {
 *   const { ledger, subAccounts } = await getLedgerDetail(client, { user })
 *   console.log(ledger.available, subAccounts.map(({ provider, spendable }) => `${provider}: ${spendable}`))
 * }
 * ```
 */
export async function getLedgerDetail(
  client: Client,
  options: getLedgerDetail.Parameters = {},
): Promise<getLedgerDetail.ReturnType> {
  const { protocol, contracts } = resolveContext(client, options)
  const { signal, timeoutMs } = options
  const user = userOf(client, options, 'getLedgerDetail')
  const context = { protocol, contracts, signal, timeoutMs }
  const { reads, limitsFrom } = askLimits({ limits: undefined, protocol, contracts })
  const [[ledger, ...rest], accounts, services] = await Promise.all([
    readCalls(client, { ...context, calls: [protocol.ledger.getLedger(user), ...reads] }),
    listSubAccounts(client, { ...options, user }),
    protocol.limits.reserveFollowsPrice ? listServices(client, context) : [],
  ])
  const limits = limitsFrom(rest)
  const detailOf = (account: (typeof accounts)[number]) => {
    const service = services.find(({ provider }) => provider === account.provider) ?? null
    const reserve = reserveOf(protocol, service)
    return toSubAccountDetail(account, { lockTime: limits.lockTime, reserve, unsettled: null })
  }
  return { ledger: resultOf(ledger), subAccounts: accounts.map(detailOf), limits }
}

export declare namespace getLedgerDetail {
  type Parameters = Options & UserOption
  type ReturnType = { ledger: Ledger; subAccounts: readonly SubAccountDetail[]; limits: Limits }
  type ErrorType = LedgerNotFoundError | ContractError | NetworkError
}

type Context = Omit<readCall.Parameters<unknown>, 'call'>

const listServices = (client: Client, context: Context): Promise<readonly Service[]> =>
  readPages(async (page) => {
    const call = context.protocol.inference.listServices(page)
    const { services, total } = await readCall(client, { ...context, call })
    return { items: services, total }
  })
