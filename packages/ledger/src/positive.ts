import { type Amount, toNeuron } from '@zg/core'
import { ZeroAmountError } from './errors.js'

/** Reads an amount and refuses zero. */
export function positive(amount: Amount, action: string): bigint {
  const neuron = toNeuron(amount)
  if (neuron === 0n) throw new ZeroAmountError({ action })
  return neuron
}
