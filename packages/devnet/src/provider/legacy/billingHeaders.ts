import { type Address, getAddress, isAddress } from 'viem'
import { refuse } from '../rejection.js'

/** The headers of one request, read and bounded. Amounts in neuron. */
export type BillingHeaders = {
  user: Address
  fee: bigint
  inputFee: bigint
  nonce: bigint
  requestHash: string
  /** As it came: read when its turn in the order of checks comes. */
  signature: string
}

const context = 'get model.request from HTTP request'
const u64 = 2n ** 64n
const u128 = 2n ** 128n

/**
 * Reads the seven headers that pay for a request.
 *
 * `VLLM-Proxy` must be there and may say anything: it asks for another TEE's signature, and here the provider signs every answer itself.
 * Throws `ProviderRejection`, naming the first header that is missing or malformed.
 */
export function readBillingHeaders(headers: Headers): BillingHeaders {
  const read = (name: string): string => {
    const value = headers.get(name)
    if (value === null || value === '') throw refuse(context, `${name}: missing Header`)
    return value
  }
  const texts = {
    user: read('Address'),
    fee: read('Fee'),
    inputFee: read('Input-Fee'),
    nonce: read('Nonce'),
    requestHash: read('Request-Hash'),
    signature: read('Signature'),
  }
  read('VLLM-Proxy')
  if (!isAddress(texts.user, { strict: false })) throw refuse(context, 'Address: not an address')
  const fee = readInteger('Fee', texts.fee, u128)
  const inputFee = readInteger('Input-Fee', texts.inputFee, u128)
  const nonce = readInteger('Nonce', texts.nonce, u64)
  if (!/^0x[0-9a-f]{64}$/i.test(texts.requestHash))
    throw refuse(context, 'Request-Hash: not 32 bytes of hex with 0x')
  return {
    user: getAddress(texts.user),
    ...{ fee, inputFee, nonce },
    requestHash: texts.requestHash.toLowerCase(),
    signature: texts.signature,
  }
}

function readInteger(name: string, text: string, limit: bigint): bigint {
  // 39 digits hold every number of 128 bits; more are not even read.
  if (!/^\d{1,39}$/.test(text) || BigInt(text) >= limit)
    throw refuse(context, `${name}: not a whole number below ${limit}`)
  return BigInt(text)
}
