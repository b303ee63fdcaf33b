import { type Contracts, type Protocol, SubAccountNotFoundError } from '@zg/contracts'
import type { AtomicStore } from '@zg/core'
import type { Auth } from '@zg/inference/base'
import type { TopUpPolicy } from '@zg/ledger'
import type { Address, Client } from 'viem'
import { connectActions, ledgerActions } from './actions.js'
import { unlessSilent } from './unlessSilent.js'

type Bound = {
  protocol: Protocol
  contracts: Contracts
  auth: Auth
  store: AtomicStore
  fetch: typeof globalThis.fetch | undefined
}

/** What a connection asks when it is short of funds; nothing without a policy. Throws `AccountRequiredError` for an account that can't keep one. */
export async function fundedBy(client: Client, policy: TopUpPolicy | undefined, bound: Bound) {
  if (!policy) return undefined
  const { createTopUp } = await ledgerActions()
  const { getUnsettledFee } = await connectActions()
  const topUp = createTopUp(client, { ...bound, policy })
  return async (_: unknown, provider: Address): Promise<boolean> => {
    const ask = () => getUnsettledFee(client, { ...bound, provider }).catch(nothingIfNone)
    await topUp(provider, { unsettled: () => unlessSilent(ask, client.transport.url) })
    return true
  }
}

/** Who has no sub-account owes nothing. */
function nothingIfNone(error: unknown): bigint {
  if (error instanceof SubAccountNotFoundError) return 0n
  throw error
}
