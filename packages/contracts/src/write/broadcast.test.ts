import { NetworkError } from '@zg/core'
import { describe, expect, test } from 'vitest'
import { failure, useWrites } from '../../test/useWrites.js'
import { RpcError, TransactionPendingError } from '../errors/setup.js'
import { legacy } from '../protocols/legacy.js'

const local = useWrites()
const { ledger } = legacy

describe('a send that fails', () => {
  test.each([
    ['drop', NetworkError],
    ['status', NetworkError],
    ['html', NetworkError],
    ['error', RpcError],
  ] as const)('on its way (%s) moves nothing, and the nonce is used by the next', async (fault, Wanted) => {
    const { write, nonce, total } = await local.createUser({ amount: 10n })
    const before = await nonce()
    local.rpc.spoil('eth_sendRawTransaction', fault)
    expect(await failure(write(ledger.depositFund({ amount: 1n })))).toBeInstanceOf(Wanted)
    expect(local.sent()).toHaveLength(1)
    expect(await nonce()).toBe(before)
    local.rpc.reset()
    await write(ledger.depositFund({ amount: 1n }))
    expect(await total()).toBe(11n)
    expect(await nonce()).toBe(before + 1)
  })

  test('only in its answer is found by its hash and not sent again', async () => {
    const { write, nonce, total } = await local.createUser({ amount: 10n })
    const before = await nonce()
    local.rpc.spoil('eth_sendRawTransaction', 'lose')
    const receipt = await write(ledger.depositFund({ amount: 1n }))
    expect(receipt.status).toBe('success')
    expect(local.sent()).toHaveLength(1)
    expect(await total()).toBe(11n)
    expect(await nonce()).toBe(before + 1)
  })

  test('so that nobody can tell is pending', async () => {
    const { write } = await local.createUser({ amount: 10n })
    local.rpc.spoil('eth_sendRawTransaction', 'lose')
    local.rpc.spoil('eth_getTransactionByHash', 'drop')
    const error = await failure(write(ledger.depositFund({ amount: 1n })))
    expect(error).toBeInstanceOf(TransactionPendingError)
    if (!(error instanceof TransactionPendingError)) throw error
    const { status } = await local.chain.publicClient.waitForTransactionReceipt({ hash: error.hash })
    expect(status).toBe('success')
  })

  test('by hanging is pending', async () => {
    const { write } = await local.createUser({ amount: 10n })
    local.rpc.spoil('eth_sendRawTransaction', 'hang')
    const error = await failure(write(ledger.depositFund({ amount: 1n }), { timeoutMs: 1_500 }))
    expect(error).toBeInstanceOf(TransactionPendingError)
    expect(local.sent()).toHaveLength(1)
  })
})
