/**
 * Lists every provider on the network with its model and prices. Moves nothing.
 *
 *   npx tsx examples/queryProviders.ts
 */
import { formatOg, isVerifiable } from '@zg/sdk'
import { createBrokerFromEnv } from '@zg/sdk/node'

const broker = createBrokerFromEnv()
const services = await broker.inference.listService({ sort: 'price' })
console.log(`Found ${services.length} ${services.length === 1 ? 'service' : 'services'}`)

const perMillion = (neuron: bigint) => `${formatOg(neuron * 1_000_000n)} 0G per million tokens`

for (const service of services) {
  console.log(`
Provider:     ${service.provider}
Model:        ${service.model}
Type:         ${service.serviceType}
URL:          ${service.url}
Input price:  ${perMillion(service.inputPrice)}
Output price: ${perMillion(service.outputPrice)}
Verifiable:   ${isVerifiable(service) ? 'yes' : 'no'} (${service.verifiability || 'nothing claimed'})`)
}
