import { NetworkError } from '@zg/core'
import {
  HttpRequestError,
  InternalRpcError,
  RpcRequestError,
  TimeoutError,
  UserRejectedRequestError,
  BaseError as ViemError,
} from 'viem'
import { expect, test } from 'vitest'
import { toNetworkError } from './toNetworkError.js'

const url = 'http://127.0.0.1:8545/key'
const error = { code: -32_005, message: 'limit' }

test.each([
  ['no connection', new HttpRequestError({ url, cause: new Error('ECONNREFUSED') }), 'refused', undefined],
  ['a status', new HttpRequestError({ url, status: 502 }), 'invalid', 'HTTP 502'],
  ['no JSON', new HttpRequestError({ url, cause: new SyntaxError('<') }), 'invalid', undefined],
  ['a timeout', new ViemError('outer', { cause: new TimeoutError({ body: {}, url }) }), 'timeout', undefined],
] as const)('%s', (_name, cause, reason, details) => {
  const typed = toNetworkError(cause, url)
  expect(typed).toBeInstanceOf(NetworkError)
  expect(typed).toMatchObject({ reason, details, host: '127.0.0.1:8545' })
  expect(String(typed)).not.toContain('key')
})

test.each([
  ['an error of the node', new RpcRequestError({ body: {}, error, url }), -32_005, 'limit'],
  [
    'one that viem wrapped',
    new InternalRpcError(new RpcRequestError({ body: {}, error: { code: -32_603, message: 'odd' }, url })),
    -32_603,
    'odd',
  ],
  [
    'a wallet whose user said no',
    new UserRejectedRequestError(new Error('User denied.')),
    4001,
    'User denied.',
  ],
  ['anything else of viem', new ViemError('Something.'), undefined, 'Something.'],
] as const)('%s', (_name, cause, code, details) => {
  expect(toNetworkError(cause)).toMatchObject({ name: 'RpcError', code, details })
})

test('what is not viem’s comes back as it is', () => {
  const plain = new Error('mine')
  const ours = new NetworkError({ what: 'The provider', url, reason: 'refused' })
  for (const cause of [plain, ours, 'text', undefined]) expect(toNetworkError(cause)).toBe(cause)
})
