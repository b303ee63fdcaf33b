import { NetworkError } from '@zg/core'
import type { Address } from 'viem'
import { AnswerLostError } from '../../connection/errors.js'
import type { Send } from './link.js'

type To = {
  provider: Address
  /** The service's URL: everything goes below it, and nowhere else. */
  root: string
  fetch: typeof globalThis.fetch
}

/** The innermost step: hands the bytes to `fetch`. Nothing follows a redirect, and neither cookies nor caches take part. */
export const transport =
  ({ provider, root, fetch }: To): Send =>
  async ({ method, path, headers, body, signal, beforeSend }) => {
    const url = `${root}${path}`
    signal?.throwIfAborted()
    await beforeSend()
    try {
      const response = await fetch(url, {
        ...{ method, headers, body, redirect: 'error', credentials: 'omit', cache: 'no-store' },
        signal: signal ?? null,
      })
      return { answer: { response, settle: async () => null } }
    } catch (cause) {
      if (signal?.aborted) return { aborted: { reason: signal.reason, mayBeBilled: true } }
      const mayBeBilled = !neverArrived(cause)
      const error = mayBeBilled
        ? new AnswerLostError({ provider, began: false, cause })
        : new NetworkError({ what: `Provider ${provider}`, url, reason: 'refused', cause })
      return { failure: { kind: 'network', error, mayBeBilled, retry: 'never' } }
    }
  }

/** Node's codes for a connection that was never made. Browsers don't tell. */
const unmade = new Set<unknown>([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
])

function neverArrived(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false
  if ('code' in error && unmade.has(error.code)) return true
  return 'cause' in error && error.cause !== error && neverArrived(error.cause)
}
