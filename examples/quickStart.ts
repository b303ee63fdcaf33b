/**
 * Fund, discover, acknowledge, ask and verify: the whole way from a wallet to a proven answer.
 *
 * Needs PRIVATE_KEY and a network (ZG_NETWORK or RPC_URL), in the environment or in .env. With a devnet running:
 *
 *   npx tsx examples/quickStart.ts
 *
 * The same program runs on a public network: ZG_NETWORK=testnet or mainnet. See docs/networks.md.
 */
import { formatOg, parseOg } from '@zg/sdk'
import { createBrokerFromEnv } from '@zg/sdk/node'

// 1. A broker for your wallet
const broker = createBrokerFromEnv()
console.log(`Address: ${broker.getAddress()}`)

// 2. Discover services
const [service] = await broker.inference.listService({ verifiable: true, acknowledged: true, sort: 'price' })
if (!service) throw new Error('No provider is registered.')
const { provider } = service
console.log(`Provider: ${provider}`)
console.log(`Model: ${service.model}`)

// 3. Fund your account, once. What a first request costs on each network: docs/networks.md
const account = await broker.ledger.findLedger()
if (!account || account.available < parseOg('2')) {
  await broker.ledger.depositFund('5')
  const { total } = await broker.ledger.getLedger()
  console.log(`✓ Added funds. New balance: ${formatOg(total)} 0G`)
}

// 4. Move funds to the provider's sub-account. It keeps 1 0G in reserve.
await broker.ledger.transferFund({ provider, amount: '2' })
console.log('✓ Transferred 2 0G to provider')

// 5. Acknowledge the provider's TEE signer. The transfer did so already: this sends nothing.
await broker.inference.acknowledgeProviderSigner(provider)
console.log('✓ Provider acknowledged')

// 6. A way to the provider. Any OpenAI-compatible client takes connection.fetch: see openai.ts
const connection = await broker.inference.connect(provider)

// 7. One question. It is paid for, and the exact bytes of both sides are hashed as they pass.
const { content, cost, report } = await connection.chat([{ role: 'user', content: 'What is 2+2?' }])
console.log(`Answer: ${content}`)
console.log(`Cost: ${cost.neuron === null ? 'unknown' : formatOg(cost.neuron)} 0G`)

// 8. The proof that the acknowledged signer gave that answer
console.log(`Verification: ${report.verdict}`)
