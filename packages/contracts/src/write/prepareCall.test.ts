import { createClient, http, parseEther } from 'viem'
import { describe, expect, test } from 'vitest'
import type { Fault } from '../../test/faultyRpc.js'
import { failure, open, useWrites } from '../../test/useWrites.js'
import { bindCall } from '../bindCall.js'
import { zeroGTestnet } from '../chains.js'
import { LedgerExistsError } from '../errors/accounts.js'
import { InsufficientBalanceError } from '../errors/funds.js'
import { ChainMismatchError, ContractMissingError } from '../errors/setup.js'
import { legacy } from '../protocols/legacy.js'
import { writeCall } from './writeCall.js'

const local = useWrites()
const { ledger } = legacy

describe('nothing is sent', () => {
  test('when the call would revert', async () => {
    const { write, nonce, address } = await local.createUser({ amount: 10n })
    const before = await nonce()
    const exists = await failure(write(open(1n)))
    expect(exists).toBeInstanceOf(LedgerExistsError)
    expect(exists).toMatchObject({ user: address, functionName: 'addLedger' })
    expect(await failure(write(ledger.refund({ amount: 11n })))).toMatchObject({
      name: 'InsufficientBalanceError',
      where: 'ledger',
      required: 11n,
    })
    expect(local.sent()).toEqual([])
    expect(await nonce()).toBe(before)
  })

  test('to an address without code', async () => {
    const { write, address } = await local.createUser()
    const nowhere = { ...local.contracts, ledger: '0x00000000000000000000000000000000000000aa' } as const
    const error = await failure(write(open(1n), { call: bindCall(open(1n), nowhere) }))
    expect(error).toBeInstanceOf(ContractMissingError)
    expect(await local.chain.publicClient.getBalance({ address })).toBe(parseEther('10'))
    expect(local.sent()).toEqual([])
  })

  test('to another chain than the client says', async () => {
    const { account } = await local.createUser()
    const client = createClient({ account, chain: zeroGTestnet, transport: http(local.rpc.url) })
    const call = bindCall(open(1n), local.contracts)
    const error = await failure(writeCall(client, { call, protocol: legacy, contracts: local.contracts }))
    expect(error).toBeInstanceOf(ChainMismatchError)
    expect(error).toMatchObject({ expected: 16_602, actual: 31_337 })
    expect(local.sent()).toEqual([])
  })

  describe('by a wallet without the amount', () => {
    const amount = parseEther('1')

    test('which hears what amount and gas need', async () => {
      const { write, address } = await local.createUser({ balance: 1000n })
      const error = await failure(write(open(amount)))
      if (!(error instanceof InsufficientBalanceError) || error.required === undefined) throw error
      expect(error).toMatchObject({ where: 'wallet', available: 1000n })
      expect(error.required).toBeGreaterThan(amount + 10n ** 13n)
      expect(local.sent()).toEqual([])
      await local.chain.testClient.setBalance({ address, value: error.required })
      expect((await write(open(amount))).status).toBe('success')
    })

    test('which hears of the amount alone where the node cannot tell the gas', async () => {
      const { write } = await local.createUser({ balance: 1000n })
      local.rpc.spoil('eth_estimateGas', 'error')
      expect(await failure(write(open(amount)))).toMatchObject({
        name: 'InsufficientBalanceError',
        where: 'wallet',
        available: 1000n,
        required: amount,
      })
    })

    test('where the endpoint fails: that is the error', async () => {
      const { write } = await local.createUser({ balance: 1000n })
      local.rpc.spoil('eth_estimateGas', 'drop')
      expect(await failure(write(open(amount)))).toMatchObject({ name: 'NetworkError', reason: 'refused' })
    })

    test('where the call reverts anyway: that is the error', async () => {
      const { write } = await local.createUser({ amount: 1n })
      expect(await failure(write(open(parseEther('20'))))).toBeInstanceOf(LedgerExistsError)
      expect(local.sent()).toEqual([])
    })
  })

  test('by a wallet that is one neuron short of amount and gas', async () => {
    const { write, address } = await local.createUser({ balance: 10n })
    const error = await failure(write(open(10n)))
    if (!(error instanceof InsufficientBalanceError) || error.required === undefined) throw error
    expect(error.available).toBe(10n)
    await local.chain.testClient.setBalance({ address, value: error.required - 1n })
    expect(await failure(write(open(10n)))).toMatchObject({ where: 'wallet', available: error.required - 1n })
    expect(local.sent()).toEqual([])
    await local.chain.testClient.setBalance({ address, value: error.required })
    expect((await write(open(10n))).status).toBe('success')
  })

  test('after the signal, whose reason is thrown', async () => {
    const { write, nonce } = await local.createUser({ amount: 10n })
    const before = await nonce()
    const signal = AbortSignal.abort(new Error('never mind'))
    expect(await failure(write(ledger.depositFund({ amount: 1n }), { signal }))).toEqual(
      new Error('never mind'),
    )
    expect(local.rpc.methods).toEqual([])
    const late = new AbortController()
    local.rpc.onMethod((method) => {
      if (method === 'eth_getTransactionCount') late.abort(new Error('too late'))
    })
    const error = await failure(write(ledger.depositFund({ amount: 1n }), { signal: late.signal }))
    expect(error).toEqual(new Error('too late'))
    expect(local.sent()).toEqual([])
    expect(await nonce()).toBe(before)
  })

  test.each(['eth_call', 'eth_estimateGas', 'eth_feeHistory', 'eth_getTransactionCount'])(
    'while %s fails',
    async (method) => {
      const { write, nonce } = await local.createUser({ amount: 10n })
      const before = await nonce()
      const wanted: readonly (readonly [Fault, object])[] = [
        ['drop', { name: 'NetworkError', reason: 'refused' }],
        ['html', { name: 'NetworkError', reason: 'invalid' }],
        ['status', { name: 'NetworkError', reason: 'invalid' }],
        ['error', { name: 'RpcError', code: -32_005 }],
        ['hang', { name: 'NetworkError', reason: 'timeout' }],
      ]
      for (const [fault, fields] of wanted) {
        local.rpc.spoil(method, fault)
        const timeoutMs = fault === 'hang' ? 60 : 20_000
        const error = await failure(write(ledger.depositFund({ amount: 1n }), { timeoutMs }))
        expect(error).toMatchObject(fields)
      }
      expect(local.sent()).toEqual([])
      local.rpc.reset()
      await write(ledger.depositFund({ amount: 1n }))
      expect(await nonce()).toBe(before + 1)
    },
  )
})
