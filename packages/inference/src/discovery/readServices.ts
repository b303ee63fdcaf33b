import { resolveContext, type Service } from '@zg/contracts'
import { readCall } from '@zg/contracts/read'
import type { Client } from 'viem'
import { largest } from '../largest.js'
import type { Options } from '../options.js'
import { ServiceListChangedError } from './errors.js'

/** The contracts give no more at once. */
const pageSize = 50n
const mostAttempts = 4

type Page = { services: readonly Service[]; total: bigint }

/**
 * Reads every service: the first page tells how many there are, and the others are asked for at once, which a batching transport makes one request.
 *
 * A list that changes meanwhile moves services from page to page, so it is read anew, all pages at once, until they agree.
 */
export async function readServices(client: Client, options: Options): Promise<readonly Service[]> {
  const { protocol, contracts } = resolveContext(client, options)
  const { signal, timeoutMs } = options
  const readPage = (offset: bigint): Promise<Page> => {
    const call = protocol.inference.listServices({ offset, limit: pageSize })
    return readCall(client, { call, protocol, contracts, signal, timeoutMs })
  }
  const first = await readPage(0n)
  // A protocol without pages gives all at once.
  const others = isWhole([first]) ? [] : offsetsOf(first.total).slice(1)
  let pages = [first, ...(await Promise.all(others.map(readPage)))]
  for (let attempts = 1; !isWhole(pages); attempts += 1) {
    if (attempts === mostAttempts) throw new ServiceListChangedError({ attempts })
    pages = await Promise.all(offsetsOf(mostOf(pages)).map(readPage))
  }
  return pages.flatMap(({ services }) => services)
}

function offsetsOf(total: bigint): readonly bigint[] {
  const offsets = [0n]
  for (let offset = pageSize; offset < total; offset += pageSize) offsets.push(offset)
  return offsets
}

const mostOf = (pages: readonly Page[]): bigint => largest(pages.map(({ total }) => total))

/** All pages know of as many services, and as many different ones stand on them. */
function isWhole(pages: readonly Page[]): boolean {
  const total = mostOf(pages)
  const providers = new Set(pages.flatMap(({ services }) => services.map(({ provider }) => provider)))
  const listed = pages.reduce((sum, { services }) => sum + services.length, 0)
  return (
    pages.every((page) => page.total === total) &&
    BigInt(providers.size) === total &&
    listed === providers.size
  )
}
