import {
  BelowMinimumError,
  type BoundCall,
  bindCall,
  type ContractError,
  InsufficientBalanceError,
  type Ledger,
  type LedgerNotFoundError,
  resolveContext,
} from '@zg/contracts'
import { resultOf } from '@zg/contracts/read'
import { type Receipt, writeCall } from '@zg/contracts/write'
import { type Amount, formatOg, type InvalidAmountError, type NetworkError, toNeuron } from '@zg/core'
import type { Client } from 'viem'
import { askLimits } from '../askLimits.js'
import type { ZeroAmountError } from '../errors.js'
import { type LimitsOption, type Options, userOf } from '../options.js'
import { positive } from '../positive.js'

/**
 * Pays `amount` of the ledger's available money out to the wallet: a decimal string in 0G, or a `bigint` in neuron.
 *
 * What stays available is nothing or no less than the network's minimum. On v1 a ledger that is paid out to the last neuron, with nothing
 * left at providers, is gone with all its sub-accounts. Throws `ZeroAmountError`, `LedgerNotFoundError`, `InsufficientBalanceError`
 * (`where: 'ledger'`) and `BelowMinimumError` (`what: 'remainder'`), which names the amounts that would do, all before sending.
 *
 * @example
 * ```ts
 * import { refund } from '@zg/ledger'
 * import type { Client } from 'viem'
 *
 * const payOut = (client: Client) => refund(client, { amount: '1' })
 * ```
 */
export async function refund(client: Client, options: refund.Parameters): Promise<refund.ReturnType> {
  const amount = positive(options.amount, 'refund')
  const { protocol, contracts } = resolveContext(client, options)
  const { limits, signal, timeoutMs } = options
  const user = userOf(client, {}, 'refund')
  const { reads, limitsFrom } = askLimits({ limits, protocol, contracts })
  const call = refundCall(client, { ...options, amount })
  const network = client.chain?.name
  return writeCall(client, {
    call,
    protocol,
    contracts,
    signal,
    timeoutMs,
    before: {
      reads: [protocol.ledger.getLedger(user), ...reads],
      check: ([ledger, ...rest]) => {
        const existing = resultOf(ledger)
        checkAvailable(amount, existing)
        const { minimumLedger: minimum } = limitsFrom(rest)
        checkRemainder({ available: existing.available, amount, minimum, network })
      },
    },
  })
}

export declare namespace refund {
  type Parameters = Options & LimitsOption & { amount: Amount }
  type ReturnType = Receipt
  type ErrorType =
    | InvalidAmountError
    | ZeroAmountError
    | LedgerNotFoundError
    | InsufficientBalanceError
    | BelowMinimumError
    | ContractError
    | NetworkError
}

/**
 * The contract call alone, to simulate, estimate or batch.
 *
 * @example
 * ```ts
 * import { refundCall } from '@zg/ledger'
 * import type { Client } from 'viem'
 * import { simulateContract } from 'viem/actions'
 *
 * const dryRun = (client: Client) =>
 *   simulateContract(client, refundCall(client, { amount: '0.5' }))
 * ```
 */
export function refundCall(client: Pick<Client, 'chain'>, options: refundCall.Parameters): BoundCall {
  const { protocol, contracts } = resolveContext(client, options)
  return bindCall(protocol.ledger.refund({ amount: toNeuron(options.amount) }), contracts)
}

export declare namespace refundCall {
  type Parameters = Options & { amount: Amount }
}

function checkAvailable(amount: bigint, { available, locked }: Ledger): void {
  if (amount <= available) return
  const remedy = [
    `At most ${formatOg(available)} 0G can be paid out.`,
    ...(locked > 0n ? [`${formatOg(locked)} 0G are with providers: take them back with retrieveFund.`] : []),
  ]
  throw new InsufficientBalanceError({ where: 'ledger', available, required: amount, remedy })
}

type Remainder = { available: bigint; amount: bigint; minimum: bigint; network: string | undefined }

function checkRemainder({ available, amount, minimum, network }: Remainder): void {
  const remainder = available - amount
  if (remainder === 0n || remainder >= minimum) return
  const all = `Pay out ${formatOg(available)} 0G, which is all of it`
  const most = `or at most ${formatOg(available - minimum)} 0G, which leaves the minimum`
  const remedy = [`Nothing was moved. ${available > minimum ? `${all}, ${most}` : all}.`]
  throw new BelowMinimumError({ what: 'remainder', provided: remainder, minimum, network, remedy })
}
