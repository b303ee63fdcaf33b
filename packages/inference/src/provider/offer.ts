import { checkAddress, type Offer } from '@zg/contracts'
import { type Amount, toNeuron } from '@zg/core'
import type { Address } from 'viem'
import { urlFault } from '../serviceUrl.js'
import { InvalidOfferError } from './errors.js'

/** What a provider sells, as it registers it. Prices are decimal strings in 0G, or `bigint`s in neuron. */
export type OfferOptions = {
  /** Where the provider answers, without `/v1/proxy`. */
  url: string
  model: string
  /** Of a token in, or of a second of sound. */
  inputPrice: Amount
  /** Of a token out, or of an image. */
  outputPrice: Amount
  /** `chatbot` when absent. */
  serviceType?: string | undefined
  /** `TeeML` when absent. */
  verifiability?: string | undefined
  /** JSON with the network's keys, such as `tieredPricing`; empty when absent. At most 4096 bytes. */
  additionalInfo?: string | undefined
  /** The TEE's key, where the protocol keeps it with the service. Without one nothing can be settled there. */
  signer?: Address | null | undefined
}

/** The offer as the contract takes it. Throws `InvalidOfferError`, `InvalidAmountError` and `InvalidAddressError`. */
export function toOffer(options: OfferOptions): Offer {
  const {
    url,
    model,
    signer,
    serviceType = 'chatbot',
    verifiability = 'TeeML',
    additionalInfo = '',
  } = options
  const fault = urlFault(url)
  if (fault !== null) throw new InvalidOfferError({ what: 'URL', reason: fault })
  return {
    serviceType,
    url,
    model,
    verifiability,
    inputPrice: toNeuron(options.inputPrice),
    outputPrice: toNeuron(options.outputPrice),
    additionalInfo,
    signer: signer ? checkAddress(signer, 'signer') : null,
  }
}
