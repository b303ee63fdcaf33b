import { createDevnet, type Devnet } from '@zg/devnet'
import { type Broker, createBroker, formatOg, type Ledger, type Report, type SubAccount } from '@zg/sdk'
import { ask } from '../../examples/ask.js'
import type { DemoOptions } from './options.js'
import { plans } from './plans.js'

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
  const plan = plans[protocol]
  const broker = createBroker({
    privateKey: devnet.accounts[1]?.privateKey,
    rpcUrl: devnet.rpcUrl,
    protocol: plan.protocol,
  })
  step(`Broker for ${broker.getAddress()}`)

  const services = await broker.inference.listService({ verifiable: true, sort: 'price' })
  const [service] = services
  if (!service) throw new Error('The devnet has no provider.')
  const { provider, model } = service
  step(
    `Found ${services.length} verifiable ${services.length === 1 ? 'service' : 'services'}: ${model} by ${provider}`,
  )

  await broker.ledger.addLedger(plan.open)
  await broker.ledger.depositFund(plan.add)
  const opened = formatOg((await broker.ledger.getLedger()).total)
  step(`Ledger opened with ${plan.open} 0G, ${plan.add} 0G added: ${opened} 0G`)
  await broker.ledger.transferFund({ provider, amount: plan.share })
  step(`Moved ${plan.share} 0G to the provider's sub-account`)
  const { signer } = await broker.inference.acknowledgeProviderSigner(provider)
  step(`TEE signer ${signer} ${plan.acknowledged}`)

  const before = await readMoney(broker, provider)
  const exchange = await ask(broker, { provider, question })
  step(plan.sent)
  const { verdict, checks } = await broker.inference.processResponse(provider, exchange)
  step(`Checked the answer's signature and hashes: ${verdict}`)

  const [settlement] = (await devnet.providers[0]?.settle()) ?? []
  if (!settlement?.hash) throw new Error('The provider settled nothing.')
  step(`The provider settled ${formatOg(settlement.amount)} 0G on chain`)
  const after = await readMoney(broker, provider)

  const { choices, usage }: { choices: { message: { content: string } }[]; usage: Usage } = JSON.parse(
    exchange.response,
  )
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
