/**
 * One request by hand (`ask.ts`), on an account that is funded already: headers, answer, typed errors, proof.
 *
 *   npx tsx examples/manualRequest.ts "What is the capital of France?"
 */
import {
  InsufficientBalanceError,
  NetworkError,
  ProviderNotAcknowledgedError,
  SubAccountNotFoundError,
  ZGServingBrokerError,
} from '@zg/sdk'
import { createBrokerFromEnv } from '@zg/sdk/node'
import { ask } from './ask.js'

const broker = createBrokerFromEnv()
const question = process.argv[2] ?? 'What is the capital of France?'

try {
  const [service] = await broker.inference.listService({ sort: 'price' })
  if (!service) throw new Error('No provider is registered.')
  console.log(await show(service.provider))
} catch (error) {
  if (error instanceof InsufficientBalanceError)
    console.error(`Not enough 0G in the ${error.where}.\n${error.message}`)
  else if (error instanceof ProviderNotAcknowledgedError)
    console.error(`Acknowledge the provider first.\n${error.message}`)
  else if (error instanceof SubAccountNotFoundError) console.error(`No sub-account yet.\n${error.message}`)
  else if (error instanceof NetworkError) console.error(`Nothing could be reached.\n${error.message}`)
  else if (error instanceof ZGServingBrokerError) console.error(error.message)
  else throw error
  process.exitCode = 1
}

async function show(provider: `0x${string}`): Promise<string> {
  const exchange = await ask(broker, { provider, question })
  const { verdict, checks } = await broker.inference.processResponse(provider, exchange)
  const proof = checks.map(({ name, status }) => `  ${name}: ${status}`).join('\n')
  return `${JSON.parse(exchange.response).choices[0].message.content}\n${verdict}\n${proof}`
}
