import { InsufficientBalanceError } from '@zg/contracts'
import { BaseError, formatOg } from '@zg/core'
import type { Address } from 'viem'

/** A policy of top-ups that says something else than it should. */
export class InvalidTopUpPolicyError extends BaseError {
  override readonly name: string = 'InvalidTopUpPolicyError'

  constructor({ reason }: { reason: string }) {
    super(`The top-up policy can't be used: ${reason}.`, {
      metaMessages: [
        "Give { below, to, perDay }, such as { below: '0.5', to: '2', perDay: '10' }: amounts in 0G as text, or neuron.",
      ],
    })
  }
}

/** The sub-account is short, and the day's top-ups are used up. Nothing was moved. Amounts in neuron. */
export class TopUpLimitError extends InsufficientBalanceError {
  override readonly name: string = 'TopUpLimitError'
  readonly provider: Address
  readonly perDay: bigint
  /** What was moved on this UTC day. */
  readonly moved: bigint
  /** What a top-up would move. */
  readonly amount: bigint

  constructor({ provider, perDay, moved, amount, ...sums }: TopUpLimitError.Options) {
    super({
      where: 'subAccount',
      ...sums,
      remedy: [
        `Another ${formatOg(amount)} 0G for provider ${provider} would be more than the policy allows for a day. Nothing was moved.`,
        `Top-ups have moved ${formatOg(moved)} of ${formatOg(perDay)} 0G today (UTC).`,
        'Raise perDay, or transfer with transferFund.',
      ],
    })
    this.provider = provider
    this.perDay = perDay
    this.moved = moved
    this.amount = amount
  }
}

export declare namespace TopUpLimitError {
  type Options = {
    provider: Address
    perDay: bigint
    moved: bigint
    amount: bigint
    /** What can be spent, and what the policy wants. */
    available: bigint
    required: bigint
  }
}

/** Another process that shares the store tops up, and didn't end in time. This one moved nothing. */
export class TopUpBusyError extends BaseError {
  override readonly name: string = 'TopUpBusyError'

  constructor({ timeoutMs, cause }: { timeoutMs: number; cause?: unknown }) {
    super(`Another process is topping up, and wasn't done within ${timeoutMs} ms.`, {
      metaMessages: ['Nothing was moved by this one. Try again later, or give a longer timeout.'],
      cause,
    })
  }
}

/** This process stood still while it topped up, and another took its place. Nothing was sent. */
export class TopUpOvertakenError extends BaseError {
  override readonly name: string = 'TopUpOvertakenError'

  constructor() {
    super('Another process took over the top-up, because this one stood still.', {
      metaMessages: ['Nothing was sent by this one. Try again.'],
    })
  }
}

/** The endpoint doesn't know the block of the last top-up, so that it can't say what is needed. Nothing was sent. */
export class EndpointBehindError extends BaseError {
  override readonly name: string = 'EndpointBehindError'
  readonly latest: bigint
  readonly expected: bigint

  constructor({ latest, expected }: { latest: bigint; expected: bigint }) {
    super(`The RPC endpoint is at block ${latest}; the last top-up is in block ${expected}.`, {
      metaMessages: [
        'Nothing was moved: it can’t say what is needed. Try again, or use another endpoint.',
        'A local chain that began anew needs a store that does so too.',
      ],
    })
    this.latest = latest
    this.expected = expected
  }
}

/** What the store has of top-ups can't be read, so that nobody knows whether one is under way. Nothing was sent. */
export class StoredTopUpError extends BaseError {
  override readonly name: string = 'StoredTopUpError'

  constructor({ key }: { key: string }) {
    super(`What the store keeps under ${JSON.stringify(key)} is no record of top-ups.`, {
      metaMessages: [
        'Nothing was sent. Wait until the account has no transaction under way, then delete the key.',
      ],
    })
  }
}
