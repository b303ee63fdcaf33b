import type { BoundHashes } from './bound/hashes.js'
import { defaultCrypto } from './defaultCrypto.js'

/**
 * The Pedersen hash of circomlib over bytes, as 32 bytes of a packed point.
 *
 * Windows of 4 bits, 50 to a segment, a base point for each segment. The hash of no bytes is the packed identity.
 * Throws `InvalidMessageError` for what is no Uint8Array, `WasmMemoryError` for a message that there is no memory for.
 *
 * @example
 * ```ts
 * import { pedersenHash } from '@zg/crypto'
 *
 * pedersenHash(new TextEncoder().encode('Hello')) // 32 bytes
 * ```
 */
export const pedersenHash: BoundHashes['pedersenHash'] = (message) => defaultCrypto().pedersenHash(message)

/**
 * Prepares `pedersenHash` for messages that differ from a template in a few bytes: time goes by the bytes that vary.
 *
 * `variable` names them as ranges in ascending order, `end` excluded. Throws `PedersenTemplateError` for ranges outside the template, and
 * when a message has another length or another fixed byte.
 *
 * @example
 * ```ts
 * import { pedersenTemplate } from '@zg/crypto'
 *
 * const record = new Uint8Array(48)
 * const hashRecord = pedersenTemplate(record, [{ start: 0, end: 8 }])
 * record[0] = 1
 * hashRecord(record) // pedersenHash(record)
 * ```
 */
export const pedersenTemplate: BoundHashes['pedersenTemplate'] = (template, variable) =>
  defaultCrypto().pedersenTemplate(template, variable)
