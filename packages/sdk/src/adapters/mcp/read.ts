import { formatOg } from '@zg/core'
import type { Broker } from '../../createBroker.js'

type Waiting = { signal: AbortSignal }

/** Who offers what, the cheapest first. */
export async function providersOf(
  broker: Broker,
  { model, signal }: Waiting & { model: string | undefined },
) {
  const services = await broker.inference.listService({ model, sort: 'price', signal })
  const providers = services.map(
    ({ provider, model, serviceType, inputPrice, outputPrice, signerAcknowledged }) => ({
      ...{ provider, model, type: serviceType, acknowledged: signerAcknowledged },
      ...{ inputPrice: String(inputPrice), outputPrice: String(outputPrice) },
    }),
  )
  const lines = providers.map((each) => `${each.model} (${each.type}) by ${each.provider}`)
  return { text: lines.join('\n') || 'No provider is registered.', fields: { providers } }
}

/** What is in the account, and what of it stands with providers. */
export async function balanceOf(broker: Broker, { signal }: Waiting) {
  const ledger = await broker.ledger.findLedger({ signal })
  const shares = ledger ? (await broker.ledger.getLedgerDetail({ signal })).subAccounts : []
  const subAccounts = shares.map(({ provider, balance, spendable }) => ({
    ...{ provider, balance: formatOg(balance), spendable: formatOg(spendable) },
  }))
  const [available, total] = [formatOg(ledger?.available ?? 0n), formatOg(ledger?.total ?? 0n)]
  const lines = subAccounts.map(
    (each) => `${each.provider}: ${each.spendable} 0G spendable of ${each.balance}`,
  )
  const text = [`${broker.getAddress()}: ${available} 0G free of ${total}`, ...lines].join('\n')
  return { text, fields: { address: broker.getAddress(), available, total, subAccounts } }
}
