import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { legacyRefusals, v1Refusals } from '../../test/vectors/refusals.js'
import { legacy } from './legacy.js'
import { v1 } from './v1.js'

const request = 'Provider proxy: handle proxied service, '
const response = 'Provider proxy: handle proxied service response, '

/** Each way in which a text may come: alone, with the prefix of either age, in each JSON that providers wrap it in. */
const bodiesOf = (said: string) =>
  ['', request, 'Provider: '].flatMap((prefix) => {
    const text = `${prefix}${said}`
    return [
      JSON.stringify({ error: text }),
      JSON.stringify({ error: { type: 'rate_limit_error', message: text } }),
      JSON.stringify({ type: 'error', error: { type: 'rate_limit_error', message: text } }),
      text,
      ` ${text}\n`,
    ]
  })

const protocols = [
  [v1, v1Refusals],
  [legacy, legacyRefusals],
] as const

describe.each(protocols)('$id', ({ classify }, refusals) => {
  const rows = refusals.map(([status, said, kind, rest]) => ({
    status,
    said,
    wanted: { kind, text: said, ...rest },
  }))

  test.each(rows)('$status $said', ({ status, said, wanted }) => {
    for (const body of bodiesOf(said)) expect([body, classify(status, body)]).toEqual([body, wanted])
  })

  test('a stage without a cause keeps its name', () => {
    expect(classify(400, `{"error":"${request}call proxied service"}`)).toEqual({
      kind: 'provider',
      text: 'call proxied service',
    })
  })

  test('what failed about the answer is the provider’s fault, also in a stage that nobody knows', () => {
    for (const stage of ['call proxied service', 'read from body', 'a new stage']) {
      const text = stage === 'a new stage' ? 'a new stage: EOF' : 'EOF'
      expect(classify(400, `{"error":"${response}${stage}: EOF"}`)).toEqual({ kind: 'provider', text })
    }
  })

  test('a token that a provider repeats is left out', () => {
    const token = 'app-sk-eyJhIjoxfQ+/w0=='
    expect(classify(400, `{"error":"${request}no ${token}, sir"}`).text).toBe('no app-sk-…, sir')
    const { text } = classify(400, `${'x'.repeat(495)} ${token}`)
    expect(text).not.toContain(token.slice(7, 10))
  })

  test('garbage never throws', () => {
    const wrapped = fc.json().map((json) => `{"error":${json}}`)
    fc.assert(
      fc.property(fc.integer(), fc.oneof(fc.string(), fc.json(), wrapped), (status, body) => {
        expect(classify(status, body).kind).toMatch(/^(request|funds|signer|auth|busy|provider)$/)
      }),
    )
  })

  test.each([
    [429, 'busy'],
    [503, 'busy'],
    [400, 'request'],
    [404, 'request'],
    [413, 'request'],
    [422, 'request'],
    [499, 'request'],
    [402, 'provider'],
    [403, 'provider'],
    [407, 'provider'],
    [500, 'provider'],
    [502, 'provider'],
    [504, 'provider'],
    [302, 'provider'],
    [0, 'provider'],
  ] as const)('words of others with status %i are %s', (status, kind) => {
    const page = '<html><body><h1>Some words</h1></body></html>'
    for (const [body, text] of [
      ['{"error":{"message":"The model says no.","code":"x"}}', 'The model says no.'],
      [page, page],
      ['', ''],
    ] as const) {
      expect(classify(status, body)).toEqual({ kind, text })
    }
  })
})

describe('a status of 401', () => {
  const body = '{"error":{"message":"Unauthorized"}}'

  test('ends a session', () => {
    expect(v1.classify(401, body)).toEqual({ kind: 'auth', text: 'Unauthorized', session: 'renew' })
  })

  test('is the model’s word to the provider where there are no sessions', () => {
    expect(legacy.classify(401, body)).toEqual({ kind: 'provider', text: 'Unauthorized' })
  })
})

describe('amounts of what is missing', () => {
  const neuron = fc.bigInt({ min: 0n, max: 10n ** 30n })

  test('are read exactly on v1, where they come as 0G with six decimals', () => {
    const show = (micro: bigint) => `${micro / 1_000_000n}.${String(micro % 1_000_000n).padStart(6, '0')}`
    fc.assert(
      fc.property(neuron, neuron, (have, need) => {
        const said = `validate request: insufficient balance: your locked balance is ${show(have)} 0G, but the required minimum is ${show(need)} 0G (…)`
        expect(v1.classify(400, JSON.stringify({ error: said }))).toMatchObject({
          kind: 'funds',
          available: have * 10n ** 12n,
          required: need * 10n ** 12n,
        })
      }),
    )
  })
})
