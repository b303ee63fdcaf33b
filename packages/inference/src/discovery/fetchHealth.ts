import { NetworkError } from '@zg/core'
import { fetchText } from '../http/fetchText.js'
import type { ProviderOptions } from '../options.js'
import { type HealthReport, readHealth } from './health.js'

type Options = Pick<ProviderOptions, 'fetch' | 'signal' | 'timeoutMs'>

/** Where each network says how its services are. */
const urls: Readonly<Record<number, string>> = {
  16661: 'https://compute-status.0g.ai',
  16602: 'https://compute-status-testnet.0g.ai',
}

/** The status API of a chain; null where there is none. */
export const statusUrlOf = (chainId: number | undefined): string | null => urls[chainId ?? 0] ?? null

/** Asks a network's status API. Throws `NetworkError` when it doesn't say. */
export async function fetchHealth(url: string, options: Options): Promise<HealthReport> {
  const what = 'The status API'
  const { status, text } = await fetchText(`${url.replace(/\/+$/, '')}/health`, { ...options, what })
  const report = status === 200 ? readHealth(text) : null
  if (!report) throw new NetworkError({ what, url, reason: 'invalid' })
  return report
}
