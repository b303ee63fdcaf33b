import { describe, expect, test } from 'vitest'
import { ogToNeuron, parseRejection, toNeuron } from './rejection.js'

const contexts = { 'validate request': 1 }
const parse = (body: string) => parseRejection(body, contexts)
const plain = (text: string) => ({ context: null, isResponse: false, text })

describe('a body', () => {
  test.each([
    ['{"error":"a text"}', 'a text'],
    ['{"error":{"message":"a text","type":"x"}}', 'a text'],
    ['{"type":"error","error":{"message":"a text"}}', 'a text'],
    ['a text', 'a text'],
    ['', ''],
    ['  <html>Forbidden</html>\n', '<html>Forbidden</html>'],
    ['null', 'null'],
    ['{"error":null}', '{"error":null}'],
    ['{"error":5}', '{"error":5}'],
    ['{"error":{"message":5}}', '{"error":{"message":5}}'],
    ['{"message":"hello"}', '{"message":"hello"}'],
    ['[]', '[]'],
    ['"error"', '"error"'],
    // Nothing of an object's own is taken for a field of the body.
    ['{"constructor":"x"}', '{"constructor":"x"}'],
  ])('%j says %j', (body, text) => {
    expect(parse(body)).toEqual(plain(text))
  })

  test('is cut at 500 characters', () => {
    expect(parse('x'.repeat(500)).text).toBe('x'.repeat(500))
    expect(parse('x'.repeat(501)).text).toBe(`${'x'.repeat(500)}…`)
    expect(parse(`validate request: ${'x'.repeat(501)}`).text).toBe(`${'x'.repeat(500)}…`)
  })
})

describe('prefixes', () => {
  test.each([
    ['validate request: why', 'validate request', false, 'why'],
    ['Provider proxy: handle proxied service, validate request: why', 'validate request', false, 'why'],
    [
      'Provider proxy: handle proxied service response, validate request: why',
      'validate request',
      true,
      'why',
    ],
    ['Provider: validate request: why', 'validate request', false, 'why'],
    ['validate request', 'validate request', false, 'validate request'],
    ['validate request: a: b', 'validate request', false, 'a: b'],
    ['another stage: why', null, false, 'another stage: why'],
    ['constructor: why', null, false, 'constructor: why'],
    ['Provider proxy: why', null, false, 'Provider proxy: why'],
    ['validate request:why', null, false, 'validate request:why'],
    ['Why? Provider: validate request: why', null, false, 'Why? Provider: validate request: why'],
  ])('%j', (body, context, isResponse, text) => {
    expect(parse(body)).toEqual({ context, isResponse, text })
  })
})

describe('amounts', () => {
  test.each([
    ['17', 17n],
    ['0', 0n],
    ['0.5', 500_000_000_000_000_000n],
    ['1.0000000000000000001', null],
    [undefined, null],
  ])('%s: whole ones are neuron, others 0G', (text, neuron) => {
    expect(toNeuron(text)).toBe(neuron)
  })

  test.each([
    ['17', 17_000_000_000_000_000_000n],
    ['0.5', 500_000_000_000_000_000n],
    ['much', null],
    [undefined, null],
  ])('%s in 0G', (text, neuron) => {
    expect(ogToNeuron(text)).toBe(neuron)
  })
})
