import { InsufficientBalanceError, NotOfferedError, ServiceNotFoundError } from '@zg/contracts'
import { NetworkError } from '@zg/core'
import {
  InvalidServiceUrlError,
  ProviderError,
  ProviderNotAcknowledgedError,
  ProviderReplyError,
  ServiceNotAcknowledgedError,
} from '@zg/inference'

/**
 * What a provider tells, or null where it tells nothing: it is gone, can't be reached, or refuses in any of its ways.
 * All else that goes wrong is thrown.
 */
export async function unlessSilent<result>(ask: () => Promise<result>): Promise<result | null> {
  try {
    return await ask()
  } catch (error) {
    if (silences.some((Silence) => error instanceof Silence)) return null
    throw error
  }
}

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
