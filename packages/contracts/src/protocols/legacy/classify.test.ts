import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { classify } from './classify.js'

const request = 'Provider proxy: handle proxied service, '
const response = 'Provider proxy: handle proxied service response, '
const body = (error: unknown) => JSON.stringify({ error })

describe('what providers say', () => {
  test.each([
    ['validate request: user not acknowledge the provider', 'signer', 'user not acknowledge the provider'],
    ['validate request: invalid signature', 'auth', 'invalid signature'],
    ['validate request: check signature: bad point', 'auth', 'check signature: bad point'],
    ['validate request: Failed to parse signature', 'auth', 'Failed to parse signature'],
    [
      'validate request: invalid nonce, received nonce 7 not greater than the previous nonce: 9',
      'auth',
      'invalid nonce, received nonce 7 not greater than the previous nonce: 9',
    ],
    [
      'validate request: invalid inputFee, expected 12 A0GI, but received 11 A0GI',
      'request',
      'invalid inputFee, expected 12 A0GI, but received 11 A0GI',
    ],
    ["create request: Duplicate entry '0x1' for key", 'auth', "Duplicate entry '0x1' for key"],
    ['get input fee: no messages', 'request', 'no messages'],
    ['get input fee and count: no messages', 'request', 'no messages'],
    ['get model.request from HTTP request: Nonce: missing Header', 'auth', 'Nonce: missing Header'],
    ['get model.request from HTTP request: Fee is no number', 'request', 'Fee is no number'],
    ['read request body: EOF', 'request', 'EOF'],
    ['prepare request extractor: unknown type', 'request', 'unknown type'],
    ['prepare HTTP request: bad URL', 'provider', 'bad URL'],
    [
      'validate request: get account from contract: AccountNotExists',
      'funds',
      'get account from contract: AccountNotExists',
    ],
    [
      'validate request: get account from contract, account not exist: 0x1',
      'funds',
      'get account from contract, account not exist: 0x1',
    ],
    [
      'validate request: get account from contract: dial tcp: timeout',
      'provider',
      'get account from contract: dial tcp: timeout',
    ],
    ['session validation failed: session token expired', 'auth', 'session token expired'],
    [
      'session validation failed: address mismatch in session token',
      'auth',
      'address mismatch in session token',
    ],
    ['session validation failed: something new', 'auth', 'something new'],
    ['validate request: something new', 'request', 'something new'],
  ] as const)('%s', (error, kind, text) => {
    expect(classify(400, body(request + error))).toEqual({ kind, text })
  })

  test.each([
    ['call proxied service: connection refused', 'connection refused'],
    ['read from body: EOF', 'EOF'],
    ['decode and process: EOF', 'EOF'],
    ['a new stage: EOF', 'a new stage: EOF'],
  ])('about the answer: %s', (error, text) => {
    expect(classify(400, body(response + error))).toEqual({ kind: 'provider', text })
  })

  test('outside the proxy', () => {
    const text = 'Chat id not found or expired, chat_id_not_found'
    expect(classify(400, body(`Provider: get chat signature: ${text}`)).kind).toBe('request')
    expect(classify(400, body(`${request}${text}`))).toEqual({ kind: 'request', text })
  })

  test('without a cause keeps the stage', () => {
    expect(classify(400, body(`${request}call proxied service`))).toEqual({
      kind: 'provider',
      text: 'call proxied service',
    })
  })
})

describe('money', () => {
  const say = (fee: string, balance: string) =>
    classify(
      400,
      body(
        `${request}validate request: insufficient balance, total fee of ${fee} (including response reservation) exceeds the available balance of ${balance}`,
      ),
    )

  test.each([
    ['2000000400000000', '17', { required: 2000000400000000n, available: 17n }],
    ['0.5', '0.25', { required: 500000000000000000n, available: 250000000000000000n }],
    ['0', '0', { required: 0n, available: 0n }],
    ['1.0000000000000000001', '1', {}],
    ['much', '1', {}],
    ['1', 'little', {}],
  ])('%s of %s', (fee, balance, amounts) => {
    const { text, ...rest } = say(fee, balance)
    expect(rest).toEqual({ kind: 'funds', ...amounts })
    expect(text).toContain(`total fee of ${fee}`)
  })

  test('of any size is read exactly', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n }), fc.bigInt({ min: 0n }), (required, available) => {
        expect(say(String(required), String(available))).toMatchObject({ required, available })
      }),
    )
  })
})

describe('what others say', () => {
  test.each([
    [400, 'request'],
    [404, 'request'],
    [413, 'request'],
    [422, 'request'],
    [499, 'request'],
    [401, 'provider'],
    [402, 'provider'],
    [403, 'provider'],
    [407, 'provider'],
    [429, 'busy'],
    [503, 'busy'],
    [500, 'provider'],
    [502, 'provider'],
    [504, 'provider'],
    [302, 'provider'],
    [0, 'provider'],
  ] as const)('status %i is %s', (status, kind) => {
    expect(classify(status, body({ message: 'The model says no.', code: 'x' }))).toEqual({
      kind,
      text: 'The model says no.',
    })
  })

  test.each([
    ['', ''],
    ['  <html>Forbidden</html>\n', '<html>Forbidden</html>'],
    ['null', 'null'],
    ['{"error":null}', '{"error":null}'],
    ['{"error":{"message":5}}', '{"error":{"message":5}}'],
    ['{"message":"hello"}', '{"message":"hello"}'],
    ['[]', '[]'],
    ['"error"', '"error"'],
  ])('%j stays as it is', (text, wanted) => {
    expect(classify(400, text)).toEqual({ kind: 'request', text: wanted })
  })

  test('a long text is cut at 500 characters', () => {
    expect(classify(500, 'x'.repeat(500)).text).toBe('x'.repeat(500))
    expect(classify(500, 'x'.repeat(501)).text).toBe(`${'x'.repeat(500)}…`)
  })

  test('garbage never throws', () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.json().map((json) => `{"error":${json}}`),
        ),
        (status, text) => {
          expect(classify(status, text).kind).toMatch(/^(request|funds|signer|auth|busy|provider)$/)
        },
      ),
    )
  })
})
