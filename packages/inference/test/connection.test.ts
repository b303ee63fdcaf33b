import { useDevnet } from '@zg/devnet/vitest'
import { afterEach, describe, expect, test } from 'vitest'
import { chatInit, connectionRig, messages } from './connectionRig.js'

describe.each([
  ['v1', { protocol: 'v1' }],
  ['v1, rewriting', { protocol: 'v1', rewrites: true }],
  ['legacy', { protocol: 'legacy' }],
] as const)('%s', (_, options) => {
  const local = useDevnet(options)
  const { open, rowsOf } = connectionRig(local)
  afterEach(() => local.provider.setFault(null))

  test('an answer is paid for, recorded and proven', async () => {
    const { connection, sent, address } = await open()
    const url = `${connection.baseUrl}/chat/completions`
    const response = await connection.fetch(url, chatInit())
    const answer = await response.json()
    expect([response.status, answer.choices[0].message.content]).toEqual([200, '2 + 2 = 4.'])
    const report = await connection.verify(answer.id)
    expect(report.verdict).toBe('verified')
    expect(await connection.verify(response)).toEqual(report)
    expect(sent).toHaveLength(1)
    expect(rowsOf(address)).toHaveLength(1)
    expect(sent[0]?.headers.get('authorization')).not.toBe('Bearer the callers own')
  })

  test('a stream passes through, and is proven at its end', async () => {
    const { connection } = await open()
    const response = await connection.fetch(
      `${connection.baseUrl}/chat/completions`,
      chatInit({ stream: true }),
    )
    const text = await response.text()
    expect(text).toContain('"usage"')
    expect(text.trimEnd().endsWith('data: [DONE]')).toBe(true)
    expect((await connection.verify(response)).verdict).toBe('verified')
  })

  test('chat gives content, usage, cost and report', async () => {
    const { connection, address } = await open()
    const { content, usage, cost, report } = await connection.chat(messages)
    expect([content, report.verdict]).toEqual(['2 + 2 = 4.', 'verified'])
    expect(usage).toMatchObject({ completion_tokens: expect.any(Number) })
    expect(cost.neuron).toBe(rowsOf(address)[0]?.fee)
  })

  test('chat.stream gives pieces, then the whole', async () => {
    const { connection, address } = await open()
    const parts = []
    for await (const part of connection.chat.stream(messages)) parts.push(part)
    const last = parts.at(-1)
    const text = parts.map((part) => (part.type === 'text' ? part.text : '')).join('')
    expect(text).toBe('2 + 2 = 4.')
    expect(last).toMatchObject({
      type: 'answer',
      answer: { content: text, report: { verdict: 'verified' }, cost: { neuron: rowsOf(address)[0]?.fee } },
    })
  })
})
