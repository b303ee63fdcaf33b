import type { Address } from 'viem'
import { refuse } from '../rejection.js'
import type { Account, ProviderChain } from './providerChain.js'

/** A user's account, null where there is none. Throws `ProviderRejection` when the chain doesn't answer, which is no missing account. */
export const readAccount = (
  user: Address,
  { findAccount }: Pick<ProviderChain, 'findAccount'>,
  context: string,
): Promise<Account | null> =>
  findAccount(user).catch((error: unknown) => {
    const reason = error instanceof Error ? error.name : 'unknown'
    throw refuse(context, `get account from contract: the chain does not answer (${reason})`)
  })
