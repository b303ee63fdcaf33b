import { bytesToHex, concatBytes, hexToBytes } from '@zg/core'
import { pedersenHash } from '@zg/crypto'
import type { Address, Hex } from 'viem'
import { littleEndian } from './halves.js'

/** What a request's signature binds. Nothing in it binds the body. */
export type RequestTrace = { nonce: bigint; fee: bigint; user: Address; provider: Address }

/**
 * The 64 bytes that are signed: nonce (8), fee (16), user (20), provider (20), each little-endian.
 *
 * @example
 * ```ts
 * import { packRequest } from '@zg/inference/eddsa'
 *
 * const address = '0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266'
 * packRequest({ nonce: 1n, fee: 0n, user: address, provider: address }).length // 64
 * ```
 */
export const packRequest = ({ nonce, fee, user, provider }: RequestTrace): Uint8Array =>
  concatBytes(littleEndian(nonce, 8), littleEndian(fee, 16), reversed(user), reversed(provider))

/**
 * The `Request-Hash`: the Pedersen hash of nonce, user and provider. The fee is not in it.
 *
 * @example
 * ```ts
 * import { requestHash } from '@zg/inference/eddsa'
 *
 * const address = '0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266'
 * requestHash({ nonce: 1n, user: address, provider: address }) // '0x…'
 * ```
 */
export const requestHash = (trace: Omit<RequestTrace, 'fee'>): Hex =>
  `0x${bytesToHex(pedersenHash(packRecord(trace)))}`

/** The 48 bytes that are hashed: nonce (8), user (20), provider (20), each little-endian. */
export const packRecord = ({ nonce, user, provider }: Omit<RequestTrace, 'fee'>): Uint8Array =>
  concatBytes(littleEndian(nonce, 8), reversed(user), reversed(provider))

const reversed = (address: Address) => hexToBytes(address).reverse()
