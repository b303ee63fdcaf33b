import { createDevnet, type Devnet } from '@zg/devnet'
import { type Broker, createBroker, formatOg, type Ledger, type Report, type SubAccount } from '@zg/sdk'
import { ask } from '../../examples/ask.js'
import type { DemoOptions } from './options.js'

type Step = (text: string) => void
type Usage = { prompt_tokens: number; completion_tokens: number; total_tokens: number }

/** Everything that happened, amounts as decimal strings of neuron. */
export type DemoResult = {
  protocol: string
  chainId: number
  user: string
  provider: string
  model: string
  question: string
  answer: string
  usage: Usage
  feeNeuron: string
  verification: Pick<Report, 'verdict' | 'checks'>
  ledgerBefore: LedgerText
  ledgerAfter: LedgerText
  subAccountBefore: SubAccountText
  subAccountAfter: SubAccountText
  settlement: { hash: string; amountNeuron: string }
}
type LedgerText = { available: string; locked: string; total: string }
type SubAccountText = { balance: string; pendingRefund: string }

/** Starts a network, runs the whole flow on it and leaves nothing behind. */
export async function runDemo(options: DemoOptions, step: Step): Promise<DemoResult> {
  const { protocol, upstream } = options
  const devnet = await createDevnet({ protocol, port: 0, ...(upstream === undefined ? {} : { upstream }) })
  try {
    step(`Chain ${devnet.chainId} runs at ${devnet.rpcUrl}, with the ${protocol} contracts and one provider`)
    return await flow(devnet, options, step)
  } finally {
    await devnet.stop()
  }
}

async function flow(devnet: Devnet, { protocol, question }: DemoOptions, step: Step): Promise<DemoResult> {
  const broker = createBroker({ privateKey: devnet.accounts[1]?.privateKey, rpcUrl: devnet.rpcUrl })
  step(`Broker for ${broker.getAddress()}`)

  const services = await broker.inference.listService({ verifiable: true, sort: 'price' })
  const [service] = services
  if (!service) throw new Error('The devnet has no provider.')
  const { provider, model } = service
  step(
    `Found ${services.length} verifiable ${services.length === 1 ? 'service' : 'services'}: ${model} by ${provider}`,
  )

  await broker.ledger.addLedger('2')
  await broker.ledger.depositFund('1')
  step(`Ledger opened with 2 0G, 1 0G added: ${formatOg((await broker.ledger.getLedger()).total)} 0G`)
  const { signer } = await broker.inference.acknowledgeProviderSigner(provider)
  step(`TEE signer ${signer} read from the provider's quote and acknowledged on chain`)
  await broker.ledger.transferFund({ provider, amount: '0.5' })
  step("Moved 0.5 0G to the provider's sub-account")

  const before = await readMoney(broker, provider)
  const { request, response } = await ask(broker, { provider, question })
  step('Sent one request with EdDSA-signed, single-use headers, and got the answer')
  const { verdict, checks } = await broker.inference.processResponse(provider, { request, response })
  step(`Checked the answer's signature and hashes: ${verdict}`)

  const [settlement] = (await devnet.providers[0]?.settle()) ?? []
  if (!settlement?.hash) throw new Error('The provider settled nothing.')
  step(`The provider settled ${formatOg(settlement.amount)} 0G on chain`)
  const after = await readMoney(broker, provider)

  const { choices, usage }: { choices: { message: { content: string } }[]; usage: Usage } =
    JSON.parse(response)
  const fee =
    BigInt(usage.prompt_tokens) * service.inputPrice + BigInt(usage.completion_tokens) * service.outputPrice
  return {
    protocol,
    chainId: devnet.chainId,
    user: broker.getAddress(),
    provider,
    model,
    question,
    answer: choices[0]?.message.content ?? '',
    usage,
    feeNeuron: fee.toString(),
    verification: { verdict, checks },
    ledgerBefore: ledgerText(before.ledger),
    ledgerAfter: ledgerText(after.ledger),
    subAccountBefore: subAccountText(before.subAccount),
    subAccountAfter: subAccountText(after.subAccount),
    settlement: { hash: settlement.hash, amountNeuron: settlement.amount.toString() },
  }
}

const readMoney = async (broker: Broker, provider: `0x${string}`) => ({
  ledger: await broker.ledger.getLedger(),
  subAccount: await broker.ledger.getSubAccount(provider),
})

const ledgerText = ({ available, locked, total }: Ledger): LedgerText => ({
  available: available.toString(),
  locked: locked.toString(),
  total: total.toString(),
})

const subAccountText = ({ balance, pendingRefund }: SubAccount): SubAccountText => ({
  balance: balance.toString(),
  pendingRefund: pendingRefund.toString(),
})
