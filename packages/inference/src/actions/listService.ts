import { type ContractError, resolveContext, type Service } from '@zg/contracts'
import { readCall } from '@zg/contracts/read'
import type { NetworkError } from '@zg/core'
import type { Client } from 'viem'
import { isVerifiable } from '../isVerifiable.js'
import type { Options } from '../options.js'

const limit = 50n

/**
 * Lists the services on the network, all pages, filtered and sorted as asked.
 *
 * `model` is a whole id or the part after its last slash, in any case. `sort: 'price'` puts the cheapest sum of input and output price first.
 * Throws `NetworkError` or `RpcError` when the endpoint fails.
 *
 * @example
 * ```ts
 * import { zeroGDevnet } from '@zg/contracts'
 * import { listService } from '@zg/inference'
 * import { createClient, http } from 'viem'
 *
 * const client = createClient({ chain: zeroGDevnet, transport: http() })
 * const services = await listService(client, { verifiable: true, sort: 'price' })
 * ```
 */
export async function listService(
  client: Client,
  options: listService.Parameters = {},
): Promise<listService.ReturnType> {
  const { protocol, contracts } = resolveContext(client, options)
  const { signal, timeoutMs, sort } = options
  const found: Service[] = []
  for (;;) {
    const call = protocol.inference.listServices({ offset: BigInt(found.length), limit })
    const { services, total } = await readCall(client, { call, protocol, contracts, signal, timeoutMs })
    found.push(...services)
    if (services.length === 0 || BigInt(found.length) >= total) break
  }
  const wanted = found.filter((service) => matches(service, options))
  return sort === 'price' ? wanted.toSorted(byPrice) : wanted
}

export declare namespace listService {
  type Parameters = Options & {
    model?: string | undefined
    /** Service type, such as `chatbot`. */
    type?: string | undefined
    /** Only services that claim verifiability, or only the others. */
    verifiable?: boolean | undefined
    sort?: 'price' | undefined
  }
  type ReturnType = readonly Service[]
  type ErrorType = ContractError | NetworkError
}

const matches = (service: Service, { model, type, verifiable }: listService.Parameters) =>
  (model === undefined || isModel(service.model, model)) &&
  (type === undefined || service.serviceType === type) &&
  (verifiable === undefined || isVerifiable(service) === verifiable)

function isModel(id: string, wanted: string): boolean {
  const [whole, name] = [id.toLowerCase(), wanted.toLowerCase()]
  return whole === name || whole.slice(whole.lastIndexOf('/') + 1) === name
}

function byPrice(one: Service, other: Service): number {
  const difference = one.inputPrice + one.outputPrice - (other.inputPrice + other.outputPrice)
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}
