import { ExchangeNotFoundError } from './errors.js'
import type { Exchange } from './exchange.js'

/** A `Response` of the connection's fetch, its `ZG-Res-Key`, or the id of a completion. */
export type ExchangeName = Response | string

type Job = { exchange: Exchange; close: (state: 'complete' | 'cut', found: Partial<Exchange>) => void }

/** The latest exchanges of a connection, and the names that lead to them. */
export function createExchangeBook(most = 1_000) {
  const exchanges = new Set<Exchange>()
  const byName = new Map<string, Set<Exchange>>()
  const jobs = new Map<string, Job>()
  const byResponse = new WeakMap<Response, Exchange>()

  const forget = (exchange: Exchange) => {
    exchanges.delete(exchange)
    const { completionId: id } = exchange
    if (id !== null && jobs.get(id)?.exchange === exchange) jobs.delete(id)
    for (const name of namesOf(exchange)) {
      const named = byName.get(name)
      named?.delete(exchange)
      if (named?.size === 0) byName.delete(name)
    }
  }
  const index = (exchange: Exchange) => {
    for (const name of namesOf(exchange)) byName.set(name, (byName.get(name) ?? new Set()).add(exchange))
  }

  return {
    add: (exchange: Exchange, response: Response): void => {
      exchanges.add(exchange)
      byResponse.set(response, exchange)
      index(exchange)
      const [oldest] = exchanges
      if (oldest && exchanges.size > most) forget(oldest)
    },
    /** Takes note of a name that came later than the answer's beginning. */
    name: (exchange: Exchange, names: Partial<Pick<Exchange, 'key' | 'completionId'>>): void => {
      Object.assign(exchange, names)
      if (exchanges.has(exchange)) index(exchange)
    },
    /** An answer that is still to be made, under its job's id; `close` is called when it is there. */
    addJob: (id: string, job: Job): void => {
      // Two under one id prove nothing, and only the later one can be followed.
      jobs.get(id)?.close('cut', {})
      jobs.set(id, job)
    },
    /** The job, and no more of it; null for one that was submitted elsewhere. */
    takeJob: (id: string): Job | null => {
      const job = jobs.get(id) ?? null
      jobs.delete(id)
      return job
    },
    has: (name: string): boolean => byName.has(name),
    /** Throws `ExchangeNotFoundError`. Of several with the same name the latest: `isShared` says so of each. */
    find: (name: ExchangeName): Exchange => {
      const found = typeof name === 'string' ? [...(byName.get(name) ?? [])].at(-1) : byResponse.get(name)
      const id = typeof name === 'string' ? name : 'of that Response'
      if (!found) throw new ExchangeNotFoundError({ id })
      return found
    },
    /** Whether another exchange came under the same name: then neither is proven. */
    isShared: (exchange: Exchange): boolean =>
      namesOf(exchange).some((name) => [...(byName.get(name) ?? [])].some((other) => other !== exchange)),
    all: (): readonly Exchange[] => [...exchanges],
  }
}

export type ExchangeBook = ReturnType<typeof createExchangeBook>

const namesOf = ({ key, completionId }: Exchange): readonly string[] =>
  [key, completionId].filter((name) => name !== null)
