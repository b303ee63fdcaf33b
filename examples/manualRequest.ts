/**
 * One request by hand, to an account that is funded already: headers, answer, typed errors, proof.
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

const broker = createBrokerFromEnv()
const question = process.argv[2] ?? 'What is the capital of France?'

try {
  const [service] = await broker.inference.listService({ sort: 'price' })
  if (!service) throw new Error('No provider is registered.')
  console.log(await ask(service.provider))
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

async function ask(provider: `0x${string}`): Promise<string> {
  const { endpoint, model } = await broker.inference.getServiceMetadata(provider)
  const messages = [{ role: 'user', content: question }]
  const headers = await broker.inference.getRequestHeaders(provider, JSON.stringify(messages))

  const request = JSON.stringify({ messages, model })
  const reply = await fetch(`${endpoint}/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: request,
  })
  const response = await reply.text()
  if (!reply.ok)
    throw await broker.inference.toProviderError(provider, {
      status: reply.status,
      body: response,
      url: reply.url,
    })

  const { verdict, checks } = await broker.inference.processResponse(provider, { request, response })
  const proof = checks.map(({ name, status }) => `  ${name}: ${status}`).join('\n')
  return `${JSON.parse(response).choices[0].message.content}\n${verdict}\n${proof}`
}
