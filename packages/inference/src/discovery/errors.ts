import { BaseError } from '@zg/core'
import type { Address } from 'viem'

/** The list of services was another one each time that a part of it was read. */
export class ServiceListChangedError extends BaseError {
  override readonly name: string = 'ServiceListChangedError'

  constructor({ attempts }: { attempts: number }) {
    super(`The list of services changed each of the ${attempts} times that it was read.`, {
      metaMessages: [
        'Try again. If it stays so, the RPC endpoint answers from several states: use another one.',
      ],
    })
  }
}

/** The provider answered, but not with a list of models. */
export class ModelsUnreadableError extends BaseError {
  override readonly name: string = 'ModelsUnreadableError'
  readonly provider: Address

  constructor({ provider, reason }: { provider: Address; reason: string }) {
    super(`Provider ${provider} gave no list of models: ${reason}.`, {
      metaMessages: ['getService gives the model that stands on chain.'],
    })
    this.provider = provider
  }
}

/** The provider serves another model. */
export class ModelNotServedError extends BaseError {
  override readonly name: string = 'ModelNotServedError'
  readonly provider: Address
  readonly model: string
  /** What it serves. */
  readonly served: string

  constructor({ provider, model, served }: { provider: Address; model: string; served: string }) {
    super(`Provider ${provider} serves ${JSON.stringify(served)}, not ${JSON.stringify(model)}.`, {
      metaMessages: ['listService({ model }) names the providers of a model.'],
    })
    this.provider = provider
    this.model = model
    this.served = served
  }
}
