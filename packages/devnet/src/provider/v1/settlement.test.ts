import { v1InferenceServingAbi as abi } from '@zg/contracts'
import { parseEther } from 'viem'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import { describe, expect, test } from 'vitest'
import { createV1User, type V1User } from '../../../test/v1User.js'
import { providerKey } from '../../chain/accounts.js'
import { createChainClient } from '../../chain/chainClient.js'
import { useDevnet } from '../../vitest.js'
import { createProvider } from '../createProvider.js'
import { createV1 } from './createV1.js'

const local = useDevnet({ protocol: 'v1' })
const prices = { inputPrice: 100_000_000_000n, outputPrice: 400_000_000_000n }
const fee = 14n * 100_000_000_000n + 8n * 400_000_000_000n
const ask = async (user: V1User, times = 1) => {
  for (let round = 0; round < times; round += 1) await (await user.ask('What is 2+2?')).text()
}
const settle = async (user: V1User) =>
  (await local.provider.settle()).filter((settlement) => settlement.user === user.address)
const hash = expect.stringMatching(/^0x[0-9a-f]{64}$/)
const ownerKey = () => {
  const [owner] = local.devnet.accounts
  if (!owner) throw new Error('unreachable: there are ten')
  return owner.privateKey
}
const readService = () =>
  local.publicClient().readContract({
    ...{ address: local.devnet.contracts.inference, abi, functionName: 'getService' },
    args: [local.provider.address],
  })

describe('a settlement', () => {
  test('takes several users in one transaction', async () => {
    const users = await Promise.all([createV1User(local), createV1User(local)])
    for (const user of users) await ask(user)
    const settlements = await local.provider.settle()
    expect(settlements).toHaveLength(2)
    expect(new Set(settlements.map((each) => each.hash)).size).toBe(1)
    expect(settlements.map(({ user, amount }) => [user, amount])).toEqual(
      users.map(({ address }) => [address, fee]),
    )
    for (const user of users) expect((await user.readAccount()).balance).toBe(parseEther('2') - fee)
  })

  test('of what the balance does not cover is signed afresh, for the requests that fit', async () => {
    const user = await createV1User(local)
    await ask(user, 3)
    const retrieve = () => user.onLedger('retrieveFund', [[local.provider.address], 'inference-v1.0'])
    await retrieve()
    await local.increaseTime(86_400)
    await retrieve()
    expect((await user.readAccount()).balance).toBe(0n)
    // Nothing to be had.
    expect(await settle(user)).toEqual([])

    await user.deposit(2n * fee + 1n)
    const base = { user: user.address }
    expect(await settle(user)).toEqual([
      { ...base, hash, amount: 2n * fee, status: 'partial', unsettled: fee },
    ])
    expect((await user.readAccount()).balance).toBe(1n)
    expect(await user.readUnsettled()).toBe(fee)
    const states = () => local.provider.requests().filter((request) => request.user === user.address)
    expect(states().map(({ state, paid }) => [state, paid])).toEqual([
      ['settled', fee],
      ['settled', fee],
      ['owed', 0n],
    ])
    // Not even one request fits.
    const { nonce } = await user.readAccount()
    expect(await settle(user)).toEqual([
      { ...base, hash: null, amount: 0n, status: 'refused', unsettled: fee },
    ])
    expect((await user.readAccount()).nonce).toBe(nonce)

    await user.deposit(fee)
    expect(await settle(user)).toEqual([{ ...base, hash, amount: fee, status: 'success', unsettled: 0n }])
    expect((await user.readAccount()).balance).toBe(1n)
    expect(await user.readUnsettled()).toBe(0n)
  })

  test('that the contract would refuse is not sent, and tried again', async () => {
    const user = await createV1User(local)
    await ask(user)
    const owner = local.walletClient(privateKeyToAccount(ownerKey()))
    const tell = async (functionName: 'acknowledgeTEESignerByOwner' | 'revokeTEESignerAcknowledgement') => {
      const sent = await owner.writeContract({
        ...{ address: local.devnet.contracts.inference, abi, functionName },
        args: [local.provider.address],
      })
      await local.publicClient().waitForTransactionReceipt({ hash: sent })
    }
    await tell('revokeTEESignerAcknowledgement')
    expect(await settle(user)).toEqual([
      { user: user.address, hash: null, amount: 0n, status: 'refused', unsettled: fee },
    ])
    await tell('acknowledgeTEESignerByOwner')
    expect(await settle(user)).toMatchObject([{ amount: fee, status: 'success' }])
  })
})

describe('a provider that starts again with the same wallet', () => {
  const start = (teeKey: `0x${string}`) =>
    createProvider({
      createGeneration: createV1,
      ...{ rpcUrl: local.devnet.rpcUrl, chainId: local.devnet.chainId },
      ...{ contracts: local.devnet.contracts, ...prices },
      ...{ wallet: providerKey('wallet', 0), teeKey, ownerKey: ownerKey() },
    })

  test('keeps its stake and its acknowledgement, knows its users, and settles after what was settled', async () => {
    const user = await createV1User(local)
    await ask(user)
    await settle(user)
    const { nonce } = await user.readAccount()
    const client = createChainClient(local.devnet.rpcUrl)
    const nonceOf = () => client.getTransactionCount({ address: local.devnet.owner })
    const before = await nonceOf()
    const again = await start(providerKey('tee', 0))
    try {
      expect(again).toMatchObject({ address: local.provider.address, signer: local.provider.signer })
      expect(await readService()).toMatchObject({ url: again.url, teeSignerAcknowledged: true })
      expect(await nonceOf()).toBe(before)
      const reply = await fetch(`${again.url}/v1/proxy/chat/completions`, {
        method: 'POST',
        headers: { authorization: await user.bearer() },
        body: JSON.stringify({ messages: [{ role: 'user', content: 'What is 2+2?' }] }),
      })
      expect(reply.status).toBe(200)
      await reply.text()
      expect(await again.settle()).toMatchObject([{ user: user.address, amount: fee, status: 'success' }])
      const account = await user.readAccount()
      expect(account.nonce).toBeGreaterThan(nonce)
      expect(account.balance).toBe(parseEther('2') - 2n * fee)
    } finally {
      await again.stop()
    }
  })

  test('with another signer is acknowledged anew', async () => {
    const again = await start(generatePrivateKey())
    try {
      expect(again.signer).not.toBe(local.provider.signer)
      expect(await readService()).toMatchObject({
        teeSignerAddress: again.signer,
        teeSignerAcknowledged: true,
      })
    } finally {
      await again.stop()
    }
  })
})
