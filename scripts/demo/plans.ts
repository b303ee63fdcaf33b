import { legacy, type Protocol, v1 } from '@zg/sdk'

/** How the story runs on one protocol: amounts in 0G, and the words where they differ. */
type Plan = {
  protocol: Protocol
  open: string
  add: string
  share: string
  acknowledged: string
  sent: string
}

export const plans = {
  v1: {
    protocol: v1,
    open: '3',
    add: '2',
    // The provider keeps 1 0G in reserve.
    share: '2',
    acknowledged: 'on chain, vouched for by the owner of the contracts and acknowledged by the transfer',
    sent: 'Sent one request with a session token, and got the answer',
  },
  legacy: {
    protocol: legacy,
    open: '2',
    add: '1',
    share: '0.5',
    acknowledged: "read from the provider's quote and acknowledged on chain",
    sent: 'Sent one request with EdDSA-signed, single-use headers, and got the answer',
  },
} as const satisfies Record<string, Plan>

export type PlanName = keyof typeof plans

export const isPlan = (name: string): name is PlanName => Object.hasOwn(plans, name)
