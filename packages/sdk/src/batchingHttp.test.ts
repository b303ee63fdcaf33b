import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createClient, type EIP1193RequestFn } from 'viem'
import { afterEach, describe, expect, test } from 'vitest'
import { batchingHttp } from './batchingHttp.js'

type Question = { id: number; method: string }
type Reply = { status?: number; body: unknown }

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) server.close()
})

const answerTo = ({ id, method }: Question) => ({ jsonrpc: '2.0', id, result: `0x${method.length}` })
const one = (question: Question): Reply => ({ body: answerTo(question) })

/** An endpoint that answers lists and single questions as the test says, and remembers what each request asked. */
async function endpoint({ list, single = one }: { list: (all: Question[]) => Reply; single?: typeof one }) {
  const requests: string[][] = []
  const server = createServer(async (request, response) => {
    let text = ''
    for await (const chunk of request) text += chunk
    const asked: Question | Question[] = JSON.parse(text)
    requests.push([asked].flat().map(({ method }) => method))
    const { status = 200, body } = Array.isArray(asked) ? list(asked) : single(asked)
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  servers.push(server)
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const client = createClient({ transport: batchingHttp(url) })
  const request: EIP1193RequestFn = client.request
  const ask = (...methods: string[]) =>
    Promise.all(methods.map((method) => request({ method: method as 'eth_blockNumber' })))
  return { url, client, requests, ask }
}

const all = (questions: Question[]): Reply => ({ body: questions.map(answerTo) })
const error = { code: -32_600, message: 'Batches are not allowed.' }

describe('an endpoint that takes batches', () => {
  test('gets what is asked at the same time in one request, answered in any order', async () => {
    const { ask, requests, client, url } = await endpoint({
      list: (questions) => ({ body: questions.map(answerTo).reverse() }),
    })
    expect(await ask('aaa', 'bb', 'c')).toEqual(['0x3', '0x2', '0x1'])
    expect(requests).toEqual([['aaa', 'bb', 'c']])
    expect(client.transport.url).toBe(url)
  })

  test('gets at most a hundred in one', async () => {
    const { ask, requests } = await endpoint({ list: all })
    await ask(...Array.from({ length: 150 }, (_, i) => `m${i}`))
    expect(requests.map((methods) => methods.length)).toEqual([100, 50])
  })

  test('answers each question for itself, errors too', async () => {
    const { client } = await endpoint({
      list: (questions) => ({
        body: questions.map((question) =>
          question.method === 'bad'
            ? { jsonrpc: '2.0', id: question.id, error: { code: 3, message: 'execution reverted' } }
            : answerTo(question),
        ),
      }),
    })
    const request: EIP1193RequestFn = client.request
    const [good, bad] = await Promise.allSettled([
      request({ method: 'eth_blockNumber' }),
      request({ method: 'bad' as 'eth_blockNumber' }),
    ])
    expect(good).toMatchObject({ status: 'fulfilled' })
    expect(bad).toMatchObject({ status: 'rejected' })
  })

  test('gets a transaction alone', async () => {
    const { ask, requests } = await endpoint({ list: all })
    await ask('eth_sendRawTransaction', 'eth_call')
    expect(requests.toSorted()).toEqual([['eth_call'], ['eth_sendRawTransaction']])
  })
})

describe('an endpoint that refuses batches', () => {
  test.each<[string, Reply]>([
    ['with one error for all', { body: { jsonrpc: '2.0', id: null, error } }],
    ['with a list that is too short', { body: [{ jsonrpc: '2.0', id: null, error }] }],
    ['with a status', { status: 400, body: { error: 'no batches' } }],
  ])('%s is asked one by one, then and later', async (_how, reply) => {
    const { ask, requests } = await endpoint({ list: () => reply })
    expect(await ask('aaa', 'bb')).toEqual(['0x3', '0x2'])
    expect(await ask('c', 'dd')).toEqual(['0x1', '0x2'])
    expect(requests.map((methods) => methods.length)).toEqual([2, 1, 1, 1, 1])
  })

  test.each([401, 408, 429, 503])(
    'is not one that answers %i: nothing is asked one by one',
    async (status) => {
      let singles = 0
      const { ask } = await endpoint({
        list: () => ({ status, body: 'not now' }),
        single: (question) => {
          singles += 1
          return one(question)
        },
      })
      await expect(ask('a', 'b')).rejects.toMatchObject({ status })
      expect(singles).toBe(0)
    },
  )

  test('and everything else is not taken for one that refuses batches', async () => {
    let up = false
    const { ask, requests } = await endpoint({
      list: (questions) => (up ? all(questions) : { status: 400, body: 'down' }),
      single: (question) => (up ? one(question) : { status: 400, body: 'down' }),
    })
    const failed = await Promise.allSettled([ask('a'), ask('b')])
    expect(failed.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    up = true
    const before = requests.length
    expect(await ask('a', 'b')).toEqual(['0x1', '0x1'])
    expect(requests.slice(before)).toEqual([['a', 'b']])
  })
})
