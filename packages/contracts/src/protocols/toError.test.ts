import { describe, expect, test } from 'vitest'
import { useTypedErrors } from '../../test/typedErrors.js'
import { legacy } from './legacy.js'
import { amountOf } from './toError.js'
import { v1 } from './v1.js'

const strings: Record<string, string> = {
  'Ownable: caller is not the owner': 'CallerNotAllowedError',
  'Ownable: new owner is the zero address': 'InvalidArgumentError',
  'Initializable: already initialized': 'InvalidStateError',
  'ReentrancyGuard: reentrant call': 'InvalidStateError',
}

describe.each([legacy, v1])('$id', (protocol) => {
  const { call, errorOf } = useTypedErrors(protocol)

  test.each(Object.entries(strings))('knows what the libraries say: %s', (text, name) => {
    expect(errorOf('Error', [text])).toMatchObject({ name, errorName: 'Error', args: [text] })
  })

  test.each(['Something new', '', 'constructor', '__proto__', 'toString'])('not the text %j', (text) => {
    expect(errorOf('Error', [text])).toBeNull()
  })

  test.each(['Unknown', 'constructor', '', 'Panic', 'toString'])('not the error %j', (errorName) => {
    const revert = { call: call('refund'), errorName, args: [17n], data: undefined, cause: undefined }
    expect(protocol.toError(revert)).toBeNull()
  })

  test.each([[[]], [[5]]])('no text in the arguments %j', (args) => {
    const revert = { call: call('refund'), errorName: 'Error', args, data: undefined, cause: undefined }
    expect(protocol.toError(revert)).toBeNull()
  })
})

test('the amount of a call is its last argument, where that is one', () => {
  const { call } = useTypedErrors(v1)
  const amount = (args: readonly unknown[]) =>
    amountOf({ call: call('anything', args), errorName: '', args: [], data: undefined, cause: undefined })
  expect([['x', 7n], [7n, 'x'], [], [7]].map(amount)).toEqual([7n, undefined, undefined, undefined])
})
