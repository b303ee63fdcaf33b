import { type Address, createClient, http } from 'viem'
import { describe, expect, test } from 'vitest'
import { owner } from '../../test/chain.js'
import { failure, open, useWrites } from '../../test/useWrites.js'
import { bindCall } from '../bindCall.js'
import { zeroGDevnet } from '../chains.js'
import { legacy } from '../protocols/legacy.js'
import { recoverCall } from './recoverCall.js'
import type { SignedTransaction } from './sendCall.js'
import { writeCall } from './writeCall.js'

const local = useWrites()
const { ledger } = legacy
const deposit = ledger.depositFund({ amount: 4n })

const recover = (signed: SignedTransaction, account: Address) => {
  const transport = http(local.rpc.url, { retryCount: 0 })
  const client = createClient({ account, transport, pollingInterval: 20 })
  return recoverCall(client, { signed, protocol: legacy, contracts: local.contracts })
}
const only = (kept: readonly SignedTransaction[]): SignedTransaction => {
  const [signed] = kept
  if (!signed || kept.length > 1) throw new Error(`${kept.length} were signed.`)
  return signed
}

/** A user with a ledger of 10 neuron, and a deposit of 4 that was signed and whose sending failed as said. */
async function interrupted(fault: 'drop' | 'lose') {
  const user = await local.createUser({ amount: 10n })
  const kept: SignedTransaction[] = []
  local.rpc.spoil('eth_sendRawTransaction', fault)
  local.rpc.spoil('eth_getTransactionByHash', 'drop')
  const onSigned = async (signed: SignedTransaction) => {
    kept.push(signed)
  }
  const error = await failure(user.write(deposit, { onSigned }))
  expect(error).toMatchObject({ name: 'TransactionPendingError', hash: only(kept).hash })
  local.rpc.reset()
  return { ...user, signed: only(kept) }
}

describe('a transaction that is kept before it is sent', () => {
  test('is what is sent', async () => {
    const { write, nonce, total } = await local.createUser({ amount: 10n })
    const first = await nonce()
    const kept: SignedTransaction[] = []
    const onSigned = async (signed: SignedTransaction) => {
      expect(local.sent()).toEqual([])
      kept.push(signed)
    }
    const { hash } = await write(deposit, { onSigned })
    expect(only(kept)).toMatchObject({ hash, nonce: BigInt(first) })
    expect(await total()).toBe(14n)
  })

  test('isn’t sent when it can’t be kept, and leaves its nonce to the next', async () => {
    const { write, nonce, total } = await local.createUser({ amount: 10n })
    const first = await nonce()
    const onSigned = async () => {
      throw new Error('the disk is full')
    }
    expect(await failure(write(deposit, { onSigned }))).toMatchObject({ message: 'the disk is full' })
    expect(local.sent()).toEqual([])
    await write(deposit)
    expect([await nonce(), await total()]).toEqual([first + 1, 14n])
  })

  test('needs an account that signs here', async () => {
    const client = createClient({
      account: owner.address,
      chain: zeroGDevnet,
      transport: http(local.rpc.url),
    })
    const { contracts } = local
    const call = bindCall(open(3n), contracts)
    const onSigned = async () => undefined
    const error = await failure(writeCall(client, { call, protocol: legacy, contracts, onSigned }))
    expect(error).toMatchObject({
      name: 'AccountRequiredError',
      message: expect.stringContaining('one step'),
    })
    expect(local.sent()).toEqual([])
  })
})

describe('taken up again', () => {
  test('one that never arrived is sent, and one that did is found: both are paid once', async () => {
    for (const fault of ['drop', 'lose'] as const) {
      const { address, nonce, signed, total } = await interrupted(fault)
      const [receipt, again] = [await recover(signed, address), await recover(signed, address)]
      expect(receipt).toMatchObject({ status: 'success', hash: signed.hash })
      expect(again).toEqual(receipt)
      expect(await total()).toBe(14n)
      expect(BigInt(await nonce())).toBe(signed.nonce + 1n)
    }
  })

  test('one that waits to be mined is waited for, by several at once too', async () => {
    const { chain } = local
    const { address, signed, total } = await interrupted('drop')
    await chain.testClient.setAutomine(false)
    local.rpc.onMethod((method) =>
      method === 'eth_getTransactionReceipt' && local.sent().length === 2
        ? chain.testClient.mine({ blocks: 1 })
        : undefined,
    )
    const [one, other] = await Promise.all([recover(signed, address), recover(signed, address)])
    expect(one).toEqual(other)
    expect(await total()).toBe(14n)
  })

  test('one that waits to be mined is not given up because an endpoint refuses it', async () => {
    const user = await local.createUser({ amount: 10n })
    await local.chain.testClient.setAutomine(false)
    const kept: SignedTransaction[] = []
    local.rpc.spoil('eth_sendRawTransaction', 'lose')
    local.rpc.spoil('eth_getTransactionByHash', 'drop')
    await failure(user.write(deposit, { onSigned: async (signed) => void kept.push(signed) }))
    local.rpc.reset()
    for (const method of ['eth_sendRawTransaction', 'eth_getTransactionByHash'])
      local.rpc.spoil(method, 'error')
    expect(await failure(recover(only(kept), user.address))).toMatchObject({
      name: 'TransactionPendingError',
    })
    local.rpc.spoil('eth_getTransactionCount', 'error')
    expect(await failure(recover(only(kept), user.address))).toMatchObject({ name: 'RpcError' })
    await local.chain.testClient.mine({ blocks: 1 })
    expect(await recover(only(kept), user.address)).toMatchObject({ status: 'success' })
    expect(await user.total()).toBe(14n)
  })

  test('one whose nonce is another’s by now is given up', async () => {
    const { account, address, signed, total } = await interrupted('drop')
    await local.chain.mine(local.chain.ledger.write.depositFund({ account, value: 1n }))
    expect(await recover(signed, address)).toBeNull()
    expect(await total()).toBe(11n)
  })

  test('needs the account that signed it', async () => {
    const { signed } = await interrupted('drop')
    const client = createClient({ transport: http(local.rpc.url) })
    const error = await failure(recoverCall(client, { signed, protocol: legacy, contracts: local.contracts }))
    expect(error).toMatchObject({ name: 'AccountRequiredError' })
  })

  test('one that reverted says so', async () => {
    const { account, address, signed } = await interrupted('drop')
    const { testClient, ledger: contract } = local.chain
    const code = await local.chain.publicClient.getCode({ address: contract.address })
    await testClient.setCode({ address: contract.address, bytecode: '0x60006000fd' })
    const error = await failure(recover(signed, address))
    await testClient.setCode({ address: contract.address, bytecode: code ?? '0x' })
    expect(error).toMatchObject({ name: 'TransactionRevertedError', hash: signed.hash })
    expect(await failure(recover(signed, address))).toMatchObject({ name: 'TransactionRevertedError' })
    expect(await local.chain.publicClient.getTransactionCount(account)).toBe(Number(signed.nonce) + 1)
  })

  test('one of which an endpoint says nothing is neither lost nor given up', async () => {
    const { address, signed, total } = await interrupted('drop')
    local.rpc.spoil('*', 'drop')
    expect(await failure(recover(signed, address))).toMatchObject({ name: 'NetworkError' })
    local.rpc.reset()
    local.rpc.spoil('eth_sendRawTransaction', 'lose')
    local.rpc.spoil('eth_getTransactionByHash', 'drop')
    expect(await failure(recover(signed, address))).toMatchObject({ name: 'TransactionPendingError' })
    local.rpc.reset()
    expect(await recover(signed, address)).toMatchObject({ status: 'success' })
    expect(await total()).toBe(14n)
  })
})
