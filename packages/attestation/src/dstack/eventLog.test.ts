import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  appId,
  boot,
  type LogEntry,
  machineLog,
  registersOf,
  runtime,
  runtimeType,
} from '../../test/dstackLog.js'
import { EvidenceError, MalformedEvidenceError } from '../errors.js'
import { decodeAppInfo } from './decodeAppInfo.js'
import { canonicalEvent, eventDigest } from './eventDigest.js'
import { parseEventLog } from './eventLog.js'
import { replayEventLog } from './replayEventLog.js'

const composeHash = 'dd'.repeat(32)
const log = machineLog(composeHash)
const parse = (entries: unknown) => parseEventLog(JSON.stringify(entries))
const replay = (entries: readonly LogEntry[], measured: readonly LogEntry[] = entries) =>
  replayEventLog(parse(entries), registersOf(measured))
const change = (index: number, fields: Partial<LogEntry>) =>
  log.map((entry, at) => (at === index ? { ...entry, ...fields } : entry))
const at = (name: string) => log.findIndex(({ event }) => event === name)

describe('the digest of a runtime event', () => {
  test.each([
    [
      'system-preparing',
      'f9974020ef507068183313d0ca808e0d1ca9b2d1ad0c61f5784e7157c362c06536f5ddacdad4451693f48fcc72fff624',
    ],
    [
      'boot-mr-done',
      '98bd7e6bd3952720b65027fd494834045d06b4a714bf737a06b874638b3ea00ff402f7f583e3e3b05e921c8570433ac6',
    ],
    [
      'system-ready',
      '1a76b2a80a0be71eae59f80945d876351a7a3fb8e9fd1ff1cede5734aa84ea11fd72b4edfbb6f04e5a85edd114c751bd',
    ],
  ])('%s is what real machines measure', (name, digest) => {
    expect(runtime(name).digest).toBe(digest)
  })

  test('of version 2 is over canonical JSON', () => {
    const payload = Uint8Array.of(0xab, 0xcd)
    const text = String.raw`{"name":"a\"b\\c\n\b\u0001é","payload":"abcd","type":134217729}`
    expect(canonicalEvent({ name: 'a"b\\c\n\b\u0001é', payload })).toBe(text)
    expect(eventDigest({ name: 'x', payload, version: 2 })).not.toEqual(
      eventDigest({ name: 'x', payload, version: 1 }),
    )
  })
})

describe('a log is refused', () => {
  test.each<[string, unknown]>([
    ['no list', {}],
    ['more than 4,096 events', Array.from({ length: 4_097 }, () => boot(0, '00'))],
    ['an entry that is no object', [1]],
    ['a register below 0', [boot(-1, '00')]],
    ['a register above 3', [boot(4, '00')]],
    ['a register that is a text', [{ ...boot(0, '00'), imr: '0' }]],
    ['a type that is no whole number', [{ ...boot(0, '00'), event_type: 1.5 }]],
    ['a type above 32 bits', [{ ...boot(0, '00'), event_type: 2 ** 32 }]],
    ['no name', [{ ...boot(0, '00'), event: null }]],
    ['a digest of 47 bytes', [{ ...boot(0, '00'), digest: '00'.repeat(47) }]],
    ['a digest that is no hex', [{ ...boot(0, '00'), digest: 'zz'.repeat(48) }]],
    ['a payload that is no text', [{ ...boot(0, '00'), event_payload: [1] }]],
    ['version 3', [{ ...boot(0, '00'), version: 3 }]],
    ['a preimage that is no text', [{ ...boot(0, '00'), preimage: 1 }]],
  ])('%s', (_, entries) => {
    expect(() => parse(entries)).toThrow(MalformedEvidenceError)
  })

  test.each(['', '[', `[${' '.repeat(1 << 20)}]`])('text that is no JSON or too long', (text) => {
    expect(() => parseEventLog(text)).toThrow(MalformedEvidenceError)
  })

  test('whatever it is, with no other error', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        try {
          decodeAppInfo(parseEventLog(text))
          return false
        } catch (error) {
          return error instanceof MalformedEvidenceError
        }
      }),
    )
  })
})

describe('replay', () => {
  test('gives the registers of the quote', () => {
    replay(log)
    replay([...log, runtime('anything', '00', 2)])
    replay(change(at('app-id'), { digest: '' }), log)
    replay([...log, { ...runtime('x', '01', 2), preimage: '{"name":"x","payload":"01","type":134217729}' }])
  })

  test.each<[string, LogEntry[]]>([
    ['an event is missing', log.slice(1)],
    ['the log is empty', []],
    [
      'two events changed places',
      [...log.slice(0, 5), ...[log[6], log[5]].flatMap((entry) => entry ?? []), ...log.slice(7)],
    ],
    ['one is more than was measured', [...log, runtime('more')]],
    ['an early digest differs', change(0, { digest: '09'.repeat(48) })],
    ['an early digest is missing', change(0, { digest: '' })],
    ['a payload differs from its digest', change(at('compose-hash'), { event_payload: 'ee'.repeat(32) })],
    ['a digest differs from its payload', change(at('compose-hash'), { digest: 'ee'.repeat(48) })],
    [
      'payload and digest are another’s',
      change(at('compose-hash'), runtime('compose-hash', 'ee'.repeat(32))),
    ],
    ['the name differs', change(at('system-ready'), { event: 'system-steady' })],
    ['the version differs', change(at('app-id'), { version: 2 })],
    ['the preimage differs', change(at('app-id'), { version: 2, digest: '', preimage: '{}' })],
    ['a runtime event stands elsewhere', change(0, { event_type: runtimeType })],
    ['a digest in RTMR3 has no meaning', change(at('system-ready'), { event_type: 4, event: '' })],
  ])('fails when %s', (_, entries) => {
    expect(() => replay(entries, log)).toThrow(EvidenceError)
  })

  test('says which register differs, with both values', () => {
    const [zero] = registersOf(log)
    expect(() => replay(log.slice(1), log)).toThrow(
      /^RTMR0 of the quote is [0-9a-f]{96}, the log gives [0-9a-f]{96}$/,
    )
    expect(zero).toHaveLength(48)
  })
})

describe('which application', () => {
  const decode = (entries: readonly LogEntry[]) => decodeAppInfo(parse(entries))

  test('was started is what stands before system-ready', () => {
    const found = { appId, composeHash, instanceId: 'bb'.repeat(20), osImageHash: 'cc'.repeat(32) }
    const keyProvider = '7b226e616d65223a226e6f6e65222c226964223a22227d'
    expect(decode(log)).toEqual({ ...found, keyProvider })
    const later = [
      runtime('compose-hash', 'ee'.repeat(32)),
      runtime('app-id', 'ff'.repeat(20)),
      runtime('system-ready'),
    ]
    expect(decode([...log, ...later])).toEqual({ ...found, keyProvider })
  })

  test('needs neither instance, image nor key provider', () => {
    const kept = ['app-id', 'compose-hash', 'system-ready']
    expect(decode(log.filter(({ event }) => kept.includes(event)))).toEqual({ appId, composeHash })
  })

  test('does not read other registers', () => {
    const early = { ...runtime('compose-hash', 'ee'.repeat(32)), imr: 0 }
    expect(decode([early, ...log]).composeHash).toBe(composeHash)
  })

  test.each<[string, LogEntry[], string]>([
    [
      'without an end',
      log.filter(({ event }) => event !== 'system-ready'),
      'event log: it has no event system-ready',
    ],
    ['without app-id', log.filter(({ event }) => event !== 'app-id'), 'event log: it has no app-id'],
    [
      'without compose-hash',
      log.filter(({ event }) => event !== 'compose-hash'),
      'event log: it has no compose-hash',
    ],
    [
      'with an event twice',
      [...log.slice(0, -1), runtime('app-id', appId), runtime('system-ready')],
      'event log: it has app-id twice',
    ],
    [
      'with a short hash',
      change(at('compose-hash'), { event_payload: '00' }),
      'event log: compose-hash has 1 bytes, not 32',
    ],
    [
      'with a name that could be cut elsewhere',
      [runtime('a:b'), ...log],
      'event log: the name "a:b" holds a colon',
    ],
  ])('can’t be told from a log %s', (_, entries, message) => {
    expect(() => decode(entries)).toThrow(message)
  })
})
