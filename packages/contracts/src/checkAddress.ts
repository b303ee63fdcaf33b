import { type Address, isAddress } from 'viem'
import { InvalidAddressError } from './errors/setup.js'

/**
 * Gives the address back, or throws `InvalidAddressError` when it is none or its checksum is wrong.
 *
 * @example
 * ```ts
 * import { checkAddress } from '@zg/contracts'
 *
 * checkAddress('0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266', 'provider')
 * ```
 */
export function checkAddress(address: Address, role: string): Address {
  if (typeof address === 'string' && isAddress(address)) return address
  throw new InvalidAddressError({ address, role })
}
