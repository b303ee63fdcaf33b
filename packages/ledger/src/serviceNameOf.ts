import { type Contracts, type Limits, ServiceContractUnknownError } from '@zg/contracts'

/** The registry's name of the inference contract; throws `ServiceContractUnknownError` for one that isn't registered. */
export function serviceNameOf({ serviceName }: Pick<Limits, 'serviceName'>, contracts: Contracts): string {
  if (serviceName === '') throw new ServiceContractUnknownError({ what: contracts.inference })
  return serviceName
}
