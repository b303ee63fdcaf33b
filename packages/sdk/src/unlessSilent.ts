import { InsufficientBalanceError, NotOfferedError, ServiceNotFoundError } from '@zg/contracts'
import { NetworkError } from '@zg/core'
import {
  InvalidServiceUrlError,
  ProviderError,
  ProviderNotAcknowledgedError,
  ProviderReplyError,
  ServiceNotAcknowledgedError,
} from '@zg/inference/base'

/**
 * What a provider tells, or null where it tells nothing: it is gone, can't be reached, or refuses in any of its ways.
 * All else that goes wrong is thrown, the failure of the RPC endpoint at `url` too: it says nothing about the provider.
 */
export async function unlessSilent<result>(
  ask: () => Promise<result>,
  url: string | undefined,
): Promise<result | null> {
  try {
    return await ask()
  } catch (error) {
    if (error instanceof NetworkError && error.host === hostOf(url)) throw error
    if (silences.some((Silence) => error instanceof Silence)) return null
    throw error
  }
}

/** As `NetworkError` has it. */
const hostOf = (url = ''): string => (URL.canParse(url) ? new URL(url).host : 'not a URL')

const silences = [
  InsufficientBalanceError,
  InvalidServiceUrlError,
  NetworkError,
  NotOfferedError,
  ProviderError,
  ProviderNotAcknowledgedError,
  ProviderReplyError,
  ServiceNotAcknowledgedError,
  ServiceNotFoundError,
]
