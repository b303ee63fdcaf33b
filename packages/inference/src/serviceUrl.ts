import type { Service } from '@zg/contracts'
import { InvalidServiceUrlError } from './errors.js'

/** The service's base URL, without a trailing slash and without the proxy's path. */
export function serviceUrl({ provider, url }: Pick<Service, 'provider' | 'url'>): string {
  if (!URL.canParse(url)) throw new InvalidServiceUrlError({ provider, reason: 'it is no URL' })
  const { protocol, username, password, search, hash, origin, pathname } = new URL(url)
  if (protocol !== 'http:' && protocol !== 'https:')
    throw new InvalidServiceUrlError({ provider, reason: `it speaks ${protocol}` })
  if (username || password) throw new InvalidServiceUrlError({ provider, reason: 'it holds credentials' })
  if (search || hash) throw new InvalidServiceUrlError({ provider, reason: 'it holds a query or a fragment' })
  return `${origin}${pathname}`.replace(/\/+$/, '').replace(/\/v1\/proxy$/, '')
}

/** Where a service's OpenAI-compatible API stands. */
export const endpointOf = (service: Pick<Service, 'provider' | 'url'>): string =>
  `${serviceUrl(service)}/v1/proxy`
