import { InvalidServiceTypeError } from '@zg/contracts'

/**
 * Gives the type of service back, or throws `InvalidServiceTypeError`.
 *
 * What is checked before sending is read from the inference contract, and would say nothing about another one.
 */
export function checkService(serviceType = 'inference'): string {
  if (serviceType !== 'inference') throw new InvalidServiceTypeError({ serviceType })
  return serviceType
}
