import fc from 'fast-check'
import { type Address, concat, type Hex, hexToBigInt, numberToHex, padHex, slice, zeroHash } from 'viem'
import { outsider, providers, teeAccount, users } from './actors.js'
import { type AmountDraft, fees, resolveAmount } from './amounts.js'
import type { State } from './readState.js'

const flaws = ['otherSigner', 'short', 'highS', 'lowV', 'otherFee', 'otherContract'] as const
type Flaw = (typeof flaws)[number]

export type SettlementDraft = {
  user: Address
  /** Null for whoever sends it. */
  provider: Address | null
  fee: AmountDraft
  /** Above the account's last one. */
  step: bigint
  flaw: Flaw | null
}

const one: fc.Arbitrary<SettlementDraft> = fc.record({
  user: fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom(...users) },
    { weight: 1, arbitrary: fc.constant(outsider) },
  ),
  provider: fc.option(fc.constantFrom(...providers), { freq: 9 }).map((value) => value),
  fee: fees,
  step: fc.constantFrom(1n, 1n, 1n, 2n, 0n),
  flaw: fc.oneof(
    { weight: 6, arbitrary: fc.constant(null) },
    { weight: 2, arbitrary: fc.constantFrom(...flaws) },
  ),
})

const flat: SettlementDraft = {
  user: outsider,
  provider: null,
  fee: { base: 'nothing', delta: 0n },
  step: 1n,
  flaw: 'short',
}
export const settlementDrafts = fc.oneof(
  { weight: 10, arbitrary: fc.array(one, { maxLength: 4 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(Array<SettlementDraft>(50).fill(flat), Array<SettlementDraft>(51).fill(flat)),
  },
)

/** Order of secp256k1's group: a signature is valid with either half of it, and the contract takes the lower one alone. */
const order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n
const types = {
  TEESettlement: [
    { name: 'requestsHash', type: 'bytes32' },
    { name: 'nonce', type: 'uint256' },
    { name: 'provider', type: 'address' },
    { name: 'user', type: 'address' },
    { name: 'totalFee', type: 'uint256' },
  ],
} as const

/** The draft as the contract takes it, signed by the provider's key as viem signs typed data, and then spoilt as the draft says. */
export async function resolveSettlement(
  draft: SettlementDraft,
  { state, from }: { state: State; from: Address },
) {
  const { user, provider = null, flaw } = draft
  const account = await state.account(user, from)
  const totalFee = await resolveAmount(draft.fee, { state, user, provider: from })
  const message = {
    requestsHash: zeroHash,
    nonce: (account?.nonce ?? 0n) + draft.step,
    provider: provider ?? from,
    user,
    totalFee,
  }
  const signer = teeAccount(flaw === 'otherSigner' ? outsider : from)
  const { ledger, inference } = state.contracts
  const signature = await signer.signTypedData({
    domain: {
      name: '0G Inference Serving',
      version: '1',
      chainId: 31_337,
      verifyingContract: flaw === 'otherContract' ? ledger : inference,
    },
    types,
    primaryType: 'TEESettlement',
    message: flaw === 'otherFee' ? { ...message, totalFee: totalFee + 1n } : message,
  })
  return { ...message, signature: spoil(signature, flaw) }
}

function spoil(signature: Hex, flaw: Flaw | null): Hex {
  const [r, s, v] = [slice(signature, 0, 32), slice(signature, 32, 64), slice(signature, 64)]
  if (flaw === 'short') return concat([r, s])
  if (flaw === 'lowV') return concat([r, s, v === '0x1b' ? '0x00' : '0x01'])
  if (flaw === 'highS') {
    const other = padHex(numberToHex(order - hexToBigInt(s)), { size: 32 })
    return concat([r, other, v === '0x1b' ? '0x1c' : '0x1b'])
  }
  return signature
}
