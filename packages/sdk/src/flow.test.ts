import { legacy, type Protocol, v1 } from '@zg/contracts'
import { useDevnet } from '@zg/devnet/vitest'
import { describe, expect, test } from 'vitest'
import {
  createBroker,
  createReadOnlyBroker,
  formatOg,
  InsufficientBalanceError,
  ogToWei,
  ProviderNotAcknowledgedError,
  parseTransactionReceipt,
  SubAccountNotFoundError,
  weiToOg,
} from './index.js'

const messages = [{ role: 'user', content: 'What is 2+2?' }]
const content = JSON.stringify(messages)

type Case = { id: 'v1' | 'legacy'; protocol: Protocol; open: string; share: string }
const cases: readonly Case[] = [
  { id: 'v1', protocol: v1, open: '5', share: '2' },
  { id: 'legacy', protocol: legacy, open: '2', share: '0.5' },
]

describe.each(cases)('on $id', ({ id, protocol, open, share }) => {
  const local = useDevnet({ protocol: id, providers: 1 })
  const newBroker = async () =>
    createBroker({ account: await local.newAccount(), rpcUrl: local.devnet.rpcUrl, protocol })
  type Broker = Awaited<ReturnType<typeof newBroker>>
  const transactions = ({ getAddress }: Broker) =>
    local.publicClient().getTransactionCount({ address: getAddress() })
  const money = async ({ ledger }: Broker) => ({
    ledger: await ledger.getLedger(),
    share: await ledger.getSubAccount(local.provider.address),
  })

  test('one paid, verified request, and the money agrees to the neuron', async () => {
    const broker = await newBroker()
    const [service] = await broker.inference.listService({ verifiable: true, sort: 'price' })
    if (!service) throw new Error('No provider is registered.')
    const { provider } = service

    await broker.ledger.addLedger(open)
    await broker.ledger.transferFund({ provider, amount: share })
    await broker.inference.acknowledgeProviderSigner(provider)
    const before = await money(broker)
    expect(before.ledger).toMatchObject({
      available: ogToWei(open) - ogToWei(share),
      locked: ogToWei(share),
      total: ogToWei(open),
    })

    const { endpoint, model } = await broker.inference.getServiceMetadata(provider)
    const request = JSON.stringify({ messages, model })
    const paying = await broker.inference.getRequestHeaders(provider, content)
    const reply = await fetch(`${endpoint}/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...paying },
      body: request,
    })
    const response = await reply.text()
    const { headers } = reply
    expect(reply.status, response).toBe(200)
    const { choices, usage } = JSON.parse(response)
    expect(choices[0].message.content).toBe('2 + 2 = 4.')

    const report = await broker.inference.processResponse(provider, { request, response, headers })
    expect(report).toMatchObject({ subject: 'answer', verdict: 'verified', assurance: 'acknowledged' })
    const tampered = await broker.inference.processResponse(provider, {
      request,
      response: response.replace('= 4', '= 5'),
      headers,
    })
    expect(tampered.checks.filter(({ status }) => status === 'fail').map(({ name }) => name)).toEqual([
      'response.body.hash',
    ])

    const fee =
      BigInt(usage.prompt_tokens) * service.inputPrice + BigInt(usage.completion_tokens) * service.outputPrice
    if (protocol.inference.unsettledFeePath) {
      expect(await broker.inference.getUnsettledFee(provider)).toBe(fee)
      const owing = await broker.ledger.getSubAccount(provider)
      expect(owing).toMatchObject({ unsettled: fee, spendable: before.share.spendable - fee })
    }
    const [settlement] = await local.provider.settle()
    expect(settlement).toMatchObject({ user: broker.getAddress(), amount: fee })
    const after = await money(broker)
    expect(before.ledger.total - after.ledger.total).toBe(fee)
    expect(before.share.balance - after.share.balance).toBe(fee)
    expect(after.ledger.available).toBe(before.ledger.available)
    const { entries } = await broker.ledger.getHistory({ fromBlock: 0n })
    expect(entries.map(({ eventName }) => eventName)).toContain('TEESettlementResult')
  })

  test('reading and preparing sends no transaction', async () => {
    const broker = await newBroker()
    const provider = local.provider.address
    await broker.ledger.depositFund(open)
    const before = await transactions(broker)
    await expect(broker.inference.getRequestHeaders(provider, content)).rejects.toThrow(
      SubAccountNotFoundError,
    )
    await expect(broker.ledger.getSubAccount(provider)).rejects.toThrow(SubAccountNotFoundError)
    await broker.ledger.findLedger()
    await broker.ledger.getLedgerDetail()
    await broker.ledger.listSubAccounts()
    await broker.ledger.getLimits()
    await broker.inference.getServiceMetadata(provider)
    expect(await transactions(broker)).toBe(before)
  })

  test('money comes back: retrieve, wait, retrieve, refund, delete', async () => {
    const broker = await newBroker()
    const provider = local.provider.address
    await broker.ledger.depositFund(open)
    await broker.ledger.transferFund({ provider, amount: '1' })
    await broker.ledger.retrieveFund()
    expect(await broker.ledger.getSubAccount(provider)).toMatchObject({ pendingRefund: ogToWei('1') })
    await local.increaseTime(86_401)
    await broker.ledger.retrieveFund()
    expect((await broker.ledger.getLedger()).available).toBe(ogToWei(open))
    await broker.ledger.refund(open)
    if (await broker.ledger.findLedger()) await broker.ledger.deleteLedger()
    expect(await broker.ledger.findLedger()).toBeNull()
  })

  test('a provider that is silent leaves what it is owed unknown, and nothing else', async () => {
    const broker = await newBroker()
    const provider = local.provider.address
    await broker.ledger.depositFund(open)
    await broker.ledger.transferFund({ provider, amount: share })
    local.provider.setFault({ kind: 'unavailable' })
    const found = await broker.ledger.getSubAccount(provider)
    local.provider.setFault(null)
    expect(found).toMatchObject({ balance: ogToWei(share), unsettled: null })
  })

  test('without a key everything can be read', async () => {
    const broker = await newBroker()
    await broker.ledger.depositFund(open)
    const user = broker.getAddress()
    const reader = createReadOnlyBroker({ rpcUrl: local.devnet.rpcUrl, protocol })
    expect(await reader.ledger.getLedger(user)).toEqual(await broker.ledger.getLedger())
    expect(await reader.ledger.getLedgerDetail(user)).toEqual(await broker.ledger.getLedgerDetail())
    expect(await reader.ledger.getLimits()).toEqual(await broker.ledger.getLimits())
    expect(await reader.inference.listService()).toEqual(await broker.inference.listService())
    expect(await reader.ledger.findLedger(local.provider.address)).toBeNull()
    const [detailed] = await reader.inference.listService({ detail: true })
    expect(detailed?.models?.map((model) => model.id)).toEqual(
      protocol.auth === 'session' ? [local.provider.model] : undefined,
    )
  })

  test('a viem receipt reads as ours', async () => {
    const broker = await newBroker()
    const { hash, blockNumber, gasUsed } = await broker.ledger.depositFund(open)
    const receipt = await local.publicClient().getTransactionReceipt({ hash })
    expect(parseTransactionReceipt(receipt)).toMatchObject({ hash, blockNumber, gasUsed, status: 'success' })
  })
})

describe('acknowledging', () => {
  const today = useDevnet({ protocol: 'v1', providers: 2 })
  const before = useDevnet({ protocol: 'legacy', providers: 1 })

  test('on v1 opens a sub-account only with money that was named for it', async () => {
    const broker = createBroker({
      account: await today.newAccount(),
      rpcUrl: today.devnet.rpcUrl,
      protocol: v1,
    })
    const [one, other] = today.devnet.providers.map(({ address }) => address)
    if (!one || !other) throw new Error('The devnet has too few providers.')
    await broker.ledger.depositFund('5')
    const count = () => today.publicClient().getTransactionCount({ address: broker.getAddress() })
    const sent = await count()
    await expect(broker.inference.acknowledgeProviderSigner(one)).rejects.toThrow(
      /Nothing was sent\. Open it with transferFund: at least 1 0G/,
    )
    expect(await count()).toBe(sent)

    const opened = await broker.inference.acknowledgeProviderSigner(one, { fund: '2' })
    expect(opened).toMatchObject({ signer: today.provider.signer, receipt: null })
    expect(await broker.ledger.getSubAccount(one)).toMatchObject({
      balance: ogToWei('2'),
      spendable: ogToWei('1'),
      acknowledged: true,
    })
    expect(await count()).toBe(sent + 1)
    await broker.inference.acknowledgeProviderSigner(one, { fund: '2' })
    expect(await count()).toBe(sent + 1)
    await expect(broker.inference.acknowledgeProviderSigner(other, { fund: '0.5' })).rejects.toThrow(
      'at least 1 0G',
    )
    expect(await count()).toBe(sent + 1)
  })

  test('on v1 a share that leaves nothing beside the reserve pays no request, and the error names the amount', async () => {
    const broker = createBroker({
      account: await today.newAccount(),
      rpcUrl: today.devnet.rpcUrl,
      protocol: v1,
    })
    await broker.ledger.depositFund('5')
    await broker.ledger.transferFund({ provider: today.provider.address, amount: '1' })
    await broker.ledger.retrieveFund()
    const refused = broker.inference.getRequestHeaders(today.provider.address)
    await expect(refused).rejects.toThrow(InsufficientBalanceError)
    await expect(refused).rejects.toThrow('Transfer at least 1 0G with transferFund.')
  })

  test('on legacy needs no money, and nothing is signed without it', async () => {
    const broker = createBroker({
      account: await before.newAccount(),
      rpcUrl: before.devnet.rpcUrl,
      protocol: legacy,
    })
    const provider = before.provider.address
    await broker.ledger.depositFund('2')
    await broker.ledger.transferFund({ provider, amount: '0.5' })
    await expect(broker.inference.getRequestHeaders(provider, content)).rejects.toThrow(
      ProviderNotAcknowledgedError,
    )
    const empty = createBroker({
      account: await before.newAccount(),
      rpcUrl: before.devnet.rpcUrl,
      protocol: legacy,
    })
    await empty.ledger.depositFund('2')
    await empty.inference.acknowledgeProviderSigner(provider)
    expect(await empty.ledger.getSubAccount(provider)).toMatchObject({ balance: 0n, acknowledged: true })
  })
})

test("amounts have the names that this network's users know", () => {
  expect(weiToOg(ogToWei('0.1'))).toBe('0.1')
  expect(formatOg).toBe(weiToOg)
})
