import { createServer } from 'node:http'
import { createClient, http } from 'viem'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { BlockRangeTooLargeError } from './errors.js'
import { toRangeError } from './toRangeError.js'

type Answer = { status?: number; error: { code: number; message: string; data?: unknown } }
let answer: Answer = { error: { code: 0, message: '' } }
const server = createServer((_, response) => {
  response.writeHead(answer.status ?? 200, { 'content-type': 'application/json' })
  response.end(JSON.stringify({ jsonrpc: '2.0', id: 1, error: answer.error }))
})
let url = ''
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/key-of-mine`
})
afterAll(() => server.close())

const range = { fromBlock: 100n, toBlock: 5_099n }

async function refusalOf(given: Answer): Promise<unknown> {
  answer = given
  const client = createClient({ transport: http(url, { retryCount: 0 }) })
  const params = [{ fromBlock: '0x64', toBlock: '0x13eb' }] as const
  return client.request({ method: 'eth_getLogs', params: [...params] }).catch((error: unknown) => error)
}

/** As nodes and gateways say it. */
const sayings: readonly Answer[] = [
  { error: { code: -32_602, message: 'range 1000000 exceeds limit of 10000' } },
  {
    error: {
      code: -32_000,
      message: 'block range is larger than max block range, block range = 5120, max block range = 5000',
    },
  },
  { error: { code: -32_602, message: 'query exceeds max block range 5000' } },
  { error: { code: -32_005, message: 'block range too large, max range: 1000' } },
  {
    error: {
      code: -32_602,
      message: 'invalid params',
      data: { payload: 'range 9009594 is bigger than range limit 2000' },
    },
  },
  {
    error: { code: -32_602, message: 'query block range exceeds server limit, narrow your filter: 5.' },
  },
  { error: { code: -32_000, message: 'block range is bigger than maxBlockRange' } },
  { status: 413, error: { code: -32_614, message: 'eth_getLogs is limited to a 10,000 range' } },
  { error: { code: -32_600, message: 'block range too high' } },
  { error: { code: -32_000, message: 'maximum [from, to] blocks distance: 10000' } },
  { error: { code: -32_005, message: 'query returned more than 10000 results' } },
  {
    error: { code: -32_602, message: 'query exceeds max results 20000, retry with the range 1-2' },
  },
  { error: { code: -32_701, message: 'Please specify a block range of at most 1024: range is too wide' } },
]

test.each(sayings)('$error.message: the range is too large', async (given) => {
  const error = toRangeError(await refusalOf(given), range)
  expect(error).toBeInstanceOf(BlockRangeTooLargeError)
  expect(error).toMatchObject({
    ...range,
    shortMessage: 'The RPC endpoint refuses the events of 5000 blocks at once (100 to 5099).',
    metaMessages: ['Give a smaller blocksPerPage, or use another endpoint.'],
  })
  expect(error?.message).not.toContain('key-of-mine')
})

test.each<Answer>([
  { error: { code: -32_005, message: 'daily limit reached' } },
  { error: { code: -32_005, message: 'rate limit exceeded' } },
  { status: 429, error: { code: -32_005, message: 'Too many requests, the maximum is 5 per second' } },
  { error: { code: -32_601, message: 'the method eth_getLogs does not exist' } },
  { error: { code: -32_000, message: 'block not found' } },
  { error: { code: -32_000, message: 'invalid block range' } },
  { status: 500, error: { code: -32_603, message: 'internal error' } },
])('$error.message: it is something else', async (given) => {
  const refusal = await refusalOf(given)
  expect(refusal).toBeInstanceOf(Error)
  expect(toRangeError(refusal, range)).toBeNull()
})

test.each([new Error('range exceeds the limit'), 'range exceeds the limit', undefined])(
  'what viem did not throw is something else',
  (cause) => {
    expect(toRangeError(cause, range)).toBeNull()
  },
)
