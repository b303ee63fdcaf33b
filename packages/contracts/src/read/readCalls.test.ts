import { NetworkError } from '@zg/core'
import { createClient, http, parseEther, zeroAddress } from 'viem'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { other, provider, user } from '../../test/chain.js'
import { type FaultyRpc, startFaultyRpc } from '../../test/faultyRpc.js'
import { useV1 } from '../../test/v1Rig.js'
import type { Read } from '../calls.js'
import { resultOf } from '../chain/readAnswer.js'
import { zeroGDevnet } from '../chains.js'
import { LedgerNotFoundError } from '../errors/accounts.js'
import { ReadTooLargeError } from '../errors/readTooLarge.js'
import { ServiceNotFoundError } from '../errors/reverts.js'
import { ContractMissingError, RpcError } from '../errors/setup.js'
import { v1 } from '../protocols/v1.js'
import { getLimits } from './getLimits.js'
import { readCalls } from './readCalls.js'

const rig = useV1()
let rpc: FaultyRpc
beforeAll(async () => {
  rpc = await startFaultyRpc(rig.chain.publicClient.transport.url ?? '')
})
afterEach(() => rpc.reset())
afterAll(() => rpc.stop())

const client = () => createClient({ chain: zeroGDevnet, transport: http(rpc.url, { retryCount: 0 }) })
const contracts = () => ({ ledger: rig.chain.ledger.address, inference: rig.chain.inference.address })
const ask = <const reads extends readonly Read<unknown>[]>(
  calls: reads,
  over: Partial<readCalls.Parameters<reads>> = {},
) => readCalls(client(), { calls, protocol: v1, contracts: contracts(), ...over })

describe('several reads', () => {
  test('come back in order, each with its own end, in one call', async () => {
    await rig.register()
    await rig.addLedger(parseEther('5'))
    const [lockTime, ledger, none, service, exists, missing] = await ask([
      v1.inference.lockTime(),
      v1.ledger.getLedger(user.address),
      v1.ledger.getLedger(other.address),
      v1.inference.getService(provider.address),
      v1.inference.accountExists(user.address, provider.address),
      v1.inference.getService(other.address),
    ])
    expect(rpc.methods).toEqual(['eth_call'])
    expect(resultOf(lockTime)).toBe(86_400n)
    expect(resultOf(ledger)).toMatchObject({ user: user.address, available: parseEther('5') })
    expect(() => resultOf(none)).toThrow(LedgerNotFoundError)
    expect(resultOf(service)).toMatchObject({ provider: provider.address, serviceType: 'chatbot' })
    expect(resultOf(exists)).toBe(false)
    expect(() => resultOf(missing)).toThrow(ServiceNotFoundError)
  })

  test('none is fine, and an address without code is said so', async () => {
    expect(await ask([])).toEqual([])
    const [lockTime] = await ask([v1.inference.lockTime()], {
      contracts: { ...contracts(), inference: zeroAddress },
    })
    expect(() => resultOf(lockTime)).toThrow(ContractMissingError)
  })

  test('of more than one call carries fail together, with their size', async () => {
    await rig.register({ additionalInfo: 'x'.repeat(4_096) })
    const page = v1.inference.listServices({ offset: 0n, limit: 50n })
    const read = v1.inference.getService(provider.address)
    expect((await ask([page, read, read, read, read])).map(({ status }) => status)).toEqual(
      Array.from({ length: 5 }, () => 'fulfilled'),
    )
    const failed = ask([page, read, read, read, read, read])
    await expect(failed).rejects.toThrow(ReadTooLargeError)
    await expect(failed).rejects.toMatchObject({ maximum: 24_576 })
  })

  test.each([
    ['drop', NetworkError],
    ['html', NetworkError],
    ['status', NetworkError],
    ['error', RpcError],
  ] as const)('fail together when the endpoint does: %s', async (fault, type) => {
    rpc.spoil('eth_call', fault)
    await expect(ask([v1.inference.lockTime()])).rejects.toThrow(type)
  })

  test('wait no longer than they may', async () => {
    rpc.spoil('eth_call', 'hang')
    const calls = [v1.inference.lockTime()] as const
    await expect(ask(calls, { timeoutMs: 50 })).rejects.toMatchObject({ reason: 'timeout' })
    const signal = AbortSignal.abort(new Error('enough'))
    await expect(ask(calls, { signal })).rejects.toThrow('enough')
  })
})

describe('the limits', () => {
  test('come from the contracts, in one call', async () => {
    expect(await getLimits(client(), { protocol: v1, contracts: contracts() })).toEqual({
      serviceName: 'inference-v1.0',
      minimumLedger: parseEther('3'),
      minimumTransfer: parseEther('1'),
      providersPerBatch: 20n,
      providersPerUser: 50n,
      lockTime: 86_400n,
    })
    expect(rpc.methods).toEqual(['eth_call'])
  })

  test('of the wrong contract are never zero', async () => {
    const ledger = rig.chain.ledger.address
    const failed = getLimits(client(), { protocol: v1, contracts: { ledger, inference: ledger } })
    await expect(failed).rejects.toMatchObject({ functionName: 'lockTime' })
  })
})
