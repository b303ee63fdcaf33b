import { type Address, getAddress, isAddress } from 'viem'
import { refuse } from './rejection.js'

/** The legacy headers of one request, read and bounded. */
export type BillingHeaders = {
  user: Address
  fee: bigint
  inputFee: bigint
  nonce: bigint
  requestHash: string
  signature: Uint8Array
}

/** Headers that pay; none of them is ever forwarded to the model. */
export const billingHeaderNames = [
  'Address',
  'Fee',
  'Input-Fee',
  'Nonce',
  'Request-Hash',
  'Signature',
  'VLLM-Proxy',
] as const

const context = 'validate request'
const u64 = 2n ** 64n
const u128 = 2n ** 128n

export function readBillingHeaders(headers: Headers): BillingHeaders {
  const read = (name: (typeof billingHeaderNames)[number]): string => {
    const value = headers.get(name)
    if (value === null || value === '') throw refuse(context, `${name}: missing Header`)
    return value
  }
  const address = read('Address')
  if (!isAddress(address, { strict: false })) throw refuse(context, 'Address: not an address')
  const fee = readInteger('Fee', read('Fee'), u128)
  const inputFee = readInteger('Input-Fee', read('Input-Fee'), u128)
  const nonce = readInteger('Nonce', read('Nonce'), u64)
  const requestHash = read('Request-Hash')
  if (!/^0x[0-9a-f]{64}$/i.test(requestHash)) throw refuse(context, 'Request-Hash: not 32 bytes of hex')
  if (fee !== inputFee) throw refuse(context, `invalid fee, expected ${inputFee}, but received ${fee}`)
  return {
    user: getAddress(address),
    fee,
    inputFee,
    nonce,
    requestHash: requestHash.toLowerCase(),
    signature: readSignature(read('Signature')),
  }
}

function readInteger(name: string, text: string, limit: bigint): bigint {
  if (!/^\d{1,39}$/.test(text) || BigInt(text) >= limit)
    throw refuse(context, `${name}: not an integer below ${limit}`)
  return BigInt(text)
}

function readSignature(text: string): Uint8Array {
  const bytes = parseJson(text)
  const isByte = (byte: unknown) => Number.isInteger(byte) && Number(byte) >= 0 && Number(byte) <= 255
  if (!Array.isArray(bytes) || bytes.length !== 64 || !bytes.every(isByte))
    throw refuse(context, 'Failed to parse signature')
  return Uint8Array.from(bytes)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null // The caller refuses whatever isn't an array of bytes.
  }
}

/** The 64 bytes that are signed: nonce, input fee, user and provider, each little-endian. */
export function signedBytes({ nonce, inputFee, user }: BillingHeaders, provider: Address): Uint8Array {
  const bytes = new Uint8Array(64)
  const put = (value: bigint, offset: number, length: number) => {
    for (let i = 0, rest = value; i < length; i += 1, rest >>= 8n) bytes[offset + i] = Number(rest & 255n)
  }
  put(nonce, 0, 8)
  put(inputFee, 8, 16)
  put(BigInt(user), 24, 20)
  put(BigInt(provider), 44, 20)
  return bytes
}
