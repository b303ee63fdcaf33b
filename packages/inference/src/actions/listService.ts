import { type ContractError, resolveContext, type Service } from '@zg/contracts'
import type { InvalidAmountError, NetworkError } from '@zg/core'
import type { Client } from 'viem'
import { addDetail, type DetailedService } from '../discovery/addDetail.js'
import { byPrice } from '../discovery/byPrice.js'
import type { ServiceListChangedError } from '../discovery/errors.js'
import { statusUrlOf } from '../discovery/fetchHealth.js'
import { createFilter, type Filter, isModel } from '../discovery/filter.js'
import { readServices } from '../discovery/readServices.js'
import type { ProviderOptions } from '../options.js'

/**
 * Lists the services on the network, all pages, filtered and sorted as asked.
 *
 * `model` is a whole id or the part after its last slash, in any case. `sort: 'price'` puts the cheapest sum of input and output price first, of images
 * the cheapest output price; without it the order is the contract's. Asks the chain alone: one call for every 50 services.
 *
 * With `detail` each provider that passed is asked for its models (10 s and 4 MiB each, no redirect is followed), and the network's status API for their
 * health. What doesn't answer is null, with the reason under `missing`. `model` finds all that a provider serves then; the other filters and the order
 * still go by the chain. It makes your machine send requests to addresses that anybody may register.
 *
 * Throws `ServiceListChangedError` for a list that never holds still, `InvalidAmountError`, `NetworkError` or `RpcError` when the endpoint fails.
 *
 * @example
 * ```ts
 * import { zeroGDevnet } from '@zg/contracts'
 * import { listService } from '@zg/inference'
 * import { createClient, http } from 'viem'
 *
 * const client = createClient({ chain: zeroGDevnet, transport: http(undefined, { batch: true }) })
 * const services = await listService(client, { verifiable: true, acknowledged: true, sort: 'price' })
 * ```
 */
export async function listService(
  client: Client,
  options: listService.Parameters & { detail: true },
): Promise<readonly DetailedService[]>
export async function listService(
  client: Client,
  options?: listService.Parameters,
): Promise<listService.ReturnType>
export async function listService(
  client: Client,
  options: listService.Parameters = {},
): Promise<listService.ReturnType> {
  const { protocol } = resolveContext(client, options)
  const { detail = false, model, sort, fetch, signal, timeoutMs } = options
  const { statusUrl = statusUrlOf(client.chain?.id) } = options
  const isServed = (service: Service) => model === undefined || isModel(service.model, model)
  const mayServe = (service: Service) => isServed(service) || (detail && service.details.isMultiModel)

  const isWanted = createFilter(options)

  const found = (await readServices(client, options)).filter(
    (service) => isWanted(service) && mayServe(service),
  )
  const sorted = sort === 'price' ? found.toSorted(byPrice) : found
  if (!detail) return sorted
  const detailed = await addDetail(sorted, { protocol, statusUrl, fetch, signal, timeoutMs })
  return detailed.filter((service) => isServed(service) || serves(service, model ?? ''))
}

export declare namespace listService {
  type Parameters = ProviderOptions &
    Filter & {
      model?: string | undefined
      sort?: 'price' | undefined
      /** Also asks providers and the status API. */
      detail?: boolean | undefined
      /** Where the status API stands, without `/health`; null to leave it out. The network's own when absent: 0G's two have one. */
      statusUrl?: string | null | undefined
    }
  type ReturnType = readonly Service[]
  type ErrorType = ServiceListChangedError | InvalidAmountError | ContractError | NetworkError
}

const serves = ({ models }: DetailedService, model: string): boolean =>
  (models ?? []).some(
    ({ id, canonicalId }) => isModel(id, model) || (canonicalId !== null && isModel(canonicalId, model)),
  )
