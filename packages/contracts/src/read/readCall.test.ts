import { NetworkError } from '@zg/core'
import { createClient, http } from 'viem'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { other, user } from '../../test/chain.js'
import { type FaultyRpc, startFaultyRpc } from '../../test/faultyRpc.js'
import { type LegacyChain, startLegacyChain } from '../../test/legacyChain.js'
import type { Contracts, Read } from '../calls.js'
import { zeroGDevnet } from '../chains.js'
import { LedgerNotFoundError, SubAccountNotFoundError } from '../errors/accounts.js'
import { ServiceNotFoundError } from '../errors/reverts.js'
import { ContractMissingError, RpcError } from '../errors/setup.js'
import { legacy } from '../protocols/legacy.js'
import { readCall } from './readCall.js'

let chain: LegacyChain
let rpc: FaultyRpc
let contracts: Contracts
beforeAll(async () => {
  chain = await startLegacyChain()
  rpc = await startFaultyRpc(chain.publicClient.transport.url ?? '')
  contracts = { ledger: chain.ledger.address, inference: chain.inference.address }
})
afterEach(() => rpc.reset())
afterAll(() => {
  rpc.stop()
  chain.stop()
})

const clientOf = (url = rpc.url) =>
  createClient({ chain: zeroGDevnet, transport: http(url, { retryCount: 0 }) })

const read = <result>(call: Read<result>, options: Partial<readCall.Parameters<result>> = {}) =>
  readCall(clientOf(), { call, protocol: legacy, contracts, ...options })

const failure = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    (value) => {
      throw new Error(`It answered ${String(value)}.`)
    },
    (error: unknown) => error,
  )

describe('an answer', () => {
  test('is decoded, in one call', async () => {
    expect(await read(legacy.inference.lockTime())).toBe(86_400n)
    expect(rpc.methods).toEqual(['eth_call'])
  })

  test('can be of a past block', async () => {
    const blockNumber = await chain.publicClient.getBlockNumber({ cacheTime: 0 })
    await chain.mine(chain.ledger.write.addLedger([[1n, 2n], 'sealed'], { account: other, value: 5n }))
    const now = await read(legacy.ledger.getLedger(other.address))
    expect(now).toEqual({
      user: other.address,
      available: 5n,
      locked: 0n,
      total: 5n,
      credential: { publicKey: [1n, 2n], sealed: 'sealed' },
    })
    expect(await failure(read(legacy.ledger.getLedger(other.address), { blockNumber }))).toBeInstanceOf(
      LedgerNotFoundError,
    )
  })
})

describe('a revert', () => {
  test('is its typed error, with what was asked', async () => {
    const error = await failure(read(legacy.ledger.getLedger(user.address)))
    expect(error).toBeInstanceOf(LedgerNotFoundError)
    expect(error).toMatchObject({
      user: user.address,
      contract: 'ledger',
      functionName: 'getLedger',
      errorName: 'LedgerNotExists',
      args: [user.address],
      details: `getLedger reverted with LedgerNotExists(${user.address})`,
    })
  })

  test.each([
    ['getService', legacy.inference.getService(other.address), ServiceNotFoundError],
    ['getAccount', legacy.inference.getAccount(user.address, other.address), SubAccountNotFoundError],
  ])('of %s', async (_name, call, Wanted) => {
    const decode = (raw: unknown) => raw
    expect(await failure(read({ ...call, decode }))).toBeInstanceOf(Wanted)
  })

  test('of a page too large is an argument error', async () => {
    const error = await failure(read(legacy.inference.listAccounts(user.address, { offset: 0n, limit: 51n })))
    expect(error).toMatchObject({
      name: 'InvalidArgumentError',
      errorName: 'Error',
      args: ['Limit too large'],
    })
  })
})

test('an address without code is ContractMissingError', async () => {
  const nowhere = { ledger: user.address, inference: user.address }
  const error = await failure(read(legacy.ledger.getLedger(user.address), { contracts: nowhere }))
  expect(error).toBeInstanceOf(ContractMissingError)
  expect(error).toMatchObject({ address: user.address })
})

describe('a failing endpoint', () => {
  test.each([
    ['drop', NetworkError, { reason: 'refused' }],
    ['html', NetworkError, { reason: 'invalid' }],
    ['status', NetworkError, { reason: 'invalid', details: 'HTTP 500' }],
    ['error', RpcError, { code: -32_005, details: 'daily limit reached' }],
  ] as const)('%s', async (fault, Wanted, fields) => {
    rpc.spoil('*', fault)
    const error = await failure(read(legacy.inference.lockTime()))
    expect(error).toBeInstanceOf(Wanted)
    expect(error).toMatchObject(fields)
  })

  test('is named by host and port, without the path that may hold a key', async () => {
    rpc.spoil('*', 'drop')
    const call = legacy.inference.lockTime()
    const error = await failure(
      readCall(clientOf(`${rpc.url}/v3/s3cret`), { call, protocol: legacy, contracts }),
    )
    expect(error).toMatchObject({ host: new URL(rpc.url).host })
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain('s3cret')
  })

  test('that hangs is left after timeoutMs', async () => {
    rpc.spoil('*', 'hang')
    const error = await failure(read(legacy.inference.lockTime(), { timeoutMs: 30 }))
    expect(error).toMatchObject({ name: 'NetworkError', reason: 'timeout', host: new URL(rpc.url).host })
    expect(String(error)).toContain('30 ms')
  })

  test('that hangs is left when the signal says so, with its reason', async () => {
    rpc.spoil('*', 'hang')
    const controller = new AbortController()
    rpc.onMethod(() => controller.abort(new Error('enough')))
    const error = await failure(read(legacy.inference.lockTime(), { signal: controller.signal }))
    expect(error).toEqual(new Error('enough'))
  })

  test('is not even asked after the signal', async () => {
    const signal = AbortSignal.abort(new Error('never mind'))
    expect(await failure(read(legacy.inference.lockTime(), { signal }))).toEqual(new Error('never mind'))
    expect(rpc.methods).toEqual([])
  })
})
