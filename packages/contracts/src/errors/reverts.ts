import { formatOg } from '@zg/core'
import type { Address } from 'viem'
import type { Revert } from '../protocol.js'
import { ContractError } from './contractError.js'

type From = { revert: Revert }

/** The contract knows no service of this type. */
export class InvalidServiceTypeError extends ContractError {
  override readonly name: string = 'InvalidServiceTypeError'
  readonly serviceType: string

  constructor({ serviceType, revert }: { serviceType: string; revert?: Revert | undefined }) {
    super(`"${serviceType}" is not a type of service here.`, { revert, remedy: ["Use 'inference'."] })
    this.serviceType = serviceType
  }
}

/** More providers were named in one call than the contract takes. */
export class TooManyProvidersError extends ContractError {
  override readonly name: string = 'TooManyProvidersError'
  readonly requested: bigint
  readonly maximum: bigint

  constructor({ requested, maximum, revert }: { requested: bigint; maximum: bigint } & From) {
    super(`${requested} providers were named; the contract takes ${maximum} at once.`, {
      revert,
      remedy: ['Split the call, or let retrieveFund do it.'],
    })
    this.requested = requested
    this.maximum = maximum
  }
}

/** No service is registered by this provider. */
export class ServiceNotFoundError extends ContractError {
  override readonly name: string = 'ServiceNotFoundError'
  readonly provider: Address

  constructor({ provider, revert }: { provider: Address; revert?: Revert | undefined }) {
    super(`No service is registered by ${provider}.`, {
      revert,
      remedy: ['Nothing was moved. listService names the registered providers.'],
    })
    this.provider = provider
  }
}

/** A sub-account between the two exists already. */
export class SubAccountExistsError extends ContractError {
  override readonly name: string = 'SubAccountExistsError'
  readonly user: Address
  readonly provider: Address

  constructor({ user, provider, revert }: { user: Address; provider: Address } & From) {
    super(`${user} has a sub-account with provider ${provider} already.`, { revert })
    this.user = user
    this.provider = provider
  }
}

/** Too many withdrawals wait in a sub-account. */
export class TooManyRefundsError extends ContractError {
  override readonly name: string = 'TooManyRefundsError'
  readonly provider: Address

  constructor({ provider, revert }: { provider: Address } & From) {
    super(`Too many withdrawals from provider ${provider} are waiting.`, {
      revert,
      remedy: ['Wait until the oldest is released, then call retrieveFund again.'],
    })
    this.provider = provider
  }
}

/** A settlement's TEE signature is malformed. */
export class InvalidTeeSignatureError extends ContractError {
  override readonly name: string = 'InvalidTeeSignatureError'

  constructor({ reason, revert }: { reason: string } & From) {
    super(`The settlement's signature is not valid: ${reason}.`, { revert })
  }
}

/** The service contract refused what the ledger asked of it; the contract hides the reason. */
export class TransferRefusedError extends ContractError {
  override readonly name: string = 'TransferRefusedError'
  readonly amount: bigint | undefined

  constructor({ amount, revert }: { amount: bigint | undefined } & From) {
    const what = amount === undefined ? 'The transfer' : `The transfer of ${formatOg(amount)} 0G`
    super(`${what} was refused by the service contract, which hides the reason.`, {
      revert,
      remedy: ['Nothing was moved. Check the provider with getService and your share with getSubAccount.'],
    })
    this.amount = amount
  }
}

/** Somebody else's function: only the owner, the ledger or a service contract may call it. */
export class CallerNotAllowedError extends ContractError {
  override readonly name: string = 'CallerNotAllowedError'

  constructor({ reason, revert }: { reason: string } & From) {
    super(`${revert.call.from ?? 'This account'} may not call ${revert.call.functionName}: ${reason}.`, {
      revert,
    })
  }
}

/** An argument is outside what the contract takes. */
export class InvalidArgumentError extends ContractError {
  override readonly name: string = 'InvalidArgumentError'

  constructor({ reason, revert }: { reason: string } & From) {
    super(`${revert.call.functionName} was called with an argument that the contract refuses: ${reason}.`, {
      revert,
    })
  }
}

/** The contract is in a state in which this call makes no sense, such as a second `initialize`. */
export class InvalidStateError extends ContractError {
  override readonly name: string = 'InvalidStateError'

  constructor({ reason, revert }: { reason: string } & From) {
    super(`${revert.call.functionName} is not possible now: ${reason}.`, { revert })
  }
}

/** The contract reverted with something that this protocol's tables don't know. */
export class UnknownRevertError extends ContractError {
  override readonly name: string = 'UnknownRevertError'

  constructor({ revert }: From) {
    const shown =
      revert.errorName === '' ? 'no reason' : `${revert.errorName}(${revert.args.map(String).join(', ')})`
    super(`${revert.call.functionName} reverted with ${shown}.`, {
      revert,
      remedy: ['Nothing was changed. Is this the right protocol for these contracts?'],
    })
  }
}
