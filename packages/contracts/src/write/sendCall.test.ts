import {
  createClient,
  custom,
  type EIP1193Parameters,
  type EIP1474Methods,
  http,
  RpcRequestError,
} from 'viem'
import { describe, expect, test } from 'vitest'
import { owner } from '../../test/chain.js'
import { failure, open, useWrites } from '../../test/useWrites.js'
import { bindCall } from '../bindCall.js'
import { zeroGDevnet } from '../chains.js'
import { InsufficientBalanceError } from '../errors/funds.js'
import { legacy } from '../protocols/legacy.js'
import { writeCall } from './writeCall.js'

const local = useWrites()
const { ledger } = legacy

describe('many writes at once', () => {
  test('get consecutive nonces and are all mined', async () => {
    const { write, nonce, total } = await local.createUser({ amount: 0n })
    const first = await nonce()
    const receipts = await Promise.all(
      Array.from({ length: 20 }, () => write(ledger.depositFund({ amount: 1n }))),
    )
    const nonces = await Promise.all(
      receipts.map(async ({ hash }) => (await local.chain.publicClient.getTransaction({ hash })).nonce),
    )
    expect(nonces.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, i) => first + i))
    expect(await total()).toBe(20n)
  })

  test('ask the node for the nonce once while they are under way', async () => {
    const { write } = await local.createUser({ amount: 0n })
    await local.chain.testClient.setAutomine(false)
    local.rpc.onMethod((method) =>
      local.sent().length === 5 && method === 'eth_getTransactionReceipt'
        ? local.chain.testClient.mine({ blocks: 1 })
        : undefined,
    )
    await Promise.all(Array.from({ length: 5 }, () => write(ledger.depositFund({ amount: 1n }))))
    expect(local.rpc.methods.filter((method) => method === 'eth_getTransactionCount')).toHaveLength(1)
  })

  test('leave no gap when one of them fails', async () => {
    const { write, nonce, total } = await local.createUser({ amount: 0n })
    const first = await nonce()
    const controller = new AbortController()
    const results = await Promise.allSettled([
      write(ledger.depositFund({ amount: 1n })),
      write(ledger.depositFund({ amount: 1n }), { signal: controller.signal }),
      write(ledger.refund({ amount: 99n })),
      write(ledger.depositFund({ amount: 1n })),
      Promise.resolve().then(() => controller.abort()),
    ])
    expect(results.map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'rejected',
      'fulfilled',
      'fulfilled',
    ])
    expect(await nonce()).toBe(first + 2)
    expect(await total()).toBe(2n)
  })

  test('go on with a fresh nonce when another process used the account', async () => {
    const { account, write, total } = await local.createUser({ amount: 0n })
    let meanwhile = false
    local.rpc.onMethod(async (method) => {
      if (method !== 'eth_sendRawTransaction' || meanwhile) return
      meanwhile = true
      await local.chain.mine(local.chain.ledger.write.depositFund({ account, value: 1n }))
    })
    await write(ledger.depositFund({ amount: 10n }))
    expect(await total()).toBe(11n)
    expect(local.rpc.methods.filter((method) => method === 'eth_getTransactionCount')).toHaveLength(2)
  })
})

describe('a refusal', () => {
  test('for want of money, which left meanwhile, has the numbers', async () => {
    const { address, write } = await local.createUser({ amount: 0n })
    local.rpc.onMethod((method) =>
      method === 'eth_sendRawTransaction'
        ? local.chain.testClient.setBalance({ address, value: 7n })
        : undefined,
    )
    const error = await failure(write(ledger.depositFund({ amount: 5n })))
    expect(error).toMatchObject({ name: 'InsufficientBalanceError', where: 'wallet', available: 7n })
    if (!(error instanceof InsufficientBalanceError) || error.required === undefined) throw error
    expect(error.required).toBeGreaterThan(10n ** 13n)
  })

  test('by a wallet that has gone to another chain meanwhile, which the transaction names', async () => {
    const node = createClient({ transport: http(local.rpc.url) })
    const named: unknown[] = []
    const request = async (question: EIP1193Parameters<EIP1474Methods>) => {
      if (question.method !== 'eth_sendTransaction') return node.request(question)
      named.push(question.params[0])
      const error = { code: 4_100, message: 'this wallet is on 0x1' }
      throw new RpcRequestError({ body: {}, url: '', error })
    }
    const client = createClient({
      account: owner.address,
      chain: zeroGDevnet,
      transport: custom({ request }),
    })
    const call = bindCall(open(3n), local.contracts)
    const error = await failure(writeCall(client, { call, protocol: legacy, contracts: local.contracts }))
    expect(error).toMatchObject({ name: 'RpcError' })
    expect(named).toMatchObject([{ chainId: '0x7a69' }])
    expect(local.sent()).toEqual([])
  })

  test('by a wallet that signs elsewhere is an RpcError, and asked once', async () => {
    const client = createClient({
      account: owner.address,
      chain: zeroGDevnet,
      transport: http(local.rpc.url, { retryDelay: 1 }),
    })
    local.rpc.spoil('eth_sendTransaction', 'error')
    const call = bindCall(open(3n), local.contracts)
    const error = await failure(writeCall(client, { call, protocol: legacy, contracts: local.contracts }))
    expect(error).toMatchObject({ name: 'RpcError', code: -32_005 })
    expect(local.sent()).toEqual(['eth_sendTransaction'])
  })
})
