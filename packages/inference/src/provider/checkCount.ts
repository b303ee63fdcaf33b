import type { Protocol } from '@zg/contracts'
import { TooManyFeesError } from './errors.js'

/** Throws `TooManyFeesError` for more than one settlement takes. */
export function checkCount(fees: readonly unknown[], protocol: Protocol): void {
  const maximum = protocol.provider.feesPerSettlement
  if (maximum !== null && fees.length > maximum) throw new TooManyFeesError({ count: fees.length, maximum })
}
