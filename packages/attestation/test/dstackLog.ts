import { sha384 } from '@noble/hashes/sha2.js'
import { bytesToHex, concatBytes, hexToBytes } from '@zg/core'
import { eventDigest } from '../src/dstack/eventDigest.js'
import type { RuntimeRegisters } from '../src/dstack/replayEventLog.js'

/** An entry of a dstack event log, as its machines write it. */
export type LogEntry = {
  imr: number
  event_type: number
  digest: string
  event: string
  event_payload: string
  version?: number
  preimage?: string
}

export const runtimeType = 134_217_729

/** A runtime event with its digest. */
export function runtime(event: string, payload = '', version: 1 | 2 = 1): LogEntry {
  const digest = eventDigest({ name: event, payload: hexToBytes(payload), version })
  return {
    imr: 3,
    event_type: runtimeType,
    digest: bytesToHex(digest),
    event,
    event_payload: payload,
    ...(version === 1 ? {} : { version }),
  }
}

/** An event of the machine's start. */
export const boot = (imr: number, byte: string): LogEntry => ({
  imr,
  event_type: 4,
  digest: byte.repeat(48),
  event: '',
  event_payload: '',
})

export const appId = 'aa'.repeat(20)

/** What a machine measures that runs the application with this compose hash. */
export const machineLog = (composeHash: string): LogEntry[] => [
  ...[boot(0, '01'), boot(1, '02'), boot(0, '03'), boot(2, '04')],
  runtime('system-preparing'),
  runtime('app-id', appId),
  runtime('compose-hash', composeHash),
  runtime('instance-id', 'bb'.repeat(20)),
  runtime('boot-mr-done'),
  runtime('os-image-hash', 'cc'.repeat(32)),
  runtime('key-provider', bytesToHex(new TextEncoder().encode('{"name":"none","id":""}'))),
  runtime('system-ready'),
]

/** The registers after these measurements, computed apart from the code under test. */
export function registersOf(log: readonly LogEntry[]): RuntimeRegisters {
  const after = (imr: number) =>
    log
      .filter((entry) => entry.imr === imr)
      .reduce<Uint8Array>(
        (register, { digest }) => sha384(concatBytes(register, hexToBytes(digest))),
        new Uint8Array(48),
      )
  return [after(0), after(1), after(2), after(3)]
}
