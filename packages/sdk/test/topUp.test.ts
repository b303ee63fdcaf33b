import { useDevnet } from '@zg/devnet/vitest'
import { expect, test } from 'vitest'
import { createBroker } from '../src/index.js'

const local = useDevnet({ protocol: 'v1' })
const messages = [{ role: 'user', content: 'What is 2+2?' }]
const og = 10n ** 18n

async function newBroker() {
  const account = await local.newAccount()
  const broker = createBroker({ account, rpcUrl: local.devnet.rpcUrl })
  await broker.ledger.depositFund('20')
  const provider = local.provider.address
  return {
    ...{ broker, provider },
    transfers: async () => (await local.publicClient().getTransactionCount({ address: account.address })) - 1,
    balance: async () => {
      const { balance, pendingRefund } = await broker.ledger.getSubAccount(provider)
      return balance - pendingRefund
    },
  }
}

test('without a policy nothing moves', async () => {
  const { broker, provider, transfers } = await newBroker()
  await expect(broker.inference.connect(provider)).rejects.toMatchObject({ name: 'SubAccountNotFoundError' })
  expect(await transfers()).toBe(0)
})

test('twenty requests that are short of funds make one transfer, and all are answered', async () => {
  const { broker, provider, transfers, balance } = await newBroker()
  const topUp = { below: '0.5', to: '1', perDay: '10' }
  const connection = await broker.inference.connect(provider, { topUp })
  expect([await transfers(), await balance()]).toEqual([1, 2n * og])
  await connection.chat(messages, { maxTokens: 20 })
  // All of it is on its way back, so that the provider refuses.
  await broker.ledger.retrieveFund()
  const before = await transfers()
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => connection.chat(messages, { maxTokens: 20 })),
  )
  expect(answers.map(({ content }) => content)).toEqual(Array.from({ length: 20 }, () => '2 + 2 = 4.'))
  expect(await transfers()).toBe(before + 1)
})

test('a day’s limit is what the caller hears of, and what a framework takes for a want of money', async () => {
  const { broker, provider, transfers } = await newBroker()
  const topUp = { below: '0.5', to: '1', perDay: '1' }
  await expect(broker.inference.connect(provider, { topUp })).rejects.toMatchObject({
    name: 'TopUpLimitError',
  })
  expect(await transfers()).toBe(0)
  await broker.ledger.transferFund({ provider, amount: '2' })
  const connection = await broker.inference.connect(provider, { topUp: { ...topUp, perDay: '0.1' } })
  await broker.ledger.retrieveFund()
  const response = await connection.fetch(`${connection.baseUrl}/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ messages, max_tokens: 20 }),
  })
  expect(response.status).toBe(402)
  expect(await response.json()).toMatchObject({ error: { code: 'TopUpLimitError' } })
})
