import { hexToBytes, InvalidEncodingError } from '@zg/core'
import { MalformedEvidenceError } from '../errors.js'
import { isObject, type JsonObject, parseJson } from '../json.js'

/** One measurement of a dstack machine, as its log tells it. */
export type DstackEvent = {
  /** Which register was extended: RTMR0 to RTMR3. */
  register: 0 | 1 | 2 | 3
  type: number
  /** 48 bytes, or none: newer machines leave out what can be computed. */
  digest: Uint8Array
  name: string
  payload: Uint8Array
  /** How the digest of a runtime event is made. */
  version: 1 | 2
  /** What version 2 says was hashed. */
  preimage: string | null
}

const most = { characters: 1 << 20, events: 4_096 } as const
const format = 'event log'

/**
 * Reads the event log of a dstack machine (`event_log` in its report), at most 4,096 events of 1 MiB.
 *
 * Nothing in it is proven before `replayEventLog` passes. Throws `MalformedEvidenceError`.
 *
 * @example
 * ```ts
 * import { parseEventLog } from '@zg/attestation'
 *
 * parseEventLog('[]') // []
 * ```
 */
export function parseEventLog(text: string): readonly DstackEvent[] {
  const log = parseJson(text, { format, most: most.characters })
  if (!Array.isArray(log)) throw malformed('it is no list')
  if (log.length > most.events) throw malformed(`it has ${log.length} events, more than ${most.events}`)
  return log.map(toEvent)
}

function toEvent(entry: unknown, index: number): DstackEvent {
  const where = `event ${index}`
  if (!isObject(entry)) throw malformed(`${where} is no object`)
  const { imr, event_type: type, event: name, version = 1, preimage = null } = entry
  if (imr !== 0 && imr !== 1 && imr !== 2 && imr !== 3) throw malformed(`${where} is of no register`)
  if (typeof type !== 'number' || !Number.isInteger(type) || type < 0 || type > 0xffffffff) {
    throw malformed(`${where} has no type`)
  }
  if (typeof name !== 'string') throw malformed(`${where} has no name`)
  if (version !== 1 && version !== 2) throw malformed(`${where} is of unknown version ${String(version)}`)
  if (preimage !== null && typeof preimage !== 'string')
    throw malformed(`the preimage of ${where} is no text`)
  const digest = bytesOf(entry, 'digest', where)
  if (digest.length !== 0 && digest.length !== 48) {
    throw malformed(`the digest of ${where} has ${digest.length} bytes, not 48`)
  }
  return {
    register: imr,
    type,
    digest,
    name,
    payload: bytesOf(entry, 'event_payload', where),
    version,
    preimage,
  }
}

function bytesOf(entry: JsonObject, field: string, where: string): Uint8Array {
  const text = entry[field] ?? ''
  try {
    if (typeof text === 'string') return hexToBytes(text)
  } catch (error) {
    if (!(error instanceof InvalidEncodingError)) throw error
  }
  throw malformed(`${field} of ${where} is no hex text`)
}

const malformed = (reason: string) => new MalformedEvidenceError(format, reason)
