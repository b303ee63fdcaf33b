import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@zg/core'
import { expect, test } from 'vitest'
import { readAppCompose } from './appCompose.js'

const read = (text: string) => readAppCompose(text, { composeHash: bytesToHex(sha256(utf8ToBytes(text))) })

test('reads what runs, of the measured text alone', () => {
  const text = '{"runner":"docker-compose","docker_compose_file":"services:","pre_launch_script":"echo"}'
  expect(read(text)).toEqual({ compose: 'services:', preLaunchScript: 'echo' })
  expect(() => readAppCompose(text, { composeHash: '00'.repeat(32) })).toThrow('measured was 0000')
})

test.each([
  ['{"runner":"bash","docker_compose_file":"services:"}', null],
  ['{"runner":"docker-compose","docker_compose_file":{}}', null],
  ['{"docker_compose_file":"services:"}', null],
])('of %s knows no compose text', (text, compose) => {
  expect(read(text).compose).toBe(compose)
})

test.each([
  '{"runner":"docker-compose","docker_compose_file":"one","docker_compose_file":"two"}',
  '{"runner":"docker-compose","docker_compose_file":"one","docker_compose\\u005ffile":"two"}',
])('refuses a text that says two things, of which the machine may take the other: %s', (text) => {
  expect(() => read(text)).toThrow('is ambiguous')
})
