import { AccountRequiredError } from '@zg/contracts'
import type { Address, Client } from 'viem'

/** The client's own account; throws `AccountRequiredError` when it has none. */
export function callerOf(client: Client, functionName: string): Address {
  const address = client.account?.address
  if (!address) throw new AccountRequiredError({ functionName })
  return address
}
