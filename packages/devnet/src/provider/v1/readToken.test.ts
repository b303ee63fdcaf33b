import { describe, expect, test } from 'vitest'
import { readToken } from './readToken.js'

const provider = '0xf07240Efa67755B5311bc75784a061eDB47165Dd'
const user = '0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266'
const start = 1_760_000_000_000
const day = 86_400_000

/** Made by the official client with the first of anvil's keys. */
const official =
  'Bearer app-sk-eyJhZGRyZXNzIjoiMHhmMzlGZDZlNTFhYWQ4OEY2RjRjZTZhQjg4MjcyNzljZmZGYjkyMjY2IiwicHJvdmlkZXIiOiIweGYwNzI0MEVmYTY3NzU1QjUzMTFiYzc1Nzg0YTA2MWVEQjQ3MTY1RGQiLCJ0aW1lc3RhbXAiOjE3NjAwMDAwMDAwMDAsImV4cGlyZXNBdCI6MTc2MDA4NjQwMDAwMCwibm9uY2UiOiIwMDExMjIzMzQ0NTU2Njc3ODg5OWFhYmJjY2RkZWVmZiIsImdlbmVyYXRpb24iOjAsInRva2VuSWQiOjI1NX18MHhhODU0MWI2MzIwMGZmZGEwOWNmYTg0ZmZlZTJmZmU0ZDBhMDY3NGI0NDgxNDM4MmQxNWU3MzcyNTRiOTY1NjhiNWQzMzQwZGE5ODZjMjYzOWEyNWZiMGU3ZmU4NGY4OTY1ZjhkMmEwOWM1NzRiOTkyOTgwODIzZWU4YjJkZGEwYTFi'

const base = {
  ...{ address: user, provider, timestamp: start, expiresAt: start + day },
  ...{ nonce: 'n', generation: 0, tokenId: 255 },
}
const bearer = (payload: string) => `Bearer app-sk-${Buffer.from(payload).toString('base64')}`
const read = (header: string | null, now = start) => readToken(header, { provider, now: () => now })
const readFields = (change: Readonly<Record<string, unknown>>, now = start) =>
  read(bearer(`${JSON.stringify({ ...base, ...change })}|0xab`), now)

describe('a token', () => {
  test('of the official client is read, until its last second is over', () => {
    const token = {
      user,
      ...{ timestamp: start, expiresAt: start + day, generation: 0, tokenId: 255 },
      nonce: '00112233445566778899aabbccddeeff',
      message: `{"address":"${user}","provider":"${provider}","timestamp":${start},"expiresAt":${start + day},"nonce":"00112233445566778899aabbccddeeff","generation":0,"tokenId":255}`,
      signature:
        '0xa8541b63200ffda09cfa84ffee2ffe4d0a0674b44814382d15e737254b96568b5d3340da986c2639a25fb0e7fe84f8965f8d2a09c574b992980823ee8b2dda0a1b',
    }
    expect(read(official)).toEqual(token)
    expect(read(official, start + day + 999)).toEqual(token)
    expect(() => read(official, start + day + 1_000)).toThrow('validate session: session token expired')
  })

  test.each([
    ['names the provider in lower case', { provider: provider.toLowerCase() }, {}],
    ['lasts for ever under an id of its own', { tokenId: 0, expiresAt: 0 }, { tokenId: 0, expiresAt: 0 }],
    ['lasts for a year under an id of its own', { tokenId: 254, expiresAt: start + 365 * day }, {}],
    ['is dated in the future', { timestamp: start + day, expiresAt: start + 2 * day }, {}],
    [
      'of five fields counts as generation 0 and id 0',
      { generation: undefined, tokenId: undefined },
      { tokenId: 0 },
    ],
    ['has a field more', { extra: 1 }, {}],
    ['is of nobody', { address: '0x12' }, { user: null }],
    ['of a lower-case address', { address: user.toLowerCase() }, { user }],
  ])('is taken that %s', (_, change, expected) => {
    expect(readFields(change)).toMatchObject({ signature: '0xab', ...expected })
  })
})

describe('a token is refused', () => {
  const missing =
    'missing or invalid Authorization header, must be Bearer app-sk-<base64(rawMessage:signature)>'
  test.each([
    ['that is missing', null, missing],
    ['that is empty', '', missing],
    ['of another kind', 'Bearer sk-123', missing],
    ['without Bearer', 'app-sk-AAAA', missing],
    ['with another scheme', 'bearer app-sk-AAAA', missing],
    [
      'in another alphabet',
      'Bearer app-sk-AA-_',
      'invalid base64 in Authorization header: illegal base64 data at input byte 0',
    ],
    [
      'without its padding',
      'Bearer app-sk-e30=e30',
      'invalid base64 in Authorization header: illegal base64 data at input byte 4',
    ],
    [
      'with more padding than its end has',
      'Bearer app-sk-AAAAA===',
      'invalid base64 in Authorization header: illegal base64 data at input byte 4',
    ],
    [
      'without a signature',
      bearer('{}'),
      'invalid Authorization payload, expect base64(rawMessage:signature)',
    ],
    ['that is no JSON', bearer('{|0x'), 'invalid session token format in Authorization: not JSON'],
    ['that is a list', bearer('[]|0x'), 'invalid session token format in Authorization: not a JSON object'],
    ['that is null', bearer('null|0x'), 'invalid session token format in Authorization: not a JSON object'],
    ['without a provider', bearer('{}|0x'), 'session token is for different provider'],
  ])('%s', (_, header, cause) => {
    expect(() => read(header)).toThrow(new RegExp(`^validate session: ${literal(cause)}$`))
  })

  test.each([
    [{ address: 1 }, 'address is not a string'],
    [{ provider: {} }, 'provider is not a string'],
    [{ nonce: 5 }, 'nonce is not a string'],
    [{ timestamp: '1' }, 'timestamp is not a whole number up to 9007199254740991'],
    [{ timestamp: -1 }, 'timestamp is not a whole number up to 9007199254740991'],
    [{ expiresAt: 1.5 }, 'expiresAt is not a whole number up to 9007199254740991'],
    [{ expiresAt: 2 ** 53 }, 'expiresAt is not a whole number up to 9007199254740991'],
    [{ generation: true }, 'generation is not a whole number up to 9007199254740991'],
    [{ tokenId: 256 }, 'tokenId is not a whole number up to 255'],
  ])('whose form is wrong: %j', (change, reason) => {
    expect(() => readFields(change)).toThrow(
      `validate session: invalid session token format in Authorization: ${reason}`,
    )
  })

  // Each has the faults of those after it too.
  const late = { expiresAt: start - day, timestamp: start - 3 * day }
  test.each([
    [{ provider: user, ...late }, 'session token is for different provider'],
    [{ provider: 'me', ...late }, 'session token is for different provider'],
    [{ expiresAt: 0, timestamp: 0 }, 'ephemeral token must have an expiration time'],
    [late, 'ephemeral token duration cannot exceed 24 hours'],
    [{ expiresAt: start + day + 1 }, 'ephemeral token duration cannot exceed 24 hours'],
    [{ ...late, tokenId: 254 }, 'session token expired'],
    [{ timestamp: start - day, expiresAt: start - 1 }, 'session token expired'],
  ])('in the order of the network: %j', (change, cause) => {
    expect(() => readFields(change)).toThrow(`validate session: ${cause}`)
  })
})

const literal = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
