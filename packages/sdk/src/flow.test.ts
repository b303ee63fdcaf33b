import { useDevnet } from '@zg/devnet/vitest'
import { describe, expect, test } from 'vitest'
import {
  createBroker,
  formatOg,
  ogToWei,
  ProviderNotAcknowledgedError,
  parseTransactionReceipt,
  weiToOg,
} from './index.js'

const local = useDevnet({ providers: 1 })
const messages = [{ role: 'user', content: 'What is 2+2?' }]

async function newBroker() {
  return createBroker({ account: await local.newAccount(), rpcUrl: local.devnet.rpcUrl })
}

describe('one paid, signed, verified request', () => {
  test('and the money agrees to the neuron', async () => {
    const broker = await newBroker()
    const [service] = await broker.inference.listService({ verifiable: true, sort: 'price' })
    if (!service) throw new Error('No provider is registered.')
    const { provider } = service

    await broker.ledger.addLedger('2')
    await broker.inference.acknowledgeProviderSigner(provider)
    await broker.ledger.transferFund({ provider, amount: '0.5' })
    const before = {
      ledger: await broker.ledger.getLedger(),
      share: await broker.ledger.getSubAccount(provider),
    }
    expect(before.ledger).toMatchObject({
      available: ogToWei('1.5'),
      locked: ogToWei('0.5'),
      total: ogToWei('2'),
    })

    const { endpoint, model } = await broker.inference.getServiceMetadata(provider)
    const request = JSON.stringify({ messages, model })
    const reply = await fetch(`${endpoint}/chat/completions`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(await broker.inference.getRequestHeaders(provider, JSON.stringify(messages))),
      },
      body: request,
    })
    const response = await reply.text()
    expect(reply.status, response).toBe(200)
    const { choices, usage } = JSON.parse(response)
    expect(choices[0].message.content).toBe('2 + 2 = 4.')

    const report = await broker.inference.processResponse(provider, { request, response })
    expect(report).toMatchObject({ subject: 'answer', verdict: 'verified', assurance: 'acknowledged' })
    const tampered = await broker.inference.processResponse(provider, {
      request,
      response: response.replace('= 4', '= 5'),
    })
    expect(tampered.checks.filter(({ status }) => status === 'fail').map(({ name }) => name)).toEqual([
      'response.body.hash',
    ])

    const [settlement] = await local.provider.settle()
    const fee =
      BigInt(usage.prompt_tokens) * service.inputPrice + BigInt(usage.completion_tokens) * service.outputPrice
    expect(settlement).toMatchObject({ user: broker.getAddress(), amount: fee })
    const after = {
      ledger: await broker.ledger.getLedger(),
      share: await broker.ledger.getSubAccount(provider),
    }
    expect(before.ledger.total - after.ledger.total).toBe(fee)
    expect(before.share.balance - after.share.balance).toBe(fee)
    expect(after.ledger.available).toBe(before.ledger.available)
  })
})

describe('the facade', () => {
  test('reading and preparing sends no transaction', async () => {
    const broker = await newBroker()
    const { provider } = (await broker.inference.listService())[0] ?? {}
    if (!provider) throw new Error('No provider is registered.')
    await broker.ledger.depositFund('1')
    await broker.ledger.transferFund({ provider, amount: '0.1' })
    const count = () => local.publicClient().getTransactionCount({ address: broker.getAddress() })
    const before = await count()
    await expect(broker.inference.getRequestHeaders(provider, JSON.stringify(messages))).rejects.toThrow(
      ProviderNotAcknowledgedError,
    )
    await broker.ledger.findLedger()
    await broker.ledger.listSubAccounts()
    await broker.inference.getServiceMetadata(provider)
    expect(await count()).toBe(before)
  })

  test('money comes back: retrieve, wait, retrieve, refund, delete', async () => {
    const broker = await newBroker()
    const provider = local.provider.address
    await broker.ledger.depositFund('2')
    await broker.ledger.transferFund({ provider, amount: '1' })
    await broker.ledger.retrieveFund()
    expect(await broker.ledger.getSubAccount(provider)).toMatchObject({ pendingRefund: ogToWei('1') })
    await local.increaseTime(86_401)
    await broker.ledger.retrieveFund()
    expect((await broker.ledger.getLedger()).available).toBe(ogToWei('2'))
    await broker.ledger.refund('2')
    await broker.ledger.deleteLedger()
    expect(await broker.ledger.findLedger()).toBeNull()
  })

  test('a viem receipt reads as ours', async () => {
    const broker = await newBroker()
    const { hash, blockNumber, gasUsed } = await broker.ledger.depositFund('1')
    const receipt = await local.publicClient().getTransactionReceipt({ hash })
    expect(parseTransactionReceipt(receipt)).toMatchObject({ hash, blockNumber, gasUsed, status: 'success' })
  })

  test("amounts have the names that this network's users know", () => {
    expect(weiToOg(ogToWei('0.1'))).toBe('0.1')
    expect(formatOg).toBe(weiToOg)
  })
})
