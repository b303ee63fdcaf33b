import { sha384 } from '@noble/hashes/sha2.js'
import { concatBytes, utf8ToBytes } from '@zg/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { EvidenceError, MalformedEvidenceError } from '../errors.js'
import { uint16, uint32 } from '../simulate/encodeQuote.js'
import { parseCcel, replayCcel } from './ccel.js'
import type { RuntimeRegisters } from './replayEventLog.js'

type Event = {
  index?: number
  type?: number
  digest?: Uint8Array
  data: Uint8Array
  algorithm?: number
  count?: number
}

const tagged = (text: string, tag = 'LEAA') =>
  concatBytes(utf8ToBytes(tag), uint32(utf8ToBytes(text).length), utf8ToBytes(text))
const encode = ({ index = 4, type = 6, data, digest = sha384(data), algorithm = 12, count = 1 }: Event) =>
  concatBytes(
    uint32(index),
    uint32(type),
    uint32(count),
    uint16(algorithm),
    digest,
    uint32(data.length),
    data,
  )
const specification = (size = 48) =>
  concatBytes(
    utf8ToBytes('Spec ID Event03\0'),
    new Uint8Array(8),
    uint32(1),
    uint16(12),
    uint16(size),
    Uint8Array.of(0),
  )
const start = (event = specification()) =>
  concatBytes(uint32(1), uint32(3), new Uint8Array(20), uint32(event.length), event)
const table = (...events: Event[]) =>
  concatBytes(start(), ...events.map(encode), new Uint8Array(8).fill(0xff))

const boot: Event = { index: 1, type: 4, data: Uint8Array.of(1), digest: new Uint8Array(48).fill(9) }
const app: Event = { data: tagged('tapp.0g.com start_app {"app_id":"a b"}') }
const registersOf = (...events: Event[]): RuntimeRegisters => {
  const after = (wanted: number) =>
    events
      .filter(({ index = 4 }) => index === wanted)
      .reduce<Uint8Array>(
        (before, { data, digest = sha384(data) }) => sha384(concatBytes(before, digest)),
        new Uint8Array(48),
      )
  return [after(1), after(2), after(3), after(4)]
}

test('a table tells what was measured, and what the agent wrote', () => {
  const events = parseCcel(table(boot, app))
  expect(events.map(({ register, type }) => [register, type])).toEqual([
    [0, 4],
    [3, 6],
  ])
  expect(replayCcel(events, registersOf(boot, app))).toEqual([
    { domain: 'tapp.0g.com', operation: 'start_app', content: '{"app_id":"a b"}' },
  ])
})

describe('a table does not replay', () => {
  const other: Event = { data: tagged('tapp.0g.com start_app {}') }
  test.each<[string, Event[]]>([
    ['without an event', [app]],
    ['with one more', [boot, app, other]],
    ['with the digest kept and the data changed', [boot, { ...other, digest: sha384(app.data) }]],
    ['with an event of another type in RTMR3', [boot, { ...app, type: 4 }]],
    ['with another tag', [boot, { data: tagged('a b c', 'XXXX') }]],
    ['with text of one part', [boot, { data: tagged('start') }]],
    ['with something behind the text', [boot, { data: concatBytes(app.data, Uint8Array.of(0)) }]],
    [
      'with bytes that are no text',
      [boot, { data: concatBytes(utf8ToBytes('LEAA'), uint32(1), Uint8Array.of(0xff)) }],
    ],
  ])('%s', (_, events) => {
    expect(() => replayCcel(parseCcel(table(...events)), registersOf(boot, app))).toThrow(EvidenceError)
  })
})

describe('a table can’t be read', () => {
  test.each<[string, Uint8Array]>([
    ['without a header', new Uint8Array()],
    ['with another header', concatBytes(start(utf8ToBytes('Spec ID Event02\0')))],
    ['with digests of another size', start(specification(32))],
    ['with an event cut off', table(boot).subarray(0, -20)],
    ['with a register that is no RTMR', table({ ...boot, index: 5 })],
    ['with the register of MRTD', table({ ...boot, index: 0 })],
    ['with another algorithm', table({ ...boot, algorithm: 11 })],
    ['with two digests', table({ ...boot, count: 2 })],
    ['with something behind the end', concatBytes(table(boot), Uint8Array.of(1))],
    ['of more than 1 MiB', new Uint8Array((1 << 20) + 1)],
    ['of more than 4,096 events', table(...Array<Event>(4_097).fill({ ...boot, data: new Uint8Array() }))],
  ])('%s', (_, bytes) => {
    expect(() => parseCcel(bytes)).toThrow(MalformedEvidenceError)
  })

  test('whatever it is, with no other error', () => {
    const good = table(boot, app)
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.nat(good.length), (noise, at) => {
        const bytes = concatBytes(good.subarray(0, at), noise)
        try {
          parseCcel(bytes)
          return true
        } catch (error) {
          return error instanceof MalformedEvidenceError
        }
      }),
    )
  })
})
