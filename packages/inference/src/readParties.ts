import {
  type Contracts,
  checkAddress,
  type Protocol,
  type Service,
  type SubAccount,
  SubAccountNotFoundError,
} from '@zg/contracts'
import { type Deadline, readCalls, resultOf } from '@zg/contracts/read'
import type { Address, Client } from 'viem'

type Asked = Deadline & {
  protocol: Protocol
  contracts: Contracts
  provider: Address
  /** Null asks for the service alone. */
  user: Address | null
}

/** A provider's service, and the user's share with it; null where the contract says that there is none. */
export type Parties = { service: Service; account: SubAccount | null }

/**
 * Reads both sides of a request in one round trip, and of one block.
 *
 * Throws `ServiceNotFoundError`, `ContractMissingError`, `NetworkError` or `RpcError`: a failed read is never taken for "no account".
 */
export async function readParties(client: Client, { user, ...asked }: Asked): Promise<Parties> {
  const { inference } = asked.protocol
  const provider = checkAddress(asked.provider, 'provider')
  const getService = inference.getService(provider)
  if (user === null) {
    const [service] = await readCalls(client, { ...asked, calls: [getService] })
    return { service: resultOf(service), account: null }
  }
  const calls = [getService, inference.getAccount(user, provider)] as const
  const [service, account] = await readCalls(client, { ...asked, calls })
  return { service: resultOf(service), account: accountOf(account) }
}

function accountOf(settled: PromiseSettledResult<SubAccount>): SubAccount | null {
  if (settled.status === 'rejected' && settled.reason instanceof SubAccountNotFoundError) return null
  return resultOf(settled)
}
