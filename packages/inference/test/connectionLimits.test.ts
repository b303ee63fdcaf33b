import { type BaseError, formatOg, parseOg } from '@zg/core'
import { useDevnet } from '@zg/devnet/vitest'
import { describe, expect, test } from 'vitest'
import { connect } from '../src/connection/index.js'
import { chatInit, connectionRig, messages } from './connectionRig.js'
import { useFaultyProxy } from './faultyProxy.js'
import { useServers } from './useServers.js'
import { createV1User, type V1User } from './v1User.js'
import { withService } from './withService.js'

const local = useDevnet({ protocol: 'v1' })
const rig = connectionRig(local)
const proxy = useFaultyProxy(() => local.provider.url)
const serve = useServers()
const provider = () => local.provider.address
const open = ({ client, auth }: V1User, options: Partial<connect.Parameters> = {}) =>
  connect(client, { provider: provider(), auth, ...options })

describe('connect refuses', () => {
  test('who has no sub-account, and names the least amount', async () => {
    const user = await createV1User(local, { share: null })
    await expect(open(user)).rejects.toMatchObject({
      name: 'SubAccountNotFoundError',
      message: expect.stringContaining('at least 1 0G'),
    })
    expect(user.counts.signatures).toBe(0)
  })

  test('a share that what is owed leaves too small, and names what is missing', async () => {
    const user = await createV1User(local, { share: '1.5' })
    const unsettled = async () => parseOg('0.75')
    await expect(open(user, { unsettled })).rejects.toMatchObject({
      ...{ name: 'InsufficientBalanceError', available: parseOg('1.5'), required: parseOg('1.75') },
      message: expect.stringContaining('Transfer at least 0.25 0G'),
    })
    // One that doesn't tell is asked for nothing.
    expect((await open(user, { unsettled: async () => null })).provider).toBe(provider())
  })

  test('a provider that the network’s owner doesn’t vouch for', async () => {
    const user = await createV1User(local)
    const protocol = withService(provider(), { signerAcknowledged: false })
    await expect(open(user, { protocol })).rejects.toMatchObject({ name: 'ServiceNotAcknowledgedError' })
  })

  test('unless money comes, which is asked for once', async () => {
    const user = await createV1User(local, { share: null })
    const asked: string[] = []
    const fund = async (error: BaseError, payee: string) => {
      asked.push(`${error.name} ${payee}`)
      await user.transfer('2')
      return true
    }
    const { content } = await (await open(user, { onShortOfFunds: fund })).chat(messages)
    expect([content, asked]).toEqual(['2 + 2 = 4.', [`SubAccountNotFoundError ${provider()}`]])
    const poor = await createV1User(local, { share: null })
    await expect(open(poor, { onShortOfFunds: async () => true })).rejects.toMatchObject({
      name: 'SubAccountNotFoundError',
    })
  })
})

test('a share that runs short while it is used is filled once, and the request goes through', async () => {
  const user = await createV1User(local)
  let count = 0
  const onShortOfFunds = async () => {
    count += 1
    return true
  }
  const connection = await open(user, { fetch: proxy.fetch, onShortOfFunds })
  const shortage =
    'validate request: insufficient balance: your locked balance is 1.000000 0G, but the required minimum is 1.500000 0G (…)'
  proxy.plan({ answer: 400, body: JSON.stringify({ error: shortage }) })
  expect((await connection.chat(messages)).report.verdict).toBe('verified')
  expect([count, proxy.seen().length]).toEqual([1, 2])
})

test('what pays follows no redirect, and goes nowhere else', async () => {
  const seen: unknown[] = []
  const elsewhere = await serve(({ headers }, response) => {
    seen.push(headers)
    response.end('{}')
  })
  const { connection } = await rig.open({ fetch: proxy.fetch })
  for (const status of [301, 302, 303, 307, 308]) {
    proxy.plan({ answer: status, body: '', headers: { location: `${elsewhere}/v1/proxy/chat/completions` } })
    const response = await connection.fetch(`${connection.baseUrl}/chat/completions`, chatInit())
    expect([response.status, (await response.json()).error.code]).toEqual([502, 'AnswerLostError'])
  }
  const foreign = await connection.fetch(`${elsewhere}/v1/proxy/chat/completions`, chatInit())
  expect([foreign.status, (await foreign.json()).error.code]).toEqual([400, 'ForeignUrlError'])
  expect(seen).toEqual([])
})

describe('a budget', () => {
  test('writes its limit into a chat that has none, and keeps to it', async () => {
    const { connection, sent } = await rig.open({ spend: { total: '1', maxOutputTokens: 3 } })
    const { usage } = await connection.chat(messages)
    expect(JSON.parse(sent[0]?.body ?? '')).toMatchObject({ max_tokens: 3, model: local.provider.model })
    expect(usage?.completion_tokens).toBe(3)
  })

  test('refuses what nothing bounds, and what is too much, before anything is sent or signed', async () => {
    const user = await createV1User(local)
    const unbounded = await open(user, { spend: { total: '1' } })
    await expect(unbounded.chat(messages)).rejects.toMatchObject({ name: 'UnboundedRequestError' })
    const tight = await open(user, { spend: { perRequest: 1n, maxOutputTokens: 3 } })
    await expect(tight.chat(messages)).rejects.toMatchObject({
      name: 'BudgetExceededError',
      scope: 'perRequest',
    })
    const response = await tight.fetch(`${tight.baseUrl}/chat/completions`, chatInit())
    expect([response.status, (await response.json()).error.code]).toEqual([402, 'BudgetExceededError'])
    expect([user.counts.signatures, rig.rowsOf(user.user)]).toEqual([0, []])
  })
})

test('a quote is what the service asks, and an answer’s cost what it told', async () => {
  const { connection, address } = await rig.open()
  const { worst } = connection.quote(messages, { maxTokens: 50 })
  const response = await connection.fetch(
    `${connection.baseUrl}/chat/completions`,
    chatInit({ max_tokens: 50 }),
  )
  const { neuron, state } = await connection.cost(response)
  expect([neuron, state]).toEqual([rig.rowsOf(address)[0]?.fee, 'complete'])
  expect(neuron !== null && worst !== null && neuron < worst, formatOg(worst ?? 0n)).toBe(true)
  expect((await connection.receipt(response)).cost.neuron).toBe(String(neuron))
})

test('a chat that takes too long is a timeout, and one that the caller ends is his own', async () => {
  const { connection } = await rig.open({ fetch: proxy.fetch })
  proxy.plan({ holdAfter: 0 })
  await expect(connection.chat(messages, { timeoutMs: 200 })).rejects.toMatchObject({
    name: 'NetworkError',
    reason: 'timeout',
  })
  proxy.plan({ holdAfter: 2 })
  const streaming = (async () => {
    for await (const { type } of connection.chat.stream(messages, { timeoutMs: 400 }))
      expect(type).toBe('text')
  })()
  await expect(streaming).rejects.toMatchObject({ name: 'NetworkError', reason: 'timeout' })
  const reason = new Error('enough')
  const own = connection.chat(messages, { signal: AbortSignal.abort(reason), timeoutMs: 60_000 })
  await expect(own).rejects.toBe(reason)
})
