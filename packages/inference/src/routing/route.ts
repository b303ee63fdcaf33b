import { pause } from '@zg/contracts/read'
import {
  type BaseError,
  type InvalidAmountError,
  memoryStore,
  type NetworkError,
  type Report,
} from '@zg/core'
import { type Address, type Client, isAddressEqual } from 'viem'
import { listService } from '../actions/listService.js'
import { type Asking, createConnection } from '../connection/createConnection.js'
import { NoProviderError } from '../connection/errors.js'
import { createExchangeBook } from '../connection/exchangeBook.js'
import { type LineOptions, openLine } from '../connection/openLine.js'
import { createLane, type Lane, type LaneStatus } from './lane.js'
import { inOrder, type Sort } from './order.js'
import { sendRouted } from './sendRouted.js'

/** A connection over many providers. */
export type Route = Asking & {
  /** How each provider stands, the one that is asked next in front. */
  providers: () => Promise<readonly LaneStatus[]>
}

/** The base of the URLs that a route answers: none that anybody could reach. */
const root = 'https://zg.invalid'
/** After that long the contract is asked again who offers what. */
const keptMs = 300_000

/**
 * Opens a connection over many providers: each request goes to the best one, and on to the next where that one fails.
 *
 * `sort` says which is best: the cheapest (the default), the one whose answers begin soonest as measured here, or the healthiest by the network's status
 * API. Errors are understood by what providers say: the caller's own fault goes back to the caller; a provider's fault and a lost connection move on, and
 * three in a row give it a rest of 10 seconds; a busy one is asked again when it said; a failed proof puts it in quarantine for good. Once an answer has
 * begun, nothing moves on. Each provider that is asked needs a funded sub-account: one without is passed over. Throws `NoProviderError` where nobody fits,
 * `InvalidAmountError`, `NetworkError` or `RpcError`.
 *
 * @example
 * ```ts
 * import type { Auth } from '@zg/inference'
 * import { route } from '@zg/inference/route'
 * import type { Client } from 'viem'
 *
 * async function ask(client: Client, auth: Auth) {
 *   const connection = await route(client, { auth, model: 'gpt-oss-120b', sort: 'latency', maxPrice: { output: '0.000001' } })
 *   return connection.chat([{ role: 'user', content: 'What is 2+2?' }])
 * }
 * ```
 */
export async function route(client: Client, options: route.Parameters): Promise<route.ReturnType> {
  const { model, sort = 'price', providers: allowed, now = Date.now, wait = pause } = options
  const book = createExchangeBook()
  const store = options.store ?? memoryStore()
  const kept = new Map<string, Lane>()
  const quarantines = new Map<Address, Report>()
  const find = async (): Promise<readonly Lane[]> => {
    const type = options.type ?? (model === undefined ? 'chatbot' : undefined)
    const asked = { ...options, type, sort: 'price' } as const
    const services = await (sort === 'health'
      ? listService(client, { ...asked, detail: true })
      : listService(client, asked))
    return services
      .filter(
        ({ provider, signerAcknowledged }) =>
          signerAcknowledged !== false && (allowed?.some((each) => isAddressEqual(each, provider)) ?? true),
      )
      .map((service) => {
        // What it learnt is of this offer: a changed one is another.
        const name = `${service.provider}:${service.updatedAt}`
        const open = () =>
          openLine(client, { ...options, store, provider: service.provider, mostTries: 1 }, book)
        const lane = kept.get(name) ?? createLane({ service, now, open, quarantines })
        kept.set(name, lane)
        return lane
      })
  }
  let found = { lanes: await find(), until: now() + keptMs }
  if (found.lanes.length === 0) throw new NoProviderError({ model, reasons: [] })
  const lanes = async () => {
    if (now() >= found.until) found = { lanes: await find(), until: now() + keptMs }
    return inOrder(found.lanes, sort)
  }

  const asking = createConnection({
    ...{ root, book, provider: null, model: model ?? found.lanes[0]?.service.model ?? '' },
    send: sendRouted({ lanes, model, wait }),
    lineOf: ({ provider }) => {
      const lane = [...kept.values()].findLast((each) => each.line() && each.service.provider === provider)
      const line = lane?.line()
      if (!lane || !line) throw new Error('unreachable: an exchange comes over a line')
      return { ...line, prove: lane.prove }
    },
  })
  return { ...asking, providers: async () => (await lanes()).map((lane) => lane.status()) }
}

export declare namespace route {
  type Parameters = Omit<LineOptions, 'provider' | 'mostTries'> &
    Pick<listService.Parameters, 'type' | 'maxPrice' | 'verifiable' | 'statusUrl'> & {
      /** A whole id, or the part after its last slash; any chat when absent. */
      model?: string | undefined
      sort?: Sort | undefined
      /** Only these. */
      providers?: readonly Address[] | undefined
    }
  type ReturnType = Route
  type ErrorType = NoProviderError | InvalidAmountError | NetworkError | BaseError
}
