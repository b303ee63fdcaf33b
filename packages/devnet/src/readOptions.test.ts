import { describe, expect, test } from 'vitest'
import { readOptions, UsageError } from './readOptions.js'

describe('readOptions', () => {
  test('has defaults', () => {
    const defaults = { json: false, port: 8545, providers: 1, lockTime: 86_400 }
    const given = {
      protocol: 'legacy',
      minimums: undefined,
      upstream: undefined,
      limits: 'off',
      rewrites: false,
      faults: [],
    }
    expect(readOptions(['--protocol', 'legacy'])).toEqual({ ...defaults, ...given })
    expect(readOptions([])).toMatchObject(defaults)
  })

  test('reads every flag', () => {
    const args =
      '--json --protocol legacy --port 0 --providers 3 --upstream http://127.0.0.1:11434/v1 --lock-time 60'
    expect(readOptions(args.split(' '))).toEqual({
      ...{ json: true, protocol: 'legacy', minimums: undefined, port: 0, providers: 3, lockTime: 60 },
      ...{ upstream: 'http://127.0.0.1:11434/v1', limits: 'off', rewrites: false, faults: [] },
    })
  })

  test.each([
    ['--protocol v1', { protocol: 'v1', minimums: undefined }],
    ['--protocol v1 --minimums mainnet', { minimums: 'mainnet' }],
    ['--protocol v1 --minimums testnet', { minimums: 'testnet' }],
    ['--protocol v1 --lock-time 3600', { lockTime: 3_600 }],
    ['--protocol v1 --lock-time 604800', { lockTime: 604_800 }],
    ['--protocol v1 --limits network --rewrites', { limits: 'network', rewrites: true }],
    ['--protocol v1 --limits off', { limits: 'off', rewrites: false }],
    [
      '--protocol v1 --services chatbot,text-to-image,image-editing,speech-to-text,chatbot',
      {
        providers: [
          ...[{ serviceType: 'chatbot' }, { serviceType: 'text-to-image' }, { serviceType: 'image-editing' }],
          ...[{ serviceType: 'speech-to-text' }, { serviceType: 'chatbot' }],
        ],
      },
    ],
    ['--protocol legacy --services chatbot', { providers: [{ serviceType: 'chatbot' }] }],
    ['--fault hang', { faults: [{ kind: 'hang' }] }],
    ['--fault unavailable,times=1', { faults: [{ kind: 'unavailable', times: 1 }] }],
    [
      '--providers 3 --fault none --fault latency,ms=200,probability=0.5,seed=-7',
      { faults: [null, { kind: 'latency', ms: 200, probability: 0.5, seed: -7 }] },
    ],
    ['--fault rateLimited,retryAfter=30', { faults: [{ kind: 'rateLimited', retryAfter: 30 }] }],
  ])('%s', (args, expected) => {
    expect(readOptions(args.split(' '))).toMatchObject(expected)
  })

  test.each(['--help', '-h'])('%s asks for help', (flag) => {
    expect(readOptions([flag])).toBeNull()
  })

  test.each([
    ['--port 65535', { port: 65_535 }],
    ['--providers 0', { providers: 0 }],
    ['--providers 50', { providers: 50 }],
    ['--lock-time 1000000000', { lockTime: 1_000_000_000 }],
    ['--upstream https://example.org', { upstream: 'https://example.org' }],
  ])('%s is within bounds', (args, expected) => {
    expect(readOptions(['--protocol', 'legacy', ...args.split(' ')])).toMatchObject(expected)
  })

  test.each([
    ['--nonsense', /--nonsense/],
    ['extra', /extra/],
    ['--port', /--port/],
    ['--port 65536', '--port takes a whole number from 0 to 65535, not "65536".'],
    ['--port 1e3', '--port takes a whole number from 0 to 65535, not "1e3".'],
    ['--port=-1', '--port takes a whole number from 0 to 65535, not "-1".'],
    ['--port=', '--port takes a whole number from 0 to 65535, not "".'],
    ['--providers 51', '--providers takes a whole number from 0 to 50, not "51".'],
    ['--providers two', '--providers takes a whole number from 0 to 50, not "two".'],
    ['--lock-time 1000000001', '--lock-time takes a whole number from 0 to 1000000000, not "1000000001".'],
    ['--lock-time 1.5', '--lock-time takes a whole number from 0 to 1000000000, not "1.5".'],
    ['--protocol v9', '--protocol v9 is unknown. Known: legacy, v1.'],
    ['--protocol v1 --minimums devnet', '--minimums devnet is unknown. Known: mainnet, testnet.'],
    ['--minimums mainnet', '--minimums says nothing to the protocol legacy: it has none.'],
    ['--protocol v1 --lock-time 3599', '--lock-time takes a whole number from 3600 to 604800, not "3599".'],
    [
      '--protocol v1 --lock-time 604801',
      '--lock-time takes a whole number from 3600 to 604800, not "604801".',
    ],
    ['--limits network', '--limits and --rewrites say nothing to the protocol legacy.'],
    ['--rewrites', '--limits and --rewrites say nothing to the protocol legacy.'],
    ['--protocol v1 --limits some', '--limits some is unknown. Known: off, network.'],
    [
      '--services text-to-image',
      '--services "text-to-image" is unknown. Known: chatbot, because the protocol has no other.',
    ],
    [
      '--protocol v1 --services chatbot,zgStorage',
      '--services "zgStorage" is unknown. Known: chatbot, text-to-image, image-editing, speech-to-text.',
    ],
    ['--protocol v1 --services=', '--services "" is unknown.'],
    ['--fault sleepy', '--fault sleepy: `fault.kind` takes one of hang, '],
    ['--fault sessionExpired', '--fault sessionExpired: `fault.kind` takes one of hang, '],
    ['--fault unavailable,once', '--fault takes KIND,NAME=NUMBER, not "unavailable,once".'],
    [
      '--fault unavailable,times=1.5',
      '--fault unavailable,times=1.5: `fault.times` takes a whole number from 1',
    ],
    ['--fault unavailable,times=1.2.3', '`fault.times` takes a whole number from 1'],
    ['--fault hang --fault hang', '--fault says more than there are providers: 1.'],
    ['--services chatbot --providers 2', '--providers and --services say the same: pass one.'],
    ['--upstream localhost', '--upstream takes an http:// or https:// URL, not "localhost".'],
  ])('%s is refused', (args, message) => {
    const read = () => readOptions(['--protocol', 'legacy', ...args.split(' ')])
    expect(read).toThrow(UsageError)
    expect(read).toThrow(message)
  })
})

test('what it refuses is a UsageError', () => {
  expect(new UsageError('no such flag')).toMatchObject({ name: 'UsageError', shortMessage: 'no such flag' })
})
