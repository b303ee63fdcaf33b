import {
  AccountRequiredError,
  ChainRequiredError,
  type ContractContext,
  type ContractError,
  checkAddress,
  resolveContext,
  TransactionRevertedError,
} from '@zg/contracts'
import { type Deadline, withDeadline } from '@zg/contracts/read'
import { type Receipt, recoverCall, type SignedTransaction } from '@zg/contracts/write'
import type { Amount, AtomicStore, NetworkError } from '@zg/core'
import { type Address, type Client, getAddress } from 'viem'
import { transferFund } from '../actions/transferFund.js'
import type { LimitsOption } from '../options.js'
import { TopUpLimitError } from './errors.js'
import { planTopUp } from './planTopUp.js'
import { type Turn, takeTurn } from './takeTurn.js'
import { readTopUpPolicy, type TopUpPolicy } from './topUpPolicy.js'
import type { TopUpRecord } from './topUpRecord.js'
import { waitForBlock } from './waitForBlock.js'

const defaultTimeoutMs = 120_000
const dayMs = 86_400_000

type Keeping = { signed: SignedTransaction; provider: Address; amount: bigint; spendable: bigint }
type Waiting = { signal: AbortSignal | undefined; timeoutMs: number }

/** What a top-up did. Amounts in neuron. */
export type TopUp = {
  /** What was moved, by this call or by one that it waited for; zero where it wasn't needed. */
  amount: bigint
  /** What could be spent before. */
  spendable: bigint
  receipt: Receipt | null
}

/**
 * Makes a function that tops up sub-accounts from the ledger under a policy: as often as it is called, by however many processes that share the store.
 *
 * One transfer is under way at a time. It is signed, kept in the store, and only then sent, so that whoever comes after a crash finds it and sees
 * it through: it never pays twice. An account that signs only while sending (a browser wallet) can't do so and is refused here, with
 * `AccountRequiredError`. What providers say to be unsettled counts as they say it; `perDay` bounds what a liar can make of that.
 * The endpoint is believed when it says that a transfer was refused or reverted: that amount is free again today. Throws
 * `InvalidTopUpPolicyError`, `InvalidAmountError` and `ChainRequiredError`; the function throws what `transferFund` throws, `TopUpLimitError`,
 * `TopUpBusyError`, and `TransactionPendingError` for a transfer that wasn't mined in time: the next call takes it up.
 *
 * @example
 * ```ts
 * import type { AtomicStore } from '@zg/core'
 * import { createTopUp } from '@zg/ledger'
 * import type { Address, Client } from 'viem'
 *
 * async function topUpOnce(client: Client, store: AtomicStore, provider: Address) {
 *   const topUp = createTopUp(client, { policy: { below: '0.5', to: '2', perDay: '10' }, store })
 *   return (await topUp(provider)).amount
 * }
 * ```
 */
export function createTopUp(client: Client, options: createTopUp.Parameters): createTopUp.ReturnType {
  const { policy, store, now = Date.now, turnMs = 30_000, limits } = options
  const { below, perDay } = readTopUpPolicy(policy)
  const context = resolveContext(client, options)
  const { account, chain } = client
  if (!chain) throw new ChainRequiredError()
  if (account?.type !== 'local') {
    const reason = account
      ? 'this one signs only while it sends, so that a crash could lose sight of a transfer'
      : 'the client has none'
    throw new AccountRequiredError({ functionName: 'A top-up', reason })
  }
  const key = ['zg', '1', chain.id, context.contracts.ledger, account.address, 'topUp']
    .join(':')
    .toLowerCase()

  // No caller's signal ends it: others wait for the same one.
  const run = async (provider: Address, unsettled: createTopUp.Asking['unsettled']): Promise<TopUp> => {
    const deadline = { signal: undefined, timeoutMs: defaultTimeoutMs }
    return takeTurn({ store, key, now, turnMs, ...deadline }, async (turn) => {
      await recover(turn, deadline)
      const asked = { ...context, ...deadline, provider }
      const plan = await planTopUp(client, { ...asked, policy, unsettled: (await unsettled?.()) ?? 0n })
      const { amount } = plan
      if (amount === 0n) return { ...plan, receipt: null }
      const onSigned = (signed: SignedTransaction) => keep(turn, { ...plan, signed, provider })
      const transfer = transferFund(client, { ...asked, amount, limits, onSigned })
      return { ...plan, receipt: await seeThrough(turn, transfer) }
    })
  }

  /** The last moment in which nothing has been sent: from here on the transfer is found again, whatever happens. */
  const keep = async (
    { change }: Turn,
    { signed, provider, amount, spendable: available }: Keeping,
  ): Promise<void> => {
    await change((record) => {
      const day = Math.max(record.day, Math.floor(now() / dayMs))
      // Signed anew, because its nonce was another's: it takes the place of the one before.
      const { moved } = withoutPending(day > record.day ? { ...record, day, moved: 0n } : record)
      if (moved + amount > perDay) {
        throw new TopUpLimitError({ provider, perDay, moved, amount, available, required: below })
      }
      return { ...record, day, moved: moved + amount, pending: { ...signed, amount, day } }
    })
  }

  /** Waits for the end of a transfer that was kept, and strikes it off. One that ends in another error stays, for the next call. */
  const seeThrough = async ({ change }: Turn, work: Promise<Receipt | null>): Promise<Receipt | null> => {
    let receipt: Receipt | null
    try {
      receipt = await work
    } catch (error) {
      if (error instanceof TransactionRevertedError) await change(withoutPending)
      throw error
    }
    if (!receipt) {
      await change(withoutPending)
      return null
    }
    const { blockNumber: block } = receipt
    // The money has moved. What isn't struck off now, the next call finds mined.
    await change((record) => ({ ...record, pending: null, block })).catch(() => undefined)
    return receipt
  }

  /** Sees a transfer through that somebody began, and makes sure that the endpoint knows of the last one. */
  const recover = async (turn: Turn, deadline: Waiting): Promise<void> => {
    const { pending, block } = await turn.change((record) => record)
    if (!pending) return waitForBlock(client, block, deadline)
    const recovered = recoverCall(client, { signed: pending, ...context, ...deadline })
    await seeThrough(turn, recovered).catch((error: unknown) => {
      // It moved nothing, so that all begins anew.
      if (!(error instanceof TransactionRevertedError)) throw error
    })
  }

  const flights = new Map<string, Promise<TopUp>>()
  return async (provider, { unsettled, signal, timeoutMs = defaultTimeoutMs } = {}) => {
    const payee = getAddress(checkAddress(provider, 'provider'))
    const flight = flights.get(payee) ?? run(payee, unsettled).finally(() => flights.delete(payee))
    flights.set(payee, flight)
    // Who has gone doesn't hear of it.
    flight.catch(() => undefined)
    return withDeadline(() => flight, { signal, timeoutMs, what: 'The top-up', url: client.transport.url })
  }
}

export declare namespace createTopUp {
  type Parameters = ContractContext &
    LimitsOption & {
      policy: TopUpPolicy
      /** Shared by all processes that use the account. */
      store: AtomicStore
      /** Milliseconds since the epoch. */
      now?: (() => number) | undefined
      /** After so long a process that died is given up; 30 s by default. */
      turnMs?: number | undefined
    }
  type Asking = Deadline & {
    /** Asks what the provider has billed and not yet settled; null where it doesn't tell. */
    unsettled?: (() => Promise<Amount | null>) | undefined
  }
  type ReturnType = (provider: Address, asking?: Asking) => Promise<TopUp>
  type ErrorType = transferFund.ErrorType | ContractError | NetworkError
}

/** Without a transfer that moved nothing: the day's limit gets its amount back. */
function withoutPending(record: TopUpRecord): TopUpRecord {
  const { day, moved, pending } = record
  const isToday = pending !== null && pending.day === day
  return { ...record, pending: null, moved: isToday ? moved - pending.amount : moved }
}
