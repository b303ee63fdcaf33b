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

// 6. Where to send the request
const { endpoint, model } = await broker.inference.getServiceMetadata(provider)

// 7. Headers that pay for it. Ask for them for every request: they are kept where they may be used again.
const messages = [{ role: 'user', content: 'What is 2+2?' }]
const headers = await broker.inference.getRequestHeaders(provider, JSON.stringify(messages))

// 8. The request. Keep the exact bytes: the provider's signature covers them.
const request = JSON.stringify({ messages, model })
const reply = await fetch(`${endpoint}/chat/completions`, {
  method: 'POST',
  headers: { 'content-type': 'application/json', ...headers },
  body: request,
})
const response = await reply.text()
if (!reply.ok) throw new Error(`${reply.status}: ${response}`)

// 9. The answer, and the proof that the acknowledged signer gave it
console.log(`Answer: ${JSON.parse(response).choices[0].message.content}`)
const report = await broker.inference.processResponse(provider, { request, response, headers: reply.headers })
console.log(`Verification: ${report.verdict}`)
