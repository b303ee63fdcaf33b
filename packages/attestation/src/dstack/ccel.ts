import { sha384 } from '@noble/hashes/sha2.js'
import { bytesToUtf8 } from '@zg/core'
import { type ByteReader, createByteReader } from '../byteReader.js'
import { decoded } from '../decoded.js'
import { equalBytes } from '../equalBytes.js'
import { EvidenceError, MalformedEvidenceError } from '../errors.js'
import { checkRegisters, type RuntimeRegisters } from './replayEventLog.js'

/** One measurement of a machine whose log is a CCEL table. */
export type CcelEvent = { register: 0 | 1 | 2 | 3; type: number; digest: Uint8Array; data: Uint8Array }

/** What Alibaba's attestation agent writes into RTMR3: who says it, what was done, and with what. */
export type AaelEvent = { domain: string; operation: string; content: string }

const format = 'CCEL'
const longest = 1 << 20
const mostEvents = 4_096
const header = 'Spec ID Event03\0'
const sha384Id = 12
const eventTag = 6
const aaelTag = 0x4141454c
const fault = (reason: string) => new MalformedEvidenceError(format, reason)

/**
 * Reads a CCEL table: the log of a TDX machine in the form of TCG, with SHA-384 alone, at most 4,096 events of 1 MiB.
 *
 * Nothing in it is proven before `replayCcel` passes. Throws `MalformedEvidenceError`.
 *
 * @example
 * ```ts
 * import { parseCcel } from '@zg/attestation'
 *
 * const countEvents = (table: Uint8Array) => parseCcel(table).length
 * ```
 */
export function parseCcel(table: Uint8Array): readonly CcelEvent[] {
  if (table.length > longest) throw fault(`it has ${table.length} bytes, more than ${longest}`)
  const reader = createByteReader(table, format)
  readHeader(reader)
  const events: CcelEvent[] = []
  while (reader.left > 0) {
    const index = reader.uint32('the register of an event')
    if (index === 0xffffffff) break
    if (events.length >= mostEvents) throw fault(`it has more than ${mostEvents} events`)
    const register = registers.get(index)
    if (register === undefined)
      throw fault(`event ${events.length} is of register ${index}, which is no RTMR`)
    const type = reader.uint32('the type of an event')
    const count = reader.uint32('the number of digests')
    const algorithm = reader.uint16('the algorithm of a digest')
    if (count !== 1 || algorithm !== sha384Id) throw fault('an event has another digest than one of SHA-384')
    const digest = reader.bytes(48, 'a digest')
    const data = reader.bytes(reader.uint32('the size of an event'), 'an event')
    events.push({ register, type, digest, data })
  }
  if (reader.bytes(reader.left, 'the rest').some((byte) => byte !== 0xff))
    throw fault('something stands behind it')
  return events
}

const registers: ReadonlyMap<number, CcelEvent['register']> = new Map([
  ...([
    [1, 0],
    [2, 1],
    [3, 2],
    [4, 3],
  ] as const),
])

/** The first event, in an older form, says how the others are written. */
function readHeader(reader: ByteReader): void {
  reader.bytes(28, 'the header')
  const event = reader.part(reader.uint32('the size of the header'), 'the header')
  const signature = event.bytes(16, 'the signature')
  if (String.fromCharCode(...signature) !== header) throw fault('its header is unknown')
  event.bytes(8, 'the versions')
  const algorithms = event.uint32('the number of algorithms')
  const [algorithm, size] = [event.uint16('an algorithm'), event.uint16('the size of a digest')]
  if (algorithms !== 1 || algorithm !== sha384Id || size !== 48) throw fault('it is not of SHA-384 alone')
}

/**
 * Makes sure that a CCEL table is exactly what the machine measured, and reads what was written into RTMR3.
 *
 * There every event is one of the attestation agent, and its digest is that of its data: of the earlier registers only digests are proven. Throws
 * `EvidenceError`.
 *
 * @example
 * ```ts
 * import { parseCcel, type RuntimeRegisters, replayCcel } from '@zg/attestation'
 *
 * const startedBy = (table: Uint8Array, registers: RuntimeRegisters) =>
 *   replayCcel(parseCcel(table), registers).map(({ domain, operation }) => `${domain} ${operation}`)
 * ```
 */
export function replayCcel(events: readonly CcelEvent[], quoted: RuntimeRegisters): readonly AaelEvent[] {
  const written = events.filter(({ register }) => register === 3).map(readAael)
  checkRegisters(events, quoted)
  return written
}

function readAael({ type, digest, data }: CcelEvent): AaelEvent {
  if (type !== eventTag) throw new EvidenceError(`an event of type 0x${type.toString(16)} can't be in RTMR3`)
  if (!equalBytes(sha384(data), digest))
    throw new EvidenceError('the digest of an event does not match its data')
  const reader = createByteReader(data, format)
  if (reader.uint32('the tag') !== aaelTag) throw fault('an event in RTMR3 is not of the attestation agent')
  const text = textOf(reader.bytes(reader.uint32('the size of the text'), 'the text'))
  reader.end('the text')
  const [, domain, operation, content] = /^(\S+) (\S+) ([\s\S]*)$/.exec(text) ?? []
  if (domain === undefined || operation === undefined || content === undefined)
    throw fault('an event has no three parts')
  return { domain, operation, content }
}

function textOf(bytes: Uint8Array): string {
  return decoded(format, 'an event is no text', () => bytesToUtf8(bytes))
}
