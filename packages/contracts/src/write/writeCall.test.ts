import { NetworkError } from '@zg/core'
import { createClient, http, parseEther } from 'viem'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type Chain, owner, provider, startChain } from '../../test/chain.js'
import { type Fault, type FaultyRpc, startFaultyRpc } from '../../test/faultyRpc.js'
import { bindCall } from '../bindCall.js'
import { zeroGDevnet, zeroGTestnet } from '../chains.js'
import { LedgerExistsError, LedgerNotFoundError } from '../errors/accounts.js'
import { InsufficientBalanceError } from '../errors/funds.js'
import {
  AccountRequiredError,
  ChainMismatchError,
  ContractMissingError,
  RpcError,
  TransactionPendingError,
  TransactionRevertedError,
} from '../errors/setup.js'
import type { Call, Contracts } from '../protocol.js'
import { legacy } from '../protocols/legacy.js'
import { writeCall } from './writeCall.js'

let chain: Chain
let rpc: FaultyRpc
let contracts: Contracts
beforeAll(async () => {
  chain = await startChain()
  rpc = await startFaultyRpc(chain.publicClient.transport.url ?? '')
  contracts = { ledger: chain.ledger.address, inference: chain.inference.address }
})
afterEach(async () => {
  rpc.reset()
  await chain.testClient.setAutomine(true)
})
afterAll(() => {
  rpc.stop()
  chain.stop()
})

const credential = { publicKey: [1n, 2n], sealed: 'sealed' } as const
const { ledger } = legacy
const open = (amount: bigint) => ledger.openLedger({ credential, amount })

/** A fresh account with money, and a ledger of 10 neuron where `amount` says so. */
async function createUser({
  balance = parseEther('10'),
  amount,
}: {
  balance?: bigint
  amount?: bigint
} = {}) {
  const account = privateKeyToAccount(generatePrivateKey())
  const { address } = account
  await chain.testClient.setBalance({ address, value: balance })
  const client = createClient({
    account,
    chain: zeroGDevnet,
    transport: http(rpc.url, { retryCount: 0 }),
    pollingInterval: 20,
  })
  const write = (call: Call, options: Partial<writeCall.Parameters> = {}) =>
    writeCall(client, { call: bindCall(call, contracts), protocol: legacy, contracts, ...options })
  if (amount !== undefined) await write(open(amount))
  rpc.reset()
  return {
    account,
    address,
    client,
    write,
    nonce: () => chain.publicClient.getTransactionCount({ address }),
    total: async () => (await chain.ledger.read.getLedger([address])).totalBalance,
  }
}

const failure = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    (value) => {
      throw new Error(`It answered ${JSON.stringify(value)}.`)
    },
    (error: unknown) => error,
  )
const sent = () => rpc.methods.filter((method) => method.startsWith('eth_send'))

describe('a write', () => {
  test('is looked at, sent and awaited in six calls', async () => {
    const { write, address } = await createUser()
    const receipt = await write(open(5n))
    expect(rpc.methods.slice(0, 3).sort()).toEqual(['eth_call', 'eth_estimateGas', 'eth_gasPrice'])
    expect(rpc.methods.slice(3, 6)).toEqual([
      'eth_getTransactionCount',
      'eth_sendRawTransaction',
      'eth_getTransactionReceipt',
    ])
    const mined = await chain.publicClient.getTransactionReceipt({ hash: receipt.hash })
    expect(receipt).toEqual({
      hash: mined.transactionHash,
      blockNumber: mined.blockNumber,
      gasUsed: mined.gasUsed,
      status: 'success',
      events: [],
    })
    expect((await chain.ledger.read.getLedger([address])).totalBalance).toBe(5n)
  })

  test("decodes both contracts' events", async () => {
    const { write, address } = await createUser({ amount: 10n })
    const { events } = await write(
      ledger.transferFund({ provider: provider.address, service: 'inference', amount: 4n }),
    )
    expect(events).toEqual([
      {
        contract: 'inference',
        address: contracts.inference,
        eventName: 'BalanceUpdated',
        args: { user: address, provider: provider.address, amount: 4n, pendingRefund: 0n },
      },
    ])
  })

  test('by an account that the node holds leaves nonce and signature to it', async () => {
    const client = createClient({ account: owner.address, chain: zeroGDevnet, transport: http(rpc.url) })
    const call = bindCall(open(3n), contracts)
    await writeCall(client, { call, protocol: legacy, contracts })
    expect(sent()).toEqual(['eth_sendTransaction'])
    expect((await chain.ledger.read.getLedger([owner.address])).totalBalance).toBe(3n)
  })

  test('works without a chain on the client', async () => {
    const { account } = await createUser()
    const client = createClient({ account, transport: http(rpc.url) })
    const call = bindCall(open(3n), contracts)
    expect((await writeCall(client, { call, protocol: legacy, contracts })).status).toBe('success')
  })

  test('needs an account', async () => {
    const client = createClient({ chain: zeroGDevnet, transport: http(rpc.url) })
    const call = bindCall(open(3n), contracts)
    const error = await failure(writeCall(client, { call, protocol: legacy, contracts }))
    expect(error).toBeInstanceOf(AccountRequiredError)
    expect(String(error)).toContain('addLedger needs an account')
    expect(rpc.methods).toEqual([])
  })
})

describe('many writes at once', () => {
  test('get consecutive nonces and are all mined', async () => {
    const { write, nonce, total } = await createUser({ amount: 0n })
    const first = await nonce()
    const receipts = await Promise.all(
      Array.from({ length: 20 }, () => write(ledger.depositFund({ amount: 1n }))),
    )
    const nonces = await Promise.all(
      receipts.map(async ({ hash }) => (await chain.publicClient.getTransaction({ hash })).nonce),
    )
    expect(nonces.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, i) => first + i))
    expect(await total()).toBe(20n)
  })

  test('ask the node for the nonce once while they are under way', async () => {
    const { write } = await createUser({ amount: 0n })
    await chain.testClient.setAutomine(false)
    rpc.onMethod((method) =>
      sent().length === 5 && method === 'eth_getTransactionReceipt'
        ? chain.testClient.mine({ blocks: 1 })
        : undefined,
    )
    await Promise.all(Array.from({ length: 5 }, () => write(ledger.depositFund({ amount: 1n }))))
    expect(rpc.methods.filter((method) => method === 'eth_getTransactionCount')).toHaveLength(1)
  })

  test('leave no gap when one of them fails', async () => {
    const { write, nonce, total } = await createUser({ amount: 0n })
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
    const { account, write, total } = await createUser({ amount: 0n })
    let meanwhile = false
    rpc.onMethod(async (method) => {
      if (method !== 'eth_sendRawTransaction' || meanwhile) return
      meanwhile = true
      await chain.mine(chain.ledger.write.depositFund({ account, value: 1n }))
    })
    await write(ledger.depositFund({ amount: 10n }))
    expect(await total()).toBe(11n)
    expect(rpc.methods.filter((method) => method === 'eth_getTransactionCount')).toHaveLength(2)
  })
})

describe('nothing is sent', () => {
  test('when the call would revert', async () => {
    const { write, nonce, address } = await createUser({ amount: 10n })
    const before = await nonce()
    const exists = await failure(write(open(1n)))
    expect(exists).toBeInstanceOf(LedgerExistsError)
    expect(exists).toMatchObject({ user: address, functionName: 'addLedger' })
    expect(await failure(write(ledger.refund({ amount: 11n })))).toMatchObject({
      name: 'InsufficientBalanceError',
      where: 'ledger',
      required: 11n,
    })
    expect(sent()).toEqual([])
    expect(await nonce()).toBe(before)
  })

  test('to an address without code', async () => {
    const { write, address } = await createUser()
    const nowhere = { ...contracts, ledger: '0x00000000000000000000000000000000000000aa' } as const
    const error = await failure(write(open(1n), { call: bindCall(open(1n), nowhere) }))
    expect(error).toBeInstanceOf(ContractMissingError)
    expect(await chain.publicClient.getBalance({ address })).toBe(parseEther('10'))
    expect(sent()).toEqual([])
  })

  test('to another chain than the client says', async () => {
    const { account } = await createUser()
    const client = createClient({ account, chain: zeroGTestnet, transport: http(rpc.url) })
    const call = bindCall(open(1n), contracts)
    const error = await failure(writeCall(client, { call, protocol: legacy, contracts }))
    expect(error).toBeInstanceOf(ChainMismatchError)
    expect(error).toMatchObject({ expected: 16_602, actual: 31_337 })
    expect(sent()).toEqual([])
  })

  test('by a wallet without the amount', async () => {
    const { write } = await createUser({ balance: 1000n })
    const error = await failure(write(open(parseEther('1'))))
    expect(error).toBeInstanceOf(InsufficientBalanceError)
    expect(error).toMatchObject({ where: 'wallet', available: 1000n })
    expect(sent()).toEqual([])
  })

  test('by a wallet that is one neuron short of amount and gas', async () => {
    const { write, address } = await createUser({ balance: 10n })
    const error = await failure(write(open(10n)))
    if (!(error instanceof InsufficientBalanceError) || error.required === undefined) throw error
    expect(error.available).toBe(10n)
    await chain.testClient.setBalance({ address, value: error.required - 1n })
    expect(await failure(write(open(10n)))).toMatchObject({ where: 'wallet', available: error.required - 1n })
    expect(sent()).toEqual([])
    await chain.testClient.setBalance({ address, value: error.required })
    expect((await write(open(10n))).status).toBe('success')
  })

  test('after the signal, whose reason is thrown', async () => {
    const { write, nonce } = await createUser({ amount: 10n })
    const before = await nonce()
    const signal = AbortSignal.abort(new Error('never mind'))
    expect(await failure(write(ledger.depositFund({ amount: 1n }), { signal }))).toEqual(
      new Error('never mind'),
    )
    expect(rpc.methods).toEqual([])
    const late = new AbortController()
    rpc.onMethod((method) => {
      if (method === 'eth_getTransactionCount') late.abort(new Error('too late'))
    })
    const error = await failure(write(ledger.depositFund({ amount: 1n }), { signal: late.signal }))
    expect(error).toEqual(new Error('too late'))
    expect(sent()).toEqual([])
    expect(await nonce()).toBe(before)
  })

  test.each(['eth_call', 'eth_estimateGas', 'eth_gasPrice', 'eth_getTransactionCount'])(
    'while %s fails',
    async (method) => {
      const { write, nonce } = await createUser({ amount: 10n })
      const before = await nonce()
      const wanted: readonly (readonly [Fault, object])[] = [
        ['drop', { name: 'NetworkError', reason: 'refused' }],
        ['html', { name: 'NetworkError', reason: 'invalid' }],
        ['status', { name: 'NetworkError', reason: 'invalid' }],
        ['error', { name: 'RpcError', code: -32_005 }],
        ['hang', { name: 'NetworkError', reason: 'timeout' }],
      ]
      for (const [fault, fields] of wanted) {
        rpc.spoil(method, fault)
        const error = await failure(write(ledger.depositFund({ amount: 1n }), { timeoutMs: 60 }))
        expect(error).toMatchObject(fields)
      }
      expect(sent()).toEqual([])
      rpc.reset()
      await write(ledger.depositFund({ amount: 1n }))
      expect(await nonce()).toBe(before + 1)
    },
  )
})

describe('a send that fails', () => {
  test.each([
    ['drop', NetworkError],
    ['status', NetworkError],
    ['html', NetworkError],
    ['error', RpcError],
  ] as const)('on its way (%s) moves nothing, and the nonce is used by the next', async (fault, Wanted) => {
    const { write, nonce, total } = await createUser({ amount: 10n })
    const before = await nonce()
    rpc.spoil('eth_sendRawTransaction', fault)
    expect(await failure(write(ledger.depositFund({ amount: 1n })))).toBeInstanceOf(Wanted)
    expect(sent()).toHaveLength(1)
    expect(await nonce()).toBe(before)
    rpc.reset()
    await write(ledger.depositFund({ amount: 1n }))
    expect(await total()).toBe(11n)
    expect(await nonce()).toBe(before + 1)
  })

  test('only in its answer is found by its hash and not sent again', async () => {
    const { write, nonce, total } = await createUser({ amount: 10n })
    const before = await nonce()
    rpc.spoil('eth_sendRawTransaction', 'lose')
    const receipt = await write(ledger.depositFund({ amount: 1n }))
    expect(receipt.status).toBe('success')
    expect(sent()).toHaveLength(1)
    expect(await total()).toBe(11n)
    expect(await nonce()).toBe(before + 1)
  })

  test('so that nobody can tell is pending', async () => {
    const { write } = await createUser({ amount: 10n })
    rpc.spoil('eth_sendRawTransaction', 'lose')
    rpc.spoil('eth_getTransactionByHash', 'drop')
    const error = await failure(write(ledger.depositFund({ amount: 1n })))
    expect(error).toBeInstanceOf(TransactionPendingError)
    if (!(error instanceof TransactionPendingError)) throw error
    const { status } = await chain.publicClient.waitForTransactionReceipt({ hash: error.hash })
    expect(status).toBe('success')
  })

  test('by hanging is pending', async () => {
    const { write } = await createUser({ amount: 10n })
    rpc.spoil('eth_sendRawTransaction', 'hang')
    const error = await failure(write(ledger.depositFund({ amount: 1n }), { timeoutMs: 60 }))
    expect(error).toBeInstanceOf(TransactionPendingError)
    expect(sent()).toHaveLength(1)
  })
})

describe('the wait', () => {
  test('ends with the hash when the signal comes', async () => {
    const { write, total } = await createUser({ amount: 10n })
    await chain.testClient.setAutomine(false)
    const controller = new AbortController()
    rpc.onMethod((method) => {
      if (method === 'eth_getTransactionReceipt') controller.abort(new Error('enough'))
    })
    const error = await failure(write(ledger.depositFund({ amount: 1n }), { signal: controller.signal }))
    expect(error).toBeInstanceOf(TransactionPendingError)
    if (!(error instanceof TransactionPendingError)) throw error
    expect(error.cause).toEqual(new Error('enough'))
    await chain.testClient.mine({ blocks: 1 })
    expect((await chain.publicClient.getTransactionReceipt({ hash: error.hash })).status).toBe('success')
    expect(await total()).toBe(11n)
  })

  test('ends with the hash after timeoutMs', async () => {
    const { write } = await createUser({ amount: 10n })
    await chain.testClient.setAutomine(false)
    const error = await failure(write(ledger.depositFund({ amount: 1n }), { timeoutMs: 100 }))
    expect(error).toBeInstanceOf(TransactionPendingError)
    await chain.testClient.mine({ blocks: 1 })
  })

  test('ends with the hash when the endpoint fails', async () => {
    const { write } = await createUser({ amount: 10n })
    rpc.spoil('eth_getTransactionReceipt', 'status')
    const error = await failure(write(ledger.depositFund({ amount: 1n })))
    expect(error).toBeInstanceOf(TransactionPendingError)
    expect(error).toMatchObject({ cause: { name: 'NetworkError', reason: 'invalid' } })
  })

  test('ends with the reason when the transaction reverted', async () => {
    const { write, nonce } = await createUser({ amount: 10n })
    const before = await nonce()
    await chain.testClient.setAutomine(false)
    rpc.onMethod((method) =>
      sent().length === 2 && method === 'eth_getTransactionReceipt'
        ? chain.testClient.mine({ blocks: 1 })
        : undefined,
    )
    const results = await Promise.allSettled([
      write(ledger.refund({ amount: 10n })),
      write(ledger.refund({ amount: 10n })),
    ])
    const errors = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []))
    expect(errors).toHaveLength(1)
    expect(errors[0]).toBeInstanceOf(TransactionRevertedError)
    expect(errors[0]).toMatchObject({
      cause: { name: 'InsufficientBalanceError', where: 'ledger', required: 10n },
    })
    expect(await nonce()).toBe(before + 2)
  })

  test('of an account without a ledger never begins', async () => {
    const { write } = await createUser()
    expect(await failure(write(ledger.depositFund({ amount: 1n })))).toBeInstanceOf(LedgerNotFoundError)
  })
})
