import fc from 'fast-check'
import { type Address, parseEther } from 'viem'
import type { State } from './readState.js'

const fixed = {
  nothing: 0n,
  'least transfer': parseEther('1'),
  'least ledger': parseEther('3'),
  two: parseEther('2'),
  twelve: parseEther('12'),
  stake: parseEther('100'),
}
const read = {
  available: async (state: State, user: Address) => (await state.ledger(user))?.availableBalance,
  total: async (state: State, user: Address) => (await state.ledger(user))?.totalBalance,
  'all but the least': async (state: State, user: Address) =>
    ((await state.ledger(user))?.availableBalance ?? 0n) - fixed['least ledger'],
  balance: async (state: State, user: Address, provider: Address) =>
    (await state.account(user, provider))?.balance,
  pending: async (state: State, user: Address, provider: Address) =>
    (await state.account(user, provider))?.pendingRefund,
}
type Base = keyof typeof fixed | keyof typeof read
const isFixed = (base: Base): base is keyof typeof fixed => Object.hasOwn(fixed, base)
const isRead = (base: Base): base is keyof typeof read => Object.hasOwn(read, base)

/** An amount at, or one neuron beside, an edge that the contracts know. */
export type AmountDraft = { base: Base; delta: bigint }

const delta = fc.oneof(
  { weight: 6, arbitrary: fc.constant(0n) },
  { weight: 2, arbitrary: fc.constantFrom(-1n, 1n) },
)
const draw = (...bases: readonly Base[]): fc.Arbitrary<AmountDraft> =>
  fc.record({ base: fc.constantFrom(...bases), delta })

export const deposits = draw('nothing', 'least ledger', 'twelve', 'twelve', 'two')
export const amounts = draw(
  ...(['nothing', 'least transfer', 'two', 'twelve', 'available', 'total'] as const),
  ...(['all but the least', 'balance', 'pending'] as const),
)
export const fees = draw('nothing', 'least transfer', 'two', 'balance', 'pending')
export const stakes = draw('stake', 'stake', 'nothing')

/** The draft in neuron, as the chain stands; never below nothing. */
export async function resolveAmount(
  { base, delta: by }: AmountDraft,
  { state, user, provider }: { state: State; user: Address; provider: Address },
): Promise<bigint> {
  const value = isFixed(base) ? fixed[base] : isRead(base) ? await read[base](state, user, provider) : 0n
  const amount = (value ?? 0n) + by
  return amount < 0n ? 0n : amount
}
