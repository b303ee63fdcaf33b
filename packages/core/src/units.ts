import { BaseError } from './errors.js'

const decimals = 18

/** An amount of money: a decimal string in 0G (`'0.5'`) or a `bigint` in neuron. Never a `number`. */
export type Amount = string | bigint

/**
 * Parses a decimal amount of 0G to neuron (1 0G = 10^18 neuron).
 *
 * Exact or refused: more than 18 decimals, signs, exponents, spaces and every `number` throw `InvalidAmountError`.
 *
 * @example
 * ```ts
 * import { parseOg } from '@zg/core'
 *
 * parseOg('0.5') // 500000000000000000n
 * ```
 */
export function parseOg(amount: string): bigint {
  if (typeof amount !== 'string') throw new InvalidAmountError({ amount })
  const [, whole, fraction = ''] = /^(\d+)(?:\.(\d{1,18}))?$/.exec(amount) ?? []
  if (whole === undefined) throw new InvalidAmountError({ amount })
  return BigInt(whole + fraction.padEnd(decimals, '0'))
}

/**
 * Formats neuron as a decimal amount of 0G, exactly and without trailing zeros.
 *
 * @example
 * ```ts
 * import { formatOg } from '@zg/core'
 *
 * formatOg(1_500_000_000_000_000_000n) // '1.5'
 * ```
 */
export function formatOg(neuron: bigint): string {
  if (typeof neuron !== 'bigint') throw new InvalidAmountError({ amount: neuron })
  const digits = (neuron < 0n ? -neuron : neuron).toString().padStart(decimals + 1, '0')
  const fraction = digits.slice(-decimals).replace(/0+$/, '')
  return `${neuron < 0n ? '-' : ''}${digits.slice(0, -decimals)}${fraction && `.${fraction}`}`
}

/**
 * Reads an amount that a caller gave: a decimal string in 0G, or a `bigint` in neuron.
 *
 * Throws `InvalidAmountError` on a `number`, a negative `bigint` and whatever `parseOg` refuses.
 *
 * @example
 * ```ts
 * import { toNeuron } from '@zg/core'
 *
 * toNeuron('2') === toNeuron(2_000_000_000_000_000_000n) // true
 * ```
 */
export function toNeuron(amount: Amount): bigint {
  if (typeof amount !== 'bigint') return parseOg(amount)
  if (amount < 0n) throw new InvalidAmountError({ amount })
  return amount
}

/** The amount can't be represented exactly as neuron. */
export class InvalidAmountError extends BaseError {
  override readonly name: string = 'InvalidAmountError'

  constructor({ amount }: { amount: unknown }) {
    const shown =
      typeof amount === 'string' ? JSON.stringify(amount) : `${String(amount)} (a ${typeof amount})`
    super(`${shown} is not an amount of 0G.`, {
      metaMessages: [
        'Give a decimal string in 0G with at most 18 decimals, such as "1.5", or a bigint in neuron (1 0G = 10^18 neuron).',
        ...(typeof amount === 'number'
          ? ['A number is refused: 0.1 + 0.2 is not 0.3 in floating point.']
          : []),
      ],
    })
  }
}
