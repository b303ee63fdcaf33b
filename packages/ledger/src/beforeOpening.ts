import {
  BelowMinimumError,
  type Contracts,
  type Ledger,
  LedgerExistsError,
  LedgerNotFoundError,
  type Limits,
  type Protocol,
} from '@zg/contracts'
import type { Address, Client } from 'viem'
import { askLimits } from './askLimits.js'
import { foundOrNull } from './foundOrNull.js'

type Opening = {
  owner: Address
  amount: bigint
  limits: Limits | undefined
  protocol: Protocol
  contracts: Contracts
  /** Whether the amount may go to a ledger that is there already. */
  mayExist: boolean
}

type Settled = readonly [PromiseSettledResult<Ledger>, ...PromiseSettledResult<unknown>[]]

/** What is looked at beside a deposit's simulation: whether it opens a ledger, and with enough. */
export function beforeOpening(client: Pick<Client, 'chain'>, opening: Opening) {
  const { owner, amount, protocol, mayExist } = opening
  const { reads, limitsFrom } = askLimits(opening)
  return {
    reads: [protocol.ledger.getLedger(owner), ...reads],
    check: ([ledger, ...rest]: Settled) => {
      if (foundOrNull(ledger, LedgerNotFoundError)) {
        if (mayExist) return
        throw new LedgerExistsError({ user: owner })
      }
      const { minimumLedger: minimum } = limitsFrom(rest)
      if (amount >= minimum) return
      const network = client.chain?.name
      throw new BelowMinimumError({ what: 'ledger', provided: amount, minimum, network })
    },
  } as const
}
