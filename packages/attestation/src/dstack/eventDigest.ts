import { sha384 } from '@noble/hashes/sha2.js'
import { bytesToHex, concatBytes, utf8ToBytes } from '@zg/core'
import type { DstackEvent } from './eventLog.js'

/** Type of the events that a dstack machine measures while it runs, all of them into RTMR3. */
export const runtimeEvent = 0x08000001

/** What a runtime event's digest must be: made from its name and payload, so that no log can tell another. */
export function eventDigest(event: Pick<DstackEvent, 'name' | 'payload' | 'version'>): Uint8Array {
  return sha384(event.version === 2 ? utf8ToBytes(canonicalEvent(event)) : binaryEvent(event))
}

/** Version 2: JSON in the canonical form of RFC 8785. */
export const canonicalEvent = ({ name, payload }: Pick<DstackEvent, 'name' | 'payload'>): string =>
  JSON.stringify({ name, payload: bytesToHex(payload), type: runtimeEvent })

/** Version 1: the type, little-endian, the name and the payload, with colons between. */
const binaryEvent = ({ name, payload }: Pick<DstackEvent, 'name' | 'payload'>): Uint8Array =>
  concatBytes(Uint8Array.of(1, 0, 0, 8), utf8ToBytes(`:${name}:`), payload)
