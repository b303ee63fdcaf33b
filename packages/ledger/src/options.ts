import { AccountRequiredError, type ContractContext, checkAddress, type Limits } from '@zg/contracts'
import type { Deadline } from '@zg/contracts/read'
import type { Address, Client } from 'viem'

/** What every action takes: which network, and how long it may take. */
export type Options = ContractContext & Deadline

/** Whose account is read: the client's own when no user is named. */
export type UserOption = { user?: Address | undefined }

/** What `getLimits` gave, for callers that keep it; read when absent. */
export type LimitsOption = { limits?: Limits | undefined }

/** The user named, else the client's account; throws `AccountRequiredError` when there is neither. */
export function userOf(client: Client, { user }: UserOption, functionName: string): Address {
  const address = user ?? client.account?.address
  if (address === undefined) throw new AccountRequiredError({ functionName })
  return checkAddress(address, 'user')
}
