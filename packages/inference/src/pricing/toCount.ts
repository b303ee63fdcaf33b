import { InvalidCountError } from './errors.js'

/** A count as money is reckoned in. Throws `InvalidCountError` for a number that isn't whole, exact, and from zero. */
export function toCount(what: string, value: number): bigint {
  if (!Number.isSafeInteger(value) || value < 0) throw new InvalidCountError({ what, value })
  return BigInt(value)
}
