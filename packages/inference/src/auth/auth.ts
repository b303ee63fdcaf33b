import type { Contracts, Rejection, SubAccount } from '@zg/contracts'
import type { Address } from 'viem'

/** Who pays whom by which contracts. What an auth made for one of these is never used for another. */
export type AuthParties = { chainId: number; contracts: Contracts; user: Address; provider: Address }

/** What the chain says of a payer, once it is known that one request can be paid. */
export type Look = {
  /** The payer's share with the provider. */
  subAccount: SubAccount
  /** What the provider wants in advance, in neuron. */
  fee: bigint
}

/** What one attempt is authorised for. */
export type AuthRequest = AuthParties & {
  /** Asks the chain. Only called by an auth that can't do without; what it throws is thrown. */
  look: () => Promise<Look>
}

/** A provider's refusal of headers that `authorize` gave. */
export type Refusal = AuthParties & { headers: Readonly<Record<string, string>>; rejection: Rejection }

/** What comes of trying once more. `again`: `authorize` gives other headers now. `later`: the same ones become valid by themselves. */
export type Retry = 'again' | 'later' | 'never'

/** How one request proves to one provider who pays for it. */
export type Auth = {
  kind: string
  /** Headers for one attempt. Called anew for every attempt. */
  authorize: (request: AuthRequest) => Promise<Record<string, string>>
  /** Takes note of a refusal. Without it nothing helps: `never`. */
  refused?: (refusal: Refusal) => Promise<Retry>
  /** Throws away what is kept for these parties: it is revoked. */
  forget?: (parties: AuthParties) => Promise<void>
}
