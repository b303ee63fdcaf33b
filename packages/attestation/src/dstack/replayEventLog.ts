import { sha384 } from '@noble/hashes/sha2.js'
import { bytesToHex, concatBytes } from '@zg/core'
import { equalBytes } from '../equalBytes.js'
import { EvidenceError } from '../errors.js'
import { canonicalEvent, eventDigest, runtimeEvent } from './eventDigest.js'
import type { DstackEvent } from './eventLog.js'

/** The four run-time registers of a quote, RTMR0 to RTMR3, 48 bytes each. */
export type RuntimeRegisters = readonly [Uint8Array, Uint8Array, Uint8Array, Uint8Array]

/**
 * Makes sure that a log is exactly what the machine measured: its digests, in order, give the four registers of the quote.
 *
 * RTMR3 takes runtime events only, and their digests are made from names and payloads. An event of another type there would have a digest but no
 * meaning: a log could hide the real `system-ready` behind it, and pass off what an application wrote later as the machine's own words.
 * Of RTMR0 to RTMR2 only the digests are proven, not the texts beside them. Throws `EvidenceError`.
 *
 * @example
 * ```ts
 * import { parseEventLog, type RuntimeRegisters, replayEventLog } from '@zg/attestation'
 *
 * function checkLog(log: string, registers: RuntimeRegisters) {
 *   replayEventLog(parseEventLog(log), registers)
 * }
 * ```
 */
export function replayEventLog(events: readonly DstackEvent[], registers: RuntimeRegisters): void {
  checkRegisters(
    events.map((event, index) => ({ register: event.register, digest: digestOf(event, index) })),
    registers,
  )
}

/** Extends four empty registers by the digests, in order, and compares them with those of the quote. */
export function checkRegisters(
  measurements: readonly { register: number; digest: Uint8Array }[],
  registers: RuntimeRegisters,
): void {
  for (const [index, expected] of registers.entries()) {
    const replayed = measurements
      .filter(({ register }) => register === index)
      .reduce<Uint8Array>((before, { digest }) => sha384(concatBytes(before, digest)), new Uint8Array(48))
    if (!equalBytes(expected, replayed)) {
      throw new EvidenceError(
        `RTMR${index} of the quote is ${bytesToHex(expected)}, the log gives ${bytesToHex(replayed)}`,
      )
    }
  }
}

function digestOf(event: DstackEvent, index: number): Uint8Array {
  const { register, type, name, digest, version, preimage } = event
  const isRuntime = type === runtimeEvent
  if (isRuntime !== (register === 3)) {
    throw new EvidenceError(`event ${index} of type 0x${type.toString(16)} can't be in RTMR${register}`)
  }
  if (!isRuntime) {
    if (digest.length === 48) return digest
    throw new EvidenceError(`event ${index} of RTMR${register} has no digest`)
  }
  const measured = eventDigest(event)
  const sameText = version === 1 || preimage === null || preimage === canonicalEvent(event)
  if (sameText && (digest.length === 0 || equalBytes(digest, measured))) return measured
  throw new EvidenceError(`the digest of ${JSON.stringify(name)} does not match its payload`)
}
