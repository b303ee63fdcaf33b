import { type Address, keccak256, stringToBytes } from 'viem'
import type { Account, ProviderChain, Service } from '../providerChain.js'
import type { Token } from '../readToken.js'
import { createCache } from './createCache.js'

const minuteMs = 60_000
const sessionMs = 5 * minuteMs
const serviceMs = 15 * minuteMs
const accountMs = 10 * minuteMs
const newAccountMs = 2 * minuteMs

/** What a provider knows of the chain and of its callers, by asking or by heart. */
export type Memory = {
  findAccount: (user: Address) => Promise<Account | null>
  /** A known account as it is now: money goes by no memory. */
  refreshAccount: (account: Account) => Promise<Account | null>
  findService: () => Promise<Service | null>
  /** Whose signature a token carries. */
  findSigner: (token: Token, recover: () => Promise<Address>) => Promise<Address>
}

type Chain = Pick<ProviderChain, 'findAccount' | 'findService'>

/** Asks every time. */
export const noMemory = ({ findAccount, findService }: Chain): Memory => ({
  findAccount,
  findService,
  refreshAccount: async (account) => account,
  findSigner: (_, recover) => recover(),
})

/**
 * Remembers as the network's providers do: an account for ten minutes, so that a revocation takes as long, but two minutes where it
 * doesn't acknowledge the provider; the service for a quarter of an hour; a token that was checked for five minutes.
 */
export function createMemory({ findAccount, findService }: Chain, { now }: { now: () => number }): Memory {
  const accounts = createCache<Account>({
    keptMs: ({ acknowledged }) => (acknowledged ? accountMs : newAccountMs),
    now,
  })
  const services = createCache<Service>({ keptMs: () => serviceMs, now })
  const signers = createCache<Address>({ keptMs: () => sessionMs, now })

  return {
    findAccount: (user) => accounts.get(user, () => findAccount(user)),
    refreshAccount: ({ user }) => findAccount(user),
    findService: () => services.get('own', findService),
    findSigner: async (token, recover) => {
      const { user, nonce, message, signature } = token
      const hashes = [message, signature].map((text) => keccak256(stringToBytes(text)))
      return (await signers.get([user, nonce, ...hashes].join(':'), recover)) ?? recover()
    },
  }
}
