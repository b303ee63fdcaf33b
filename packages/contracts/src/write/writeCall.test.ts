import { createClient, http } from 'viem'
import { describe, expect, test } from 'vitest'
import { owner, provider } from '../../test/chain.js'
import { failure, open, useWrites } from '../../test/useWrites.js'
import { bindCall } from '../bindCall.js'
import { zeroGDevnet, zeroGMainnet } from '../chains.js'
import { LedgerNotFoundError } from '../errors/accounts.js'
import { AccountRequiredError, TransactionPendingError, TransactionRevertedError } from '../errors/setup.js'
import { legacy } from '../protocols/legacy.js'
import { writeCall } from './writeCall.js'

const local = useWrites()
const { ledger, inference } = legacy

describe('a write', () => {
  test('is looked at, sent and awaited in six calls', async () => {
    const { write, address } = await local.createUser()
    const receipt = await write(open(5n))
    expect(local.rpc.methods.slice(0, 3).sort()).toEqual(['eth_call', 'eth_estimateGas', 'eth_feeHistory'])
    expect(local.rpc.methods.slice(3, 6)).toEqual([
      'eth_getTransactionCount',
      'eth_sendRawTransaction',
      'eth_getTransactionReceipt',
    ])
    const mined = await local.chain.publicClient.getTransactionReceipt({ hash: receipt.hash })
    expect(receipt).toEqual({
      hash: mined.transactionHash,
      blockNumber: mined.blockNumber,
      gasUsed: mined.gasUsed,
      status: 'success',
      events: [],
    })
    expect((await local.chain.ledger.read.getLedger([address])).totalBalance).toBe(5n)
  })

  test("decodes both contracts' events", async () => {
    const { write, address } = await local.createUser({ amount: 10n })
    const { events } = await write(
      ledger.transferFund({ provider: provider.address, service: 'inference', amount: 4n }),
    )
    expect(events).toEqual([
      {
        contract: 'inference',
        address: local.contracts.inference,
        eventName: 'BalanceUpdated',
        args: { user: address, provider: provider.address, amount: 4n, pendingRefund: 0n },
      },
    ])
  })

  test('by an account that the node holds leaves nonce and signature to it', async () => {
    const client = createClient({
      account: owner.address,
      chain: zeroGDevnet,
      transport: http(local.rpc.url),
    })
    const call = bindCall(open(3n), local.contracts)
    await writeCall(client, { call, protocol: legacy, contracts: local.contracts })
    expect(local.sent()).toEqual(['eth_sendTransaction'])
    expect((await local.chain.ledger.read.getLedger([owner.address])).totalBalance).toBe(3n)
  })

  test('works without a chain on the client', async () => {
    const { account } = await local.createUser()
    const client = createClient({ account, transport: http(local.rpc.url) })
    const call = bindCall(open(3n), local.contracts)
    expect((await writeCall(client, { call, protocol: legacy, contracts: local.contracts })).status).toBe(
      'success',
    )
  })

  test('needs an account', async () => {
    const client = createClient({ chain: zeroGDevnet, transport: http(local.rpc.url) })
    const call = bindCall(open(3n), local.contracts)
    const error = await failure(writeCall(client, { call, protocol: legacy, contracts: local.contracts }))
    expect(error).toBeInstanceOf(AccountRequiredError)
    expect(String(error)).toContain('addLedger needs an account')
    expect(local.rpc.methods).toEqual([])
  })
})

describe('what is looked at before', () => {
  test('is read in the same question: six calls in all', async () => {
    const { write, address } = await local.createUser({ amount: 10n })
    const seen: unknown[] = []
    await write(ledger.depositFund({ amount: 1n }), {
      before: {
        reads: [ledger.getLedger(address), inference.lockTime(), ledger.getLedger(provider.address)],
        check: (settled) => {
          seen.push(...settled)
        },
      },
    })
    // A receipt that isn’t there yet is asked for again.
    const asked = local.rpc.methods.filter((method) => method !== 'eth_getTransactionReceipt')
    expect(asked).toHaveLength(5)
    expect(seen).toMatchObject([
      { status: 'fulfilled', value: { user: address, total: 10n } },
      { status: 'fulfilled', value: 86_400n },
      { status: 'rejected', reason: { name: 'LedgerNotFoundError', user: provider.address } },
    ])
  })

  test('stops the write: what the check throws comes out, and nothing is sent', async () => {
    const { write, total, nonce } = await local.createUser({ amount: 10n })
    const refusal = new Error('not like this')
    const check = () => {
      throw refusal
    }
    const before = { reads: [inference.lockTime()], check }
    expect(await failure(write(ledger.depositFund({ amount: 1n }), { before }))).toBe(refusal)
    expect(local.sent()).toEqual([])
    expect([await total(), await nonce()]).toEqual([10n, 1])
    // It explains better than the revert that the call would meet.
    expect(await failure(write(ledger.refund({ amount: 11n }), { before }))).toBe(refusal)
    expect(await failure(write(ledger.refund({ amount: 11n })))).toMatchObject({
      name: 'InsufficientBalanceError',
    })
  })

  test('is never looked at on another chain', async () => {
    const { account } = await local.createUser({ amount: 10n })
    const client = createClient({ account, chain: zeroGMainnet, transport: http(local.rpc.url) })
    const before = {
      reads: [],
      check: () => {
        throw new Error('looked at')
      },
    }
    const { contracts } = local
    const call = bindCall(ledger.depositFund({ amount: 1n }), contracts)
    expect(await failure(writeCall(client, { call, protocol: legacy, contracts, before }))).toMatchObject({
      name: 'ChainMismatchError',
      expected: 16_661,
      actual: 31_337,
    })
  })

  test('and is too much for one call stops the write', async () => {
    const { write, address } = await local.createUser({ amount: 10n })
    const reads = Array.from({ length: 80 }, () => ledger.getLedger(address))
    const error = await failure(
      write(ledger.depositFund({ amount: 1n }), { before: { reads, check: () => undefined } }),
    )
    expect(error).toMatchObject({ name: 'ReadTooLargeError', maximum: 24_576 })
    expect(local.sent()).toEqual([])
  })
})

describe('the wait', () => {
  test('ends with the hash when the signal comes', async () => {
    const { write, total } = await local.createUser({ amount: 10n })
    await local.chain.testClient.setAutomine(false)
    const controller = new AbortController()
    local.rpc.onMethod((method) => {
      if (method === 'eth_getTransactionReceipt') controller.abort(new Error('enough'))
    })
    const error = await failure(write(ledger.depositFund({ amount: 1n }), { signal: controller.signal }))
    expect(error).toBeInstanceOf(TransactionPendingError)
    if (!(error instanceof TransactionPendingError)) throw error
    expect(error.cause).toEqual(new Error('enough'))
    await local.chain.testClient.mine({ blocks: 1 })
    expect((await local.chain.publicClient.getTransactionReceipt({ hash: error.hash })).status).toBe(
      'success',
    )
    expect(await total()).toBe(11n)
  })

  test('ends with the hash after timeoutMs', async () => {
    const { write } = await local.createUser({ amount: 10n })
    await local.chain.testClient.setAutomine(false)
    const error = await failure(write(ledger.depositFund({ amount: 1n }), { timeoutMs: 1_500 }))
    expect(error).toBeInstanceOf(TransactionPendingError)
    await local.chain.testClient.mine({ blocks: 1 })
  })

  test('ends with the hash when the endpoint fails', async () => {
    const { write } = await local.createUser({ amount: 10n })
    local.rpc.spoil('eth_getTransactionReceipt', 'status')
    const error = await failure(write(ledger.depositFund({ amount: 1n })))
    expect(error).toBeInstanceOf(TransactionPendingError)
    expect(error).toMatchObject({ cause: { name: 'NetworkError', reason: 'invalid' } })
  })

  test('ends with the reason when the transaction reverted', async () => {
    const { write, nonce } = await local.createUser({ amount: 10n })
    const before = await nonce()
    await local.chain.testClient.setAutomine(false)
    local.rpc.onMethod((method) =>
      local.sent().length === 2 && method === 'eth_getTransactionReceipt'
        ? local.chain.testClient.mine({ blocks: 1 })
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
    const { write } = await local.createUser()
    expect(await failure(write(ledger.depositFund({ amount: 1n })))).toBeInstanceOf(LedgerNotFoundError)
  })
})
