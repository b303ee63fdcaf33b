import { BelowMinimumError, type Limits, TooManySubAccountsError } from '@zg/contracts'
import { formatOg } from '@zg/core'
import type { Client } from 'viem'

type Opening = {
  amount: bigint
  limits: Limits
  /** Neuron that the provider wants to see beside the fees. */
  reserve: bigint
  /** How many sub-accounts the user has. */
  count: bigint
}

/** Whether a transfer may open a sub-account; throws `BelowMinimumError` or `TooManySubAccountsError`. */
export function checkNewSubAccount(client: Pick<Client, 'chain'>, opening: Opening): void {
  const { amount, limits, reserve, count } = opening
  const { minimumTransfer: minimum, providersPerUser: maximum } = limits
  if (amount < minimum) {
    const remedy = [
      `Nothing was moved. Use at least ${formatOg(minimum)} 0G.`,
      `The provider keeps ${formatOg(reserve)} 0G of it in reserve: only what is above pays for requests.`,
    ]
    const network = client.chain?.name
    throw new BelowMinimumError({ what: 'subAccount', provided: amount, minimum, network, remedy })
  }
  if (maximum !== null && count >= maximum) throw new TooManySubAccountsError({ maximum })
}
