import fc from 'fast-check'
import { type AbiFunction, type Address, encodeFunctionData } from 'viem'
import type { Artifacts } from '../officialContracts.js'
import { outsider, owner, providers, users } from './actors.js'
import { type AmountDraft, deposits, resolveAmount, stakes } from './amounts.js'
import { argumentDraft } from './argumentDrafts.js'
import type { Transaction } from './openSide.js'
import type { State } from './readState.js'
import { resolveSettlement, type SettlementDraft } from './settlements.js'

type Sender = Address | 'ledger' | 'inference'
export type CallDraft = {
  contract: 'ledger' | 'inference'
  call: AbiFunction
  from: Sender
  args: readonly unknown[]
  value: AmountDraft
}

const nothing = fc.constant<AmountDraft>({ base: 'nothing', delta: 0n })
const ownerOnly =
  /ByOwner$|^revokeTEESigner|^updateLockTime|^registerService|^setRecommended|Ownership$|^initialize$/
const providerOnly = /^addOrUpdateService|^removeService|^settleFees|^preview/
const ledgerOnly = /^(addAccount|deleteAccount|requestRefundAll|processRefund)$/
/** What a user does again and again. */
const frequent =
  /^(addLedger|depositFund|transferFund|retrieveFund|refund|acknowledgeTEESigner\w*|addOrUpdateService|settleFeesWithTEE)$/

/** Calls of any function of both contracts, most of them such as a user, a provider or the owner would send. */
export function callDrafts({ ledger, inference }: Artifacts): fc.Arbitrary<CallDraft> {
  const all = (contract: CallDraft['contract']) =>
    ({ ledger, inference })[contract].abi.flatMap((item) =>
      // Without an owner a run would be over.
      item.type === 'function' && item.name !== 'renounceOwnership' ? [{ contract, call: item }] : [],
    )
  return fc.oneof(
    ...[...all('ledger'), ...all('inference')].map(({ contract, call }) => ({
      weight: weigh(call),
      arbitrary: draftCall(contract, call),
    })),
  )
}

const weigh = ({ name, stateMutability }: AbiFunction): number =>
  frequent.test(name) ? 12 : stateMutability === 'view' ? 1 : 3

function draftCall(contract: CallDraft['contract'], call: AbiFunction): fc.Arbitrary<CallDraft> {
  const { name } = call
  const internal = ledgerOnly.test(name) || (contract === 'inference' && name === 'depositFund')
  const usual: readonly Sender[] = internal
    ? ['ledger']
    : name === 'spendFund'
      ? ['inference']
      : ownerOnly.test(name)
        ? [owner]
        : providerOnly.test(name)
          ? providers
          : users
  const payable = call.stateMutability === 'payable'
  return fc.record({
    contract: fc.constant(contract),
    call: fc.constant(call),
    from: fc.oneof(
      { weight: 12, arbitrary: fc.constantFrom(...usual) },
      { weight: 1, arbitrary: fc.constantFrom<Sender>(owner, outsider, ...users, ...providers) },
    ),
    args: fc.tuple(...call.inputs.map(argumentDraft)),
    value: name === 'addOrUpdateService' ? stakes : payable ? deposits : nothing,
  })
}

/** The draft as a transaction, its amounts and signatures made for the chain as it stands. */
export async function resolveCall(draft: CallDraft, state: State): Promise<Transaction> {
  const { contract, call, value } = draft
  const from =
    draft.from === 'ledger' || draft.from === 'inference' ? state.contracts[draft.from] : draft.from
  const named = (name: string, otherwise: Address) => {
    const value = draft.args[call.inputs.findIndex((input) => input.name === name)]
    return typeof value === 'string' ? (value as Address) : otherwise
  }
  const parties = { state, user: named('user', from), provider: named('provider', from) }
  const resolve = async (argument: unknown): Promise<unknown> => {
    if (isAmount(argument)) return resolveAmount(argument, parties)
    if (!isSettlements(argument)) return argument
    return Promise.all(argument.map((item) => resolveSettlement(item, { state, from })))
  }
  const args = await Promise.all(draft.args.map(resolve))
  return {
    from,
    to: state.contracts[contract],
    data: encodeFunctionData({ abi: [call], functionName: call.name, args }),
    value: await resolveAmount(value, parties),
  }
}

const isAmount = (value: unknown): value is AmountDraft =>
  typeof value === 'object' && value !== null && 'base' in value
const isSettlements = (value: unknown): value is readonly SettlementDraft[] =>
  Array.isArray(value) && value.some((item) => typeof item === 'object')
