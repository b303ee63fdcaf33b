import type { Service } from '@zg/contracts'
import { type Amount, toNeuron } from '@zg/core'
import { isVerifiable } from '../isVerifiable.js'
import { dearestPrices, type Prices, pricesOf, tierPrices } from '../pricing/prices.js'

export type Filter = {
  /** Service type, such as `chatbot`. */
  type?: string | undefined
  /**
   * Most that a token may cost in the dearest tier, or an image: decimal strings in 0G, or `bigint`s in neuron. A service whose prices can't be read
   * costs too much.
   */
  maxPrice?: { input?: Amount | undefined; output?: Amount | undefined } | undefined
  /** Only services that claim verifiability, or only the others. */
  verifiable?: boolean | undefined
  /** Only services whose signer the contracts' owner vouches for, or only the others: all of them where the protocol knows no such word. */
  acknowledged?: boolean | undefined
}

/** Whether the chain's own words about a service are what is looked for. Throws `InvalidAmountError` for a price that is none. */
export function createFilter({
  type,
  maxPrice,
  verifiable,
  acknowledged,
}: Filter): (service: Service) => boolean {
  const input = maxPrice?.input === undefined ? null : toNeuron(maxPrice.input)
  const output = maxPrice?.output === undefined ? null : toNeuron(maxPrice.output)
  return (service) =>
    (type === undefined || service.serviceType === type) &&
    (maxPrice === undefined || isWithin(pricesOf(service), { input, output })) &&
    (verifiable === undefined || isVerifiable(service) === verifiable) &&
    (acknowledged === undefined || (service.signerAcknowledged === true) === acknowledged)
}

function isWithin(prices: Prices, most: { input: bigint | null; output: bigint | null }): boolean {
  if (!prices.readable) return false
  const dearest = dearestPrices(tierPrices(prices), prices)
  return (
    (most.input === null || dearest.input <= most.input) &&
    (most.output === null || dearest.output <= most.output)
  )
}

/** Whether an id is the wanted one: the whole of it, or the part after its last slash, in any case. */
export function isModel(id: string, wanted: string): boolean {
  const [whole, name] = [id.toLowerCase(), wanted.toLowerCase()]
  return whole === name || whole.slice(whole.lastIndexOf('/') + 1) === name
}
