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
