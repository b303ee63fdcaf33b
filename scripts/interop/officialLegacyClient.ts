import assert from 'node:assert/strict'
import { createDevnet, type Devnet } from '@zg/devnet'
import { installPackage } from './installPackage.js'
import { refusals } from './refusals.js'
import { createSteps, quietly } from './steps.js'

const og = 10n ** 18n
const question = [{ role: 'user', content: 'What is 2+2?' }]

type Account = { balance: bigint; pendingRefund: bigint; teeSignerAddress: string }
type OfficialBroker = {
  ledger: {
    addLedger: (balance: number) => Promise<void>
    depositFund: (amount: number) => Promise<void>
    getLedger: () => Promise<{ availableBalance: bigint; totalBalance: bigint }>
    transferFund: (provider: string, service: 'inference', amount: bigint) => Promise<void>
    retrieveFund: (service: 'inference') => Promise<void>
    refund: (amount: number) => Promise<void>
  }
  inference: {
    listService: () => Promise<readonly { provider: string; model: string; url: string }[]>
    acknowledgeProviderSigner: (provider: string) => Promise<void>
    getAccount: (provider: string) => Promise<Account>
    getServiceMetadata: (provider: string) => Promise<{ endpoint: string; model: string }>
    getRequestHeaders: (provider: string, content: string) => Promise<Record<string, string>>
    processResponse: (provider: string, content: string, chatId: string) => Promise<boolean | null>
  }
}
type OfficialPackage = {
  createZGComputeNetworkBroker: (
    signer: unknown,
    ledger: string,
    inference: string,
  ) => Promise<OfficialBroker>
}
type Ethers = {
  JsonRpcProvider: new (url: string) => { pollingInterval: number; destroy: () => void }
  Wallet: new (key: string, provider: unknown) => unknown
}

/** The official client of autumn 2025, unchanged, through its own flow against our devnet. */
export async function officialLegacyClient(): Promise<number> {
  const load = installPackage('@0glabs/0g-serving-broker@0.4.4', 'ethers@6.13.1')
  const devnet = await createDevnet({ protocol: 'legacy', providers: 2, port: 0 })
  try {
    return await flow(devnet, load('@0glabs/0g-serving-broker'), load('ethers'))
  } finally {
    await devnet.stop()
  }
}

async function flow(devnet: Devnet, official: OfficialPackage, ethers: Ethers): Promise<number> {
  const { step, passed } = createSteps('@0glabs/0g-serving-broker@0.4.4 against zg devnet (legacy)')
  const [user] = devnet.accounts.slice(1)
  const [seller, otherSeller] = devnet.providers
  assert(user && seller && otherSeller)
  const rpc = new ethers.JsonRpcProvider(devnet.rpcUrl)
  rpc.pollingInterval = 50
  const signer = new ethers.Wallet(user.privateKey, rpc)
  const { ledger: ledgerAddress, inference: inferenceAddress } = devnet.contracts
  const { ledger, inference } = await quietly(() =>
    official.createZGComputeNetworkBroker(signer, ledgerAddress, inferenceAddress),
  )
  const provider = seller.address

  await step('add ledger', () => quietly(() => ledger.addLedger(3)))
  await step('deposit', () => quietly(() => ledger.depositFund(2)))
  assert.equal((await ledger.getLedger()).totalBalance, 5n * og)
  await step('transfer', () => quietly(() => ledger.transferFund(provider, 'inference', 2n * og)))
  await step('list services', async () => {
    const services = await inference.listService()
    assert.deepEqual(
      services.map((service) => service.provider).sort(),
      [provider, otherSeller.address].sort(),
    )
  })
  await step('acknowledge the signer', () => quietly(() => inference.acknowledgeProviderSigner(provider)))
  assert.equal((await inference.getAccount(provider)).teeSignerAddress, seller.signer)

  const { endpoint, model } = await inference.getServiceMetadata(provider)
  const newHeaders = () => quietly(() => inference.getRequestHeaders(provider, JSON.stringify(question)))
  const send = (headers: Record<string, string>, base = endpoint) =>
    fetch(`${base}/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ model, messages: question }),
    })

  const headers = await step('request headers', newHeaders)
  const answer = await step('chat', async () => {
    const response = await send(headers)
    assert.equal(response.status, 200, await response.clone().text())
    return (await response.json()) as { id: string; choices: { message: { content: string } }[] }
  })
  await step('process response', async () => {
    const text = answer.choices[0]?.message.content ?? ''
    assert.equal(await quietly(() => inference.processResponse(provider, text, answer.id)), true)
  })

  for (const { name, changed, to } of refusals(headers, await newHeaders(), { user, devnet })) {
    await step(`refused: ${name}`, async () => {
      const response = await send(changed, to === undefined ? endpoint : `${to}/v1/proxy`)
      assert.equal(response.status, 400, `${name} was answered with ${response.status}`)
      await response.arrayBuffer()
    })
  }

  await step('settlement', async () => {
    const before = await inference.getAccount(provider)
    const [settlement] = await seller.settle()
    assert(settlement && settlement.amount > 0n)
    assert.equal(before.balance - (await inference.getAccount(provider)).balance, settlement.amount)
  })
  await step('retrieve', async () => {
    await quietly(() => ledger.retrieveFund('inference'))
    const { balance, pendingRefund } = await inference.getAccount(provider)
    assert.equal(pendingRefund, balance)
  })
  await step('refund', async () => {
    const { availableBalance } = await ledger.getLedger()
    await quietly(() => ledger.refund(1))
    assert.equal(availableBalance - (await ledger.getLedger()).availableBalance, og)
  })
  rpc.destroy()
  return passed()
}
