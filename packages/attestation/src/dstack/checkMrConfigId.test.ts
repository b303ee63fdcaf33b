import { sha256 } from '@noble/hashes/sha2.js'
import { keccak_256 } from '@noble/hashes/sha3.js'
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from '@zg/core'
import { describe, expect, test } from 'vitest'
import { EvidenceError } from '../errors.js'
import { checkMrConfigId } from './checkMrConfigId.js'
import type { AppInfo } from './decodeAppInfo.js'

const keyProvider = bytesToHex(utf8ToBytes(JSON.stringify({ name: 'kms', id: '33'.repeat(32) })))
const app: AppInfo = {
  ...{ appId: '11'.repeat(20), composeHash: '22'.repeat(32), instanceId: '44'.repeat(20), keyProvider },
}
const id = (version: number, hash: Uint8Array) => {
  const bytes = new Uint8Array(48)
  bytes.set([version, ...hash])
  return bytes
}
const first = id(1, hexToBytes(app.composeHash))
const second = (kind: number, provider: string) =>
  id(2, keccak_256(hexToBytes(`${'22'.repeat(32)}${'11'.repeat(20)}0${kind}${provider}`)))
const document = (fields: object = {}) =>
  JSON.stringify({
    app_id: app.appId,
    compose_hash: app.composeHash,
    instance_id: app.instanceId,
    key_provider: 'kms',
    key_provider_id: '33'.repeat(32),
    version: 3,
    ...fields,
  })
const third = (text: string) =>
  id(3, sha256(concatBytes(utf8ToBytes('dstack-mr-config-v3:'), Uint8Array.of(0), utf8ToBytes(text))))

describe('MRCONFIGID', () => {
  test('of zeros was never set', () => {
    expect(checkMrConfigId({ mrConfigId: new Uint8Array(48), app })).toBe('unset')
  })

  test.each<[string, Uint8Array, AppInfo, string?]>([
    ['1', first, app],
    ['2 with a KMS', second(2, '33'.repeat(32)), app],
    ['2 without a key provider', second(0, ''), { ...app, keyProvider: undefined }],
    ['3', third(document()), app, document()],
    ['3 with a document that isn’t canonical', third(` ${document()}`), app, ` ${document()}`],
  ])('of version %s agrees', (_, mrConfigId, measured, text) => {
    expect(checkMrConfigId({ mrConfigId, app: measured, document: text })).toBe('set')
  })

  test.each<[string, Uint8Array, string?]>([
    ['another compose hash', id(1, new Uint8Array(32).fill(9))],
    ['something behind the hash', Uint8Array.from(first, (byte, index) => (index === 47 ? 1 : byte))],
    ['another key provider', second(1, '33'.repeat(32))],
    ['no document', third(document())],
    ['another document', third(document()), ` ${document()}`],
    ['a document that is no JSON', third('{'), '{'],
    ['an unknown version', id(4, hexToBytes(app.composeHash))],
    ['version 0 with something behind', id(0, hexToBytes(app.composeHash))],
    ['47 bytes', first.subarray(1)],
    ...['app_id', 'compose_hash', 'instance_id', 'key_provider', 'key_provider_id', 'version'].map(
      (field): [string, Uint8Array, string] => {
        const text = document({ [field]: 'ab' })
        return [`a document with another ${field}`, third(text), text]
      },
    ),
  ])('is refused with %s', (_, mrConfigId, text) => {
    expect(() => checkMrConfigId({ mrConfigId, app, document: text })).toThrow(EvidenceError)
  })

  test.each([
    '{"name":"hsm","id":""}',
    '{"name":"constructor","id":""}',
    '{"id":""}',
    '{"name":"kms","id":"x"}',
    '[',
  ])('of version 2 is refused with the key provider %s', (text) => {
    const measured = { ...app, keyProvider: bytesToHex(utf8ToBytes(text)) }
    expect(() => checkMrConfigId({ mrConfigId: second(0, ''), app: measured })).toThrow(EvidenceError)
  })
})
