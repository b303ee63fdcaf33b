import { describe, expect, test } from 'vitest'
import { readHealth } from './health.js'

const provider = '0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266'
const metric = {
  serviceType: 'chatbot',
  model: 'zg/scripted-7b',
  provider: provider.toLowerCase(),
  status: 'healthy',
  checks: { total: 100, successful: 99, failed: 1, uptime: 99 },
  performance: { response_time: { avg: 812.5, unit: 'ms', samples: 99 } },
  lastCheck: '2026-11-01T00:00:00Z',
}
const read = (...services: unknown[]) => readHealth(JSON.stringify({ services }))

test('says how each model is at each provider', () => {
  const report = read(metric, { ...metric, model: 'other', status: 'critical' })
  expect(report?.ofModel(provider, 'zg/scripted-7b')).toEqual({
    status: 'healthy',
    uptime: 99,
    responseTime: 812.5,
    checkedAt: '2026-11-01T00:00:00Z',
  })
  expect(report?.ofModel(provider, 'other')?.status).toBe('critical')
  expect(report?.ofModel(provider, 'third')).toBeNull()
  expect(report?.ofModel('0x70997970C51812dc3A010C7d01b50e0d17dc79C8', 'other')).toBeNull()
})

test.each([
  [{ status: 'warning' }, { status: 'warning' }],
  [{ status: 'on fire' }, { status: 'unknown' }],
  [{ status: 5 }, { status: 'unknown' }],
  [{ checks: { uptime: '99' } }, { uptime: null }],
  [{ checks: null }, { uptime: null }],
  [{ performance: { response_time: { avg: 1.5, unit: 's' } } }, { responseTime: 1_500 }],
  [{ performance: { response_time: { avg: 1.5, unit: 'fortnights' } } }, { responseTime: null }],
  [{ performance: { response_time: { unit: 'ms' } } }, { responseTime: null }],
  [{ performance: { response_time: 5 } }, { responseTime: null }],
  [{ performance: 'slow' }, { responseTime: null }],
  [{ lastCheck: 5 }, { checkedAt: null }],
])('%j is %j', (said, wanted) => {
  expect(read({ ...metric, ...said })?.ofModel(provider, metric.model)).toMatchObject(wanted)
})

describe('what says nothing', () => {
  test('of a provider is left out', () => {
    const others = [null, 5, 'text', {}, { ...metric, provider: 5 }, { ...metric, model: null }]
    expect(read(...others, metric)?.ofModel(provider, metric.model)?.uptime).toBe(99)
    expect(read(...others)?.ofModel(provider, metric.model)).toBeNull()
  })

  test.each(['', '[]', 'null', '{}', '{"services":{}}', '<html>'])('%j is no report', (text) => {
    expect(readHealth(text)).toBeNull()
  })
})
