import { v1Deployments } from '../deployments.js'
import type { Protocol } from '../protocol.js'
import { classify } from './v1/classify.js'
import { history } from './v1/history.js'
import { inference } from './v1/inference.js'
import { ledger } from './v1/ledger.js'
import { owner, provider } from './v1/provider.js'
import { toError } from './v1/toError.js'

/** The network of today: session tokens, signers that the contracts' owner vouches for, EIP-712 settlement. */
export const v1 = {
  id: 'v1',
  deployments: v1Deployments,
  auth: 'session',
  limits: {
    // A constant of the providers, not on chain: what a sub-account must hold beside what it owes.
    reserve: () => 1_000_000_000_000_000_000n,
    reserveFollowsPrice: false,
    // Billed afterwards, from what the model says it used; the reserve stands for it.
    inputFee: () => 0n,
  },
  ledger,
  inference,
  history,
  provider,
  owner,
  toError,
  classify,
} as const satisfies Protocol
