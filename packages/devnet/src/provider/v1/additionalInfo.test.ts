import { expect, test } from 'vitest'
import { DevnetOptionError } from '../../errors.js'
import { encodeInfo } from './additionalInfo.js'

const everywhere =
  '{"TargetSeparated":false,"ProviderType":"decentralized","TEEVerifier":"dstack","Simulated":true'

test('every service says where its answers come from, then what is its own', () => {
  expect(encodeInfo({})).toBe(`${everywhere}}`)
  expect(encodeInfo({ MultiModel: true, ProviderType: 'centralized' })).toBe(
    `${everywhere.replace('decentralized', 'centralized')},"MultiModel":true}`,
  )
})

test('4,096 bytes fit, one more does not', () => {
  const room = 4_096 - encodeInfo({ Text: '' }).length
  expect(encodeInfo({ Text: 'x'.repeat(room) })).toHaveLength(4_096)
  const encode = () => encodeInfo({ Text: `é${'x'.repeat(room - 1)}` })
  expect(encode).toThrow(DevnetOptionError)
  expect(encode).toThrow(
    '`additionalInfo` takes what makes at most 4096 bytes of JSON, not "{\\"TargetSeparated',
  )
})
