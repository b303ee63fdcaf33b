import { expect, test } from 'vitest'
import { NetworkError } from './networkError.js'

const url = 'https://user:secret@rpc.example:8443/v1/key-123?token=abc'

test.each([
  [
    'refused',
    undefined,
    'The RPC endpoint could not be reached (rpc.example:8443).\nCheck the address and that the server is running, then try again.',
  ],
  [
    'timeout',
    2000,
    'The RPC endpoint did not answer within 2000 ms (rpc.example:8443).\nTry again, or give a longer timeout.',
  ],
  [
    'timeout',
    undefined,
    'The RPC endpoint did not answer in time (rpc.example:8443).\nTry again, or give a longer timeout.',
  ],
  [
    'invalid',
    undefined,
    'The RPC endpoint answered with something else than this protocol (rpc.example:8443).\nCheck that the address is the right one.',
  ],
] as const)('%s (%s ms)', (reason, timeoutMs, message) => {
  const error = new NetworkError({ what: 'The RPC endpoint', url, reason, timeoutMs })
  expect(error.message).toBe(message)
  expect(error).toMatchObject({ name: 'NetworkError', host: 'rpc.example:8443', reason })
})

test('shows no credential, path or query, and survives a text that is no URL', () => {
  expect(JSON.stringify(new NetworkError({ what: 'It', url, reason: 'refused' }))).not.toMatch(
    /secret|key-123|abc/,
  )
  expect(new NetworkError({ what: 'It', url: 'secret-key', reason: 'refused' }).host).toBe('not a URL')
})
