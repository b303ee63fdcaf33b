import { InsufficientBalanceError, type Protocol, SubAccountNotFoundError } from '@zg/contracts'
import { formatOg } from '@zg/core'
import type { Address } from 'viem'
import { ProviderNotAcknowledgedError, ServiceNotAcknowledgedError } from '../errors.js'
import type { Parties } from '../readParties.js'
import type { Look } from './auth.js'

type Asked = Parties & {
  protocol: Protocol
  user: Address
  /** What is sent, for providers that want its price in advance. */
  content: string
  /** What the provider has billed and not settled yet, where it said so: neuron. */
  unsettled?: bigint | undefined
}

/** Makes sure that the provider would answer and be paid: what it would refuse is refused before anything is signed. */
export function checkPayable({ protocol, service, account, user, content, unsettled = 0n }: Asked): Look {
  const { provider, signerAcknowledged } = service
  if (signerAcknowledged === false) throw new ServiceNotAcknowledgedError({ provider })
  const fee = protocol.limits.inputFee(service, content)
  const reserve = protocol.limits.reserve(service)
  const required = fee + reserve + unsettled
  if (!account) {
    const remedy = [`Open it with transferFund: a request needs at least ${formatOg(required)} 0G there.`]
    throw new SubAccountNotFoundError({ user, provider, remedy })
  }
  if (!account.acknowledged) throw new ProviderNotAcknowledgedError({ provider })
  const available = account.balance - account.pendingRefund
  if (available < required) {
    const remedy = [
      fee === 0n
        ? `The provider wants a reserve of ${formatOg(reserve)} 0G beside what is owed and not settled yet${owed(unsettled)}.`
        : `One request needs ${formatOg(fee)} 0G and the provider's reserve of ${formatOg(reserve)} 0G.`,
      `Transfer at least ${formatOg(required - available)} 0G with transferFund.`,
    ]
    throw new InsufficientBalanceError({ where: 'subAccount', available, required, remedy })
  }
  return { subAccount: account, fee }
}

const owed = (unsettled: bigint) => (unsettled === 0n ? '' : `, which is ${formatOg(unsettled)} 0G`)
