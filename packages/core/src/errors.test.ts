import { expect, test } from 'vitest'
import { BaseError, ZGServingBrokerError } from './index.js'

test('the message holds what happened, what to do and the cause, in that order', () => {
  const cause = Object.assign(new Error('long text with request arguments'), {
    shortMessage: 'connection refused',
  })
  const error = new BaseError('Nothing was sent.', {
    metaMessages: ['Check the RPC URL.', 'Try again.'],
    cause,
  })
  expect(error.message).toBe('Nothing was sent.\nCheck the RPC URL.\nTry again.\nDetails: connection refused')
  expect(error).toMatchObject({
    name: 'BaseError',
    shortMessage: 'Nothing was sent.',
    details: 'connection refused',
    cause,
  })
  expect(error.metaMessages).toEqual(['Check the RPC URL.', 'Try again.'])
})

test('details come from the caller, else from the cause, else not at all', () => {
  expect(new BaseError('x', { cause: new Error('inner'), details: 'outer' }).details).toBe('outer')
  expect(new BaseError('x', { cause: new Error('inner') }).details).toBe('inner')
  expect(new BaseError('x', { cause: 'a text' }).details).toBeUndefined()
  expect(new BaseError('x').message).toBe('x')
  expect('cause' in new BaseError('x')).toBe(false)
})

test('can be logged as JSON, amounts included, without the cause', () => {
  class TooPoorError extends BaseError {
    override readonly name: string = 'TooPoorError'
    readonly required = 10n ** 18n
    readonly args: readonly unknown[] = [1n, ['x', 2n], { deep: 3n }]
  }
  const error = new TooPoorError('Too little.', { metaMessages: ['Send more.'], cause: new Error('inner') })
  expect(JSON.parse(JSON.stringify(error))).toEqual({
    name: 'TooPoorError',
    message: 'Too little.\nSend more.\nDetails: inner',
    shortMessage: 'Too little.',
    metaMessages: ['Send more.'],
    details: 'inner',
    required: '1000000000000000000',
    args: ['1', ['x', '2'], { deep: '3' }],
  })
})

test('walk finds the first match, itself included, and stops on a circle', () => {
  const root = new RangeError('root')
  const middle = new BaseError('middle', { cause: root })
  const top = new BaseError('top', { cause: middle })
  expect(top.walk((error) => error instanceof RangeError)).toBe(root)
  expect(top.walk((error) => error instanceof BaseError)).toBe(top)
  expect(top.walk((error) => error instanceof TypeError)).toBeNull()
  root.cause = top
  expect(top.walk((error) => error instanceof TypeError)).toBeNull()
})

test('is() holds for another copy of the class and for nothing else', () => {
  class OtherCopy extends Error {}
  Object.defineProperty(OtherCopy.prototype, Symbol.for('zg.BaseError'), { value: true })
  expect(BaseError.is(new OtherCopy())).toBe(true)
  expect(BaseError.is(new BaseError('x'))).toBe(true)
  for (const other of [new Error('x'), null, undefined, 'BaseError', {}])
    expect(BaseError.is(other)).toBe(false)
})

test('the name that this network knows is the same class', () => {
  expect(ZGServingBrokerError).toBe(BaseError)
})
