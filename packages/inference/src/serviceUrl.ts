import type { Service } from '@zg/contracts'
import { InvalidServiceUrlError } from './errors.js'

/** The service's base URL, without a trailing slash and without the proxy's path. */
export function serviceUrl({ provider, url }: Pick<Service, 'provider' | 'url'>): string {
  const reason = urlFault(url)
  if (reason !== null) throw new InvalidServiceUrlError({ provider, reason })
  const { origin, pathname } = new URL(url)
  return `${origin}${pathname}`.replace(/\/+$/, '').replace(/\/v1\/proxy$/, '')
}

/** Why nobody could use a service at this URL; null when it is fine. */
export function urlFault(url: string): string | null {
  if (!URL.canParse(url)) return 'it is no URL'
  const { protocol, username, password, search, hash } = new URL(url)
  if (protocol !== 'http:' && protocol !== 'https:') return `it speaks ${protocol}`
  if (username || password) return 'it holds credentials'
  return search || hash ? 'it holds a query or a fragment' : null
}

/** Where a service's OpenAI-compatible API stands. */
export const endpointOf = (service: Pick<Service, 'provider' | 'url'>): string =>
  `${serviceUrl(service)}/v1/proxy`
